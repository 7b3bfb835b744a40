"""Forms: fields of plain records as controls, and what was typed into them as values again.

A field's control follows from its type: a text, a day, a number, yes or no, a choice, several choices, a list of texts,
or a table in which each name has a value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin

from django.http import QueryDict

from unbilled.foundation import figures
from unbilled.foundation.money import AmountTooLarge, NotANumber
from unbilled.foundation.selections import DayUnreadable, day_meant
from unbilled.kit.numbers import number_typed

SPARE = 2
"""Empty rows below those of a table; a script adds more as they are filled in."""
KINDS: Mapping[Any, str] = {bool: "yes", date: "day", Decimal: "number", int: "whole"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A field of a form.

    Attributes:
        name: Its name.
        label: What it says.
        hint: A few words below it.
        kind: ``text``, ``lines``, ``list``, ``day``, ``number``, ``whole``, ``yes``, ``choice``, ``several``, ``named``
            or ``table``.
        is_required: Nothing is done without it.
        is_locked: It is shown, and stays.
        has_none: An empty control means that there is none, not an empty text.
        choices: What can be chosen, by value; of ``named`` what is suggested.
        columns: Of a table, the control of the name and that of the value.
        usual: What stands there in a new record.
    """

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    is_required: bool = False
    is_locked: bool = False
    has_none: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: Sequence["Entry"] = ()
    usual: Any = None


@dataclass(frozen=True)
class Control:
    """A field as it is shown: the entry, what stands there, what is wrong with it.

    Attributes:
        entry: The field.
        value: The text; of ``several`` the chosen ones, of a table its rows of texts, of ``yes`` whether.
        fault: What is wrong.
        theirs: What it became meanwhile, where somebody else changed it.
    """

    entry: Entry
    value: Any
    fault: str = ""
    theirs: str = ""

    @property
    def spoken(self) -> str:
        """What stands there, where it cannot be changed."""
        return self.entry.choices.get(self.value, self.value)

    @property
    def rows(self) -> list[list[tuple[Entry, str]]]:
        """The cells of a table, with rows to spare."""
        spare = [[""] * len(self.entry.columns)] * (0 if self.entry.is_locked else SPARE)
        return [list(zip(self.entry.columns, row, strict=True)) for row in [*self.value, *spare]]


class Unreadable(Exception):
    """What was typed is no value of its field; the text says why."""


def plain(hint: Any) -> Any:
    """A type without its nothing."""
    known = [one for one in get_args(hint) if one is not NoneType]
    return known[0] if NoneType in get_args(hint) else hint


def kind_of(hint: Any, *, has_choices: bool, is_long: bool) -> str:
    """The control of a type.

    >>> kind_of(str | None, has_choices=False, is_long=False), kind_of(Sequence[str], has_choices=True, is_long=False)
    ('text', 'several')
    """
    bare = plain(hint)
    if get_origin(bare) is Mapping:
        return "table"
    if get_origin(bare) is Sequence:
        return "several" if has_choices else "list"
    if bare in KINDS:
        return KINDS[bare]
    return "choice" if has_choices else "lines" if is_long else "text"


def key_kind(hint: Any, place: int) -> str:
    """The control of the name of a table's rows, or of their value."""
    return KINDS.get(get_args(plain(hint))[place], "text")


def value_of(entry: Entry, sent: QueryDict, today: date) -> Any:
    """What was typed, as the record takes it; the usual where the form has no such control.

    Args:
        entry: The field.
        sent: The form.
        today: The day that ``today+3`` and its like are counted from.

    Raises:
        Unreadable: It is no value of its kind.
    """
    if entry.kind not in ("yes", "several") and not entry.is_required and not _is_sent(entry, sent):
        return entry.usual
    match entry.kind:
        case "yes":
            return entry.name in sent
        case "several":
            return tuple(one for one in sent.getlist(entry.name) if one)
        case "list":
            texts = sent.get(entry.name, "").splitlines()
            return tuple(one.strip() for one in texts if one.strip())
        case "table":
            return _table(entry, sent, today)
    text = sent.get(entry.name, "").replace("\r\n", "\n").strip()
    if not text and entry.is_required:
        raise Unreadable("is needed")
    if not text:
        return _nothing(entry)
    return _read(entry, text, today)


def typed(entry: Entry, sent: QueryDict) -> Any:
    """What was typed, as it stands in the control again."""
    match entry.kind:
        case "yes":
            return entry.name in sent
        case "several":
            return sent.getlist(entry.name)
        case "table":
            return [row for row in _rows(entry, sent) if any(row)]
    return sent.get(entry.name, "")


def shown(entry: Entry, value: Any) -> Any:
    """A value of a record, as it stands in the control."""
    match entry.kind:
        case "yes":
            return bool(value)
        case "several":
            return [str(one) for one in value or ()]
        case "list":
            return "\n".join(value or ())
        case "table":
            return [[_text(name), _text(each)] for name, each in (value or {}).items()]
    return _text(value)


def said(entry: Entry, value: Any) -> str:
    """A value as a sentence would say it."""
    told = shown(entry, value)
    match entry.kind:
        case "yes":
            return "yes" if told else "no"
        case "several":
            return ", ".join(told) or "none"
        case "table":
            return ", ".join(f"{name}: {each}" for name, each in told) or "none"
    return entry.choices.get(told, told) if entry.kind == "choice" and told else told or "none"


def _is_sent(entry: Entry, sent: QueryDict) -> bool:
    names = [f"{entry.name}.{one.name}" for one in entry.columns] or [entry.name]
    return any(name in sent for name in names)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return figures.plain(value) if isinstance(value, Decimal) else str(value)


def _nothing(entry: Entry) -> Any:
    if entry.has_none:
        return None
    if entry.kind in ("day", "number", "whole"):
        raise Unreadable("is empty")
    return ""


def _read(entry: Entry, text: str, today: date) -> Any:
    reading: Mapping[str, Callable[[], Any]] = {
        "day": lambda: day_meant(text, today),
        "number": lambda: number_typed(text),
        "whole": lambda: _whole(text),
    }
    try:
        return reading.get(entry.kind, lambda: text)()
    except (DayUnreadable, NotANumber, AmountTooLarge) as refusal:
        raise Unreadable(str(refusal)) from None


def _whole(text: str) -> int:
    bare = text.replace(",", "").removeprefix("-")
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 10):
        raise Unreadable("is not a whole number")
    return -int(bare) if text.startswith("-") else int(bare)


def _rows(entry: Entry, sent: QueryDict) -> list[list[str]]:
    lists = [sent.getlist(f"{entry.name}.{column.name}") for column in entry.columns]
    return [[text.strip() for text in row] for row in zip(*lists, strict=False)]


def _table(entry: Entry, sent: QueryDict, today: date) -> dict[Any, Any] | None:
    names, values = entry.columns
    found: dict[Any, Any] = {}
    for name, value in _rows(entry, sent):
        if not name and not value:
            continue
        if not name:
            raise Unreadable(f"has {value} for nothing: say the {names.label.lower()} too")
        key = _read(names, name, today)
        if key in found:
            raise Unreadable(f"has {name} twice")
        if not value and values.kind != "text":
            raise Unreadable(f"has {name} without {values.label.lower()}")
        found[key] = _read(values, value, today) if value else ""
    return None if not found and entry.has_none else found
