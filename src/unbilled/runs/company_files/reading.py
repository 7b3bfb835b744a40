"""How descriptions are read: YAML with exact numbers, and sentences about what is wrong."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import yaml

from unbilled.foundation.money import to_decimal
from unbilled.foundation.refusals import Refusal


class DescriptionUnreadable(Refusal):
    """A scenario, or the description of a company, says something that has no meaning."""

    sentence = "{reason}."
    remedy = "See docs/companies.md and docs/scenarios.md for what may be said."


class Loader(yaml.SafeLoader):
    """YAML without floats, without yes and no, and without a key that occurs twice."""


def _exact(loader: Loader, node: yaml.ScalarNode) -> Decimal:
    return to_decimal(str(loader.construct_scalar(node)).replace("_", ""))


def _mapping(loader: Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise DescriptionUnreadable(
                reason=f"line {key_node.start_mark.line + 1} says {key} a second time"
            )
        found[key] = loader.construct_object(value_node, deep=True)
    return found


# `on:` is a date's name here, not the truth value that YAML 1.1 reads.
Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_constructor("tag:yaml.org,2002:float", _exact)
Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(text: str) -> Any:
    """Read YAML; numbers with a point are Decimal.

    Raises:
        DescriptionUnreadable: The text is not YAML, or a key occurs twice.

    >>> read_yaml("{on: 2026-03-02, hours: 7.5}")
    {'on': datetime.date(2026, 3, 2), 'hours': Decimal('7.5')}
    """
    try:
        return yaml.load(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise DescriptionUnreadable(reason=f"line {line} is not YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise DescriptionUnreadable(reason=f"this is not YAML: {error}") from None


def unknown(what: str, name: object, known: Iterable[object]) -> DescriptionUnreadable:
    """The sentence about a word that has no meaning, with the nearest that has one."""
    words = sorted(str(word) for word in known)
    near = get_close_matches(str(name), words, 1)
    hint = f"the nearest is {near[0]}" if near else f"there is {', '.join(words) or 'none'}"
    return DescriptionUnreadable(reason=f"there is no {what} {name!r}; {hint}")


class Arguments:
    """What a step or a part of ``given`` says, taken word by word; a word left over has no meaning."""

    def __init__(self, said: Any, *, where: str, main: str = "") -> None:
        """Take what is said.

        Args:
            said: A mapping, or a list or word that stands for the main argument.
            where: What to call it in a sentence.
            main: Argument that a list or word stands for.
        """
        if said is None:
            said = {}
        if not isinstance(said, Mapping):
            if not main:
                raise DescriptionUnreadable(reason=f"{where} takes named arguments, not {said!r}")
            said = {main: said}
        self.where = where
        self._left = dict(said)
        self._taken: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self._left.get(name) is not None

    def take(self, name: str, default: Any = None) -> Any:
        """The value of one word."""
        self._taken.add(name)
        value = self._left.pop(name, None)
        return default if value is None else value

    def need(self, name: str) -> Any:
        """The value of one word that must be there."""
        value = self.take(name)
        if value is None:
            raise DescriptionUnreadable(reason=f"{self.where} lacks {name}")
        return value

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        return str(self.take(name, default))

    def day(self, name: str) -> date | None:
        """A date, if said."""
        value = self.take(name)
        if value is not None and not isinstance(value, date):
            raise DescriptionUnreadable(
                reason=f"{name} of {self.where} is {value!r}, not a date such as 2026-03-02"
            )
        return value

    def number(self, name: str) -> Decimal | None:
        """A number, if said."""
        value = self.take(name)
        return None if value is None else to_decimal(value)

    def mapping(self, name: str) -> dict[Any, Any]:
        """A mapping; nothing said is an empty one, a list or a word names keys without values."""
        value = self.take(name, {})
        if isinstance(value, Mapping):
            return dict(value)
        return dict.fromkeys(value if isinstance(value, list) else [value])

    def names(self, name: str) -> list[Any]:
        """A list of names; one word is a list of one."""
        value = self.take(name, [])
        return list(value) if isinstance(value, (list, Mapping)) else [value]

    def rest(self) -> dict[str, Any]:
        """Whatever has not been taken."""
        left, self._left = self._left, {}
        return left

    def finish(self) -> None:
        """Refuse what nobody took."""
        for name in self._left:
            raise unknown(f"argument of {self.where} called", name, self._taken)
