"""How descriptions are read: YAML with exact numbers, and sentences about what is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import yaml

from unbilled.foundation.masters import MastersRefused
from unbilled.foundation.money import AmountTooLarge, NotANumber, to_decimal
from unbilled.foundation.refusals import Refusal, shortened

GIVEN = "given"
"""What holds the parts of a description: a whole file, or what stands under that word."""


class DescriptionUnreadable(Refusal):
    """A scenario, or the description of a company, says something that has no meaning.

    The detail ``line`` is the line of the file, where it is known.
    """

    sentence = "{reason}."
    remedy = "See docs/companies.md and docs/scenarios.md for what may be said."


MOST_MEGABYTES = 16
MOST_NODES = 1_000_000
DEEPEST = 60
UNREADABLE = re.compile("[\0\ud800-\udfff]")


class Loader(yaml.SafeLoader):
    """YAML as people write it: exact numbers, no key twice; ``yes`` and ``0042`` are words, not truth and 34.

    What a file says is bounded in depth and in size, an alias counting as often as it is said: a few lines of aliases
    of aliases would else stand for more than any machine holds.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = self._nodes = 0
        self._sizes: dict[int, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """A node with all below it, as long as there is room.

        Raises:
            DescriptionUnreadable: It is too deep, too much, part of itself, or has a character that is none.
        """
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        before = self._nodes
        self._depth += 1
        if self._depth > DEEPEST:
            raise DescriptionUnreadable(reason=f"line {line} is nested deeper than {DEEPEST} levels")
        node = super().compose_node(parent, index)
        self._depth -= 1
        if isinstance(event, yaml.AliasEvent):
            if id(node) not in self._sizes:
                raise DescriptionUnreadable(
                    reason=f"line {line} is not YAML: {event.anchor} is part of itself"
                )
            self._nodes += self._sizes[id(node)]
        else:
            self._nodes += 1
            self._sizes[id(node)] = self._nodes - before
        if self._nodes > MOST_NODES:
            raise DescriptionUnreadable(reason=f"by line {line} more than {MOST_NODES:,} things are said")
        if isinstance(node, yaml.ScalarNode) and UNREADABLE.search(node.value):
            raise DescriptionUnreadable(reason=f"a text on line {line} has a character that is none")
        return node


def _exact(loader: Loader, node: yaml.ScalarNode) -> Decimal:
    return to_decimal(str(loader.construct_scalar(node)).replace("_", ""))


class Lined(dict[Any, Any]):
    """A mapping that knows on which line of the file each key stands."""

    def __init__(self, content: Mapping[Any, Any] | None = None) -> None:
        super().__init__(content or {})
        self.lines: dict[Any, int] = dict(getattr(content, "lines", {}))


def _mapping(loader: Loader, node: yaml.MappingNode) -> Lined:
    found = Lined()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, (dict, list)):
            raise DescriptionUnreadable(reason=f"line {line} has no name before its colon")
        if key in found:
            raise DescriptionUnreadable(reason=f"line {line} says {key} a second time")
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = line
    return found


def _day(loader: Loader, node: yaml.ScalarNode) -> date:
    text = str(loader.construct_scalar(node))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DescriptionUnreadable(reason=f"there is no day {text}", line=node.start_mark.line + 1) from None


# The implicit types that are not read as YAML 1.1 has them: `on:` is a date's name here, not a truth value,
# a code may begin with zeros, and a time of day belongs to no date.
READ_OTHERWISE = {"bool", "int", "timestamp"}
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in READ_OTHERWISE]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$"), list("tTfF")
)
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9_]*)$"), list("-+0123456789")
)
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:timestamp", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$"), list("0123456789")
)
Loader.add_constructor("tag:yaml.org,2002:float", _exact)
Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


# Of the tags that YAML has for more than that, none stands for anything that is said here.
Loader.yaml_constructors = {
    tag: made
    for tag, made in Loader.yaml_constructors.items()
    if tag is None
    or tag.rpartition(":")[2] in {"map", "seq", "str", "null", "bool", "int", "float", "timestamp"}
}


def read_yaml(text: str) -> Any:
    """Read YAML; numbers with a point are Decimal.

    Raises:
        DescriptionUnreadable: The text is not YAML, a key occurs twice, or it goes beyond all bounds.

    >>> read_yaml("{on: 2026-03-02, hours: 7.5}")
    {'on': datetime.date(2026, 3, 2), 'hours': Decimal('7.5')}
    """
    try:
        return yaml.load(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        colon = "mapping values are not allowed" in str(error.problem)
        hint = "; a text with a colon stands in quotation marks" if colon else ""
        raise DescriptionUnreadable(reason=f"line {line} is not YAML: {error.problem}{hint}") from None
    except (yaml.YAMLError, ValueError, LookupError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise DescriptionUnreadable(reason=f"this is not YAML: {reason}") from None


def unknown(what: str, name: object, known: Iterable[object], line: int = 0) -> DescriptionUnreadable:
    """The sentence about a word that has no meaning, with the nearest that has one."""
    words = sorted(str(word) for word in known)
    near = get_close_matches(str(name), words, 1)
    hint = f"the nearest is {near[0]}" if near else f"there is {', '.join(words) or 'none'}"
    return DescriptionUnreadable(reason=f"there is no {what} {name!r}; {hint}", line=line)


@dataclass
class Place:
    """Where in a file the reading is; told while it goes on, so that what fails can be named.

    Attributes:
        line: Line of the file; 0 where none is known.
        records: Line of each record that was read, by what events call it (``customer 10010``), and of its fields
            (``customer 10010: country``).
    """

    line: int = 0
    records: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def at(self, line: int | None) -> Iterator[None]:
        """Note the line; it stays noted when what is done there fails."""
        before = self.line
        self.line = line or before
        yield
        self.line = before

    def note(self, record: str, said: "Arguments") -> None:
        """Note that a record stands here."""
        self.records[record] = self.line
        for word, line in said.lines.items():
            self.records[f"{record}: {str(word).replace('_', ' ')} "] = line

    def of(self, fault: str) -> int:
        """The line of what is at fault; that of the field, where the fault names one."""
        named = [one for one in self.records if fault.startswith(one) and one.endswith(" ")]
        record = max(named, key=len, default=getattr(fault, "record", ""))
        return self.records.get(record, 0)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Note the line of the first record that an event finds at fault."""
        try:
            yield
        except MastersRefused as refused:
            found = [line for line in map(self.of, refused.details["faults"]) if line]
            self.line = found[0] if found else self.line
            raise


class Arguments:
    """What a step or a part of a description says, taken word by word; a word left over has no meaning."""

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
        self._lines: dict[Any, int] = getattr(said, "lines", {})
        self._taken: set[str] = set()

    @property
    def lines(self) -> Mapping[Any, int]:
        """Line of the file on which each word stands."""
        return self._lines

    def peek(self, name: str) -> Any:
        """What a part holds, before it is taken; nothing said is empty."""
        return self._left.get(name) or ()

    def items(self, name: str) -> list[Any]:
        """A list of whatever."""
        value = self.take(name, [])
        if not isinstance(value, list):
            raise self._wrong(name, f"is a list, not {plain(value)}")
        return value

    def __contains__(self, name: str) -> bool:
        return self._left.get(name) is not None

    def line(self, name: Any = None) -> int | None:
        """Line of the file on which a word stands; of the first one without a name."""
        return self._lines.get(name) if name else min(self._lines.values(), default=None)

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

    def name(self, name: str) -> str | None:
        """A text, if said."""
        value = self.take(name)
        if isinstance(value, (Mapping, list)):
            raise self._wrong(name, f"is one text, not {plain(value)}")
        return None if value is None else str(value)

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        return self.name(name) or default

    def choice(self, name: str, known: Iterable[Any], default: str = "") -> str:
        """A word of a closed list; ``known`` are words, or pairs as the choices of a field are."""
        words = [one[0] if isinstance(one, tuple) else str(one) for one in known]
        value = self.text(name, default)
        if value not in words:
            raise unknown(
                f"{name.replace('_', ' ')} of {self.where} called", value, words, self._lines.get(name, 0)
            )
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.take(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, f"is {plain(value)!r}, neither true nor false")
        return value

    def day(self, name: str) -> date | None:
        """A date, if said."""
        value = self.take(name)
        if value is not None and not isinstance(value, date):
            raise self._wrong(name, f"is {value!r}, not a date such as 2026-03-02")
        return value

    def price(self, name: str) -> Decimal | None:
        """A number from zero, if said."""
        line = self._lines.get(name, 0)
        return None if name not in self else not_below_zero(self.take(name), f"{name} of {self.where}", line)

    def number(self, name: str) -> Decimal | None:
        """A number, if said."""
        value = self.take(name)
        line = self._lines.get(name, 0)
        return None if value is None else number(value, f"{name} of {self.where}", line)

    def country(self, default: str = "") -> str:
        """A country, if said."""
        value = self.text("country", default)
        if value and not re.fullmatch("[A-Z]{2}", value):
            raise self._wrong("country", f"is {value!r}, not two capital letters such as GB")
        return value

    def whole(self, name: str, default: int, least: int = 0) -> int:
        """A whole number."""
        value = self.take(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(name, f"is {plain(value)!r}, not a whole number from {least}")
        return value

    def mapping(self, name: str) -> Lined:
        """A mapping; nothing said is an empty one, a list or a word names keys without values."""
        value = self.take(name, {})
        if isinstance(value, Mapping):
            return Lined(value)
        return Lined(dict.fromkeys(self._words(name, value)))

    def names(self, name: str) -> list[Any]:
        """A list of names; one word is a list of one."""
        value = self.take(name, [])
        return list(value) if isinstance(value, Mapping) else self._words(name, value)

    def _words(self, name: str, value: Any) -> list[Any]:
        words = list(value) if isinstance(value, list) else [value]
        for word in words:
            if isinstance(word, (Mapping, list)):
                raise DescriptionUnreadable(
                    reason=f"{name} of {self.where} lists names, or gives each name its own part; "
                    f"it does not list {plain(word)}"
                )
        return words

    def rest(self) -> dict[str, Any]:
        """Whatever has not been taken."""
        left, self._left = self._left, {}
        return left

    def finish(self) -> None:
        """Refuse what nobody took."""
        for name in self._left:
            line = self._lines.get(name, 0)
            what = "part called" if self.where == GIVEN else f"argument of {self.where} called"
            raise unknown(what, name, self._taken, line)

    def _wrong(self, name: str, problem: str) -> DescriptionUnreadable:
        return DescriptionUnreadable(
            reason=f"{name} of {self.where} {problem}", line=self._lines.get(name, 0)
        )


def number(value: Any, what: str, line: int = 0) -> Decimal:
    """A number that something is.

    Raises:
        DescriptionUnreadable: It is not one.
    """
    try:
        if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
            return to_decimal(value)
    except (NotANumber, AmountTooLarge):
        pass
    value = shortened(str(value)) if isinstance(value, (str, int)) else value
    raise DescriptionUnreadable(reason=f"{what} is {plain(value)!r}, not a number such as 1234.50", line=line)


def not_below_zero(value: Any, what: str, line: int = 0) -> Decimal:
    """A number from zero that something is.

    Raises:
        DescriptionUnreadable: It is not one.
    """
    found = number(value, what, line)
    if found < 0:
        raise DescriptionUnreadable(reason=f"{what} is {found}; it cannot be below zero", line=line)
    return found


def plain(value: Any) -> Any:
    """A value as a sentence shows it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {plain(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(str(plain(each)) for each in value) + "]"
    return str(value) if isinstance(value, (date, Decimal)) else value


def none_of(name: str | None) -> str | None:
    """A name; ``none`` names nothing."""
    return None if name == "none" else name


def days_of(dated: Mapping[Any, Any], what: str) -> list[date]:
    """The days under which something stands.

    Raises:
        DescriptionUnreadable: One of them is no date.
    """
    for day in dated:
        if not isinstance(day, date):
            raise DescriptionUnreadable(
                reason=f"{what} stand under {plain(day)!r}, not a date such as 2026-03-02"
            )
    return list(dated)
