"""Mappings: TOML files that say which column of an exported file holds what."""

import codecs
import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unbilled.foundation.bounded import read_bounded
from unbilled.foundation.names import name_key
from unbilled.foundation.refusals import Refusal

SHIPPED = Path(__file__).parent / "mappings"
TIME_FORMATS = (
    "toggl", "clockify", "harvest", "kimai", "tempo", "redmine", "everhour", "timely", "timecamp", "csv",
)  # fmt: skip
EXPENSE_FORMATS = ("expense", "harvest-expenses")
FORMATS = (*TIME_FORMATS, *EXPENSE_FORMATS)

# What an entry is made of, and what decides whether a row is one.
FIELDS = (
    "date", "start", "end", "break", "resource", "email", "customer", "project", "project_name", "task", "category",
    "category_group", "role", "quantity", "billed_quantity", "unit", "amount", "price", "currency", "billable",
    "invoiced", "invoice", "approved", "kind", "text", "reference",
)  # fmt: skip
REQUIRED = {
    "time": ("date", "resource", "project", "quantity"),
    "expense": ("date", "project", "category", "quantity"),
}
# Of which classes the categories of a file are; where there are several, the category says the class.
CLASSES = {"time": ("time",), "expense": ("expense", "material", "fee")}
# Columns of expenses that say how much: a file has one of them.
WORTH = ("amount", "price", "quantity")
# What [values.kind] calls rows that are work; all else that it names is left out.
WORK = "work"
# Slashes leave the order open; the other rows of the file settle it, or the row is rejected.
USUAL_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y")

# What becomes of rows that the tracker has put on an invoice.
INVOICED = ("set aside", "not billable", "bill")

# Encodings of Python that no file of people has; some of them make characters that are none.
NO_TEXT_FILES = {"undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"}

DELIMITERS = {"auto": "", "comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


class FormatUnknown(Refusal):
    """A shipped mapping was named that does not exist."""

    sentence = "There is no format {name!r}."
    remedy = "Choose one of {known}, or write a mapping file and give it with --mapping."


class FormatNotNamed(Refusal):
    """Neither a format nor a mapping file was named."""

    sentence = "Nothing says what the columns of the file mean."
    remedy = "Name its format with --format ({known}), or a mapping file with --mapping."


class MappingNotReadable(Refusal):
    """The mapping file is not there or is not TOML."""

    sentence = "The mapping {file} cannot be read: {problem}"
    remedy = "Give the path of a TOML file; docs/imports.md has examples."


class SettingUnknown(Refusal):
    """A mapping has a key that means nothing."""

    sentence = "The mapping says {key!r}, which is not a setting{place}."
    remedy = "{hint}The settings are: {known}."


class SettingWrong(Refusal):
    """A setting of a mapping has a value that cannot be used."""

    sentence = "The mapping says {key} = {value!r}, which cannot be used."
    remedy = "Say {allowed}."


class MappingIncomplete(Refusal):
    """A mapping leaves out what every entry needs."""

    sentence = "The mapping does not say where {missing} comes from."
    remedy = "Name a column under [columns], give a value for all rows under [defaults], or extend a format."


def nearest(word: str, known: Iterable[str], what: str = "") -> str:
    """A question naming the most similar known word, and ``what`` it is meant by, with a space behind it, or nothing.

    >>> nearest("delimeter", ["delimiter", "dates"])
    "Did you mean 'delimiter'? "
    """
    by_fold = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.5)
    return f"Did you mean {by_fold[close[0]]!r}{what}? " if close else ""


@dataclass(frozen=True)
class MappedColumn:
    """Where a field comes from: the first filled of several headings or templates of headings."""

    choices: tuple[str, ...]

    @property
    def heading(self) -> str:
        """How messages name it: ``First Name and Last Name or Name``."""
        return " or ".join(" and ".join(headings_of(choice)) for choice in self.choices)

    def headings(self) -> tuple[str, ...]:
        """All headings it mentions."""
        return tuple(heading for choice in self.choices for heading in headings_of(choice))


def headings_of(choice: str) -> tuple[str, ...]:
    """The headings of a choice: those in braces, or the whole.

    >>> headings_of("{First Name} {Last Name}"), headings_of("Billable?")
    (('First Name', 'Last Name'), ('Billable?',))
    """
    return tuple(re.findall(r"\{([^{}]+)\}", choice)) or (choice,)


@dataclass(frozen=True)
class Join:
    """A second file beside the first that adds columns by a key both have."""

    file: str
    key: str


@dataclass(frozen=True)
class ImportMapping:
    """How to read one kind of file; every attribute is a setting of the TOML file."""

    source: str
    transaction_class: str = "time"
    title: str = ""
    encoding: str = "auto"
    delimiter: str = "auto"
    decimal_mark: str = "auto"
    thousands_mark: str = "auto"
    dates: tuple[str, ...] = USUAL_DATES
    duration: str = "auto"
    day_hours: Decimal | None = None
    zone: ZoneInfo | None = None
    headings_row: int | None = None
    nothing: tuple[str, ...] = ()
    invoiced: str = "set aside"
    unapproved: str = "take"
    repeated_reference: str = "reject"
    optional: tuple[str, ...] = ()
    columns: Mapping[str, MappedColumn] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skip: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    join: Join | None = None

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that its entries may be of."""
        return CLASSES[self.transaction_class]

    def headings(self) -> tuple[str, ...]:
        """Every heading it mentions, each once."""
        mentioned = [heading for column in self.columns.values() for heading in column.headings()]
        return tuple(dict.fromkeys([*mentioned, *self.skip]))


def worth_missing(columns: Collection[str], defaults: Collection[str]) -> list[str]:
    """Fields that a file of expenses lacks to say what they are worth: how much, and of money its currency.

    >>> worth_missing(["amount"], ["quantity"]), worth_missing([], ["quantity"]), worth_missing(["quantity"], [])
    (['currency'], ['amount'], [])
    """
    if not set(columns).intersection(WORTH):
        return ["amount"]
    is_money = "amount" in columns or "price" in columns
    return ["currency"] if is_money and "currency" not in {*columns, *defaults} else []


def load_mapping(
    format_name: str | None = None,
    path: Path | None = None,
    settings: Mapping[str, str | list[str]] | None = None,
) -> ImportMapping:
    """Load a shipped format, a mapping file, or a mapping file on top of a format.

    Args:
        format_name: One of ``FORMATS``; with ``path``, what the file builds on when it does not say.
        path: A mapping file of the user.
        settings: Single settings that win over both, such as ``{"decimal_mark": ","}``.

    Raises:
        FormatUnknown, FormatNotNamed: No such shipped format, or nothing named.
        MappingNotReadable, FileTooLarge: The file is missing, not TOML, or goes on without end.
        SettingUnknown: A key, field or table that means nothing.
        SettingWrong: A value that cannot be used.
        MappingIncomplete: Nothing says where a required field comes from.
    """
    own = _toml(path) if path else {}
    base = own.pop("extends", format_name)
    tree = _shipped(base) if base is not None else {}
    if path is None and base is None:
        raise FormatNotNamed(known=FORMATS)
    for layer in (own, dict(settings or {})):
        tree = _layered(tree, layer)
    return _checked(tree)


def _toml(path: Path) -> dict[str, Any]:
    try:
        text = read_bounded(path, kind="a mapping", most=1).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as problem:
        raise MappingNotReadable(file=path.name or path, problem=f"{problem.strerror}.") from None
    except UnicodeDecodeError:
        raise MappingNotReadable(file=path.name, problem="it is not UTF-8 text.") from None
    try:
        return tomllib.loads(text)
    except ValueError as problem:  # also a number with more digits than Python reads
        raise MappingNotReadable(file=path.name, problem=f"{str(problem).rstrip('.')}.") from None
    except RecursionError:
        raise MappingNotReadable(file=path.name, problem="it is nested too deeply.") from None


def _shipped(name: object) -> dict[str, Any]:
    if name not in FORMATS:
        raise FormatUnknown(name=name, known=FORMATS)
    return _toml(SHIPPED / f"{name}.toml")


def _layered(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Settings replace each other; of columns, defaults and values each field does."""
    merged = {**below, **above}
    for table in ("columns", "defaults", "values"):
        if isinstance(below.get(table), dict) and isinstance(above.get(table), dict):
            merged[table] = {**below[table], **above[table]}
    return merged


def _checked(tree: dict[str, Any]) -> ImportMapping:
    """Build the mapping, or say which key or value is wrong."""
    readers: dict[str, Callable[[str, Any], Any]] = {
        "source": _text, "class": _one_of(*REQUIRED), "title": _text, "encoding": _encoding,
        "delimiter": _delimiter, "decimal_mark": _one_of("auto", ".", ","),
        "thousands_mark": _one_of("auto", "", ",", ".", "'", " "), "dates": _dates,
        "duration": _one_of("auto", "hours", "minutes", "seconds"), "day_hours": _day_hours, "zone": _zone,
        "headings_row": _headings_row, "nothing": _nothing, "invoiced": _one_of(*INVOICED),
        "unapproved": _one_of("take", "set aside"), "repeated_reference": _one_of("reject", "number"),
        "optional": _fields, "columns": _columns, "defaults": _defaults, "values": _values, "skip": _skip,
        "join": _join,
    }  # fmt: skip
    _known(tree, (*readers, "extends"), "")
    read = {key: readers[key](key, value) for key, value in tree.items()}
    if "source" not in read:
        raise MappingIncomplete(missing="source (the name that keeps its references apart from others')")
    mapping = ImportMapping(transaction_class=read.pop("class", "time"), **read)
    if mapping.decimal_mark == mapping.thousands_mark != "auto":
        raise SettingWrong(
            key="thousands_mark", value=mapping.thousands_mark, allowed="a mark other than the decimal mark"
        )
    required = REQUIRED[mapping.transaction_class]
    given = {*mapping.columns, *mapping.defaults}
    if {"start", "end"} <= given:
        given.add("quantity")  # what lies between
    missing = [name for name in required if name not in given]
    if mapping.transaction_class == "expense":
        missing += worth_missing(mapping.columns, mapping.defaults)
    if missing:
        raise MappingIncomplete(missing=missing)
    between = ("quantity",) if {"start", "end"} <= mapping.columns.keys() else ()
    needed = [
        name for name in mapping.optional if name in required and name not in (*mapping.defaults, *between)
    ]
    if needed:
        raise SettingWrong(
            key="optional",
            value=needed,
            allowed="fields that an entry can do without, or add them to [defaults]",
        )
    return mapping


def _known(given: Iterable[str], known: Iterable[str], table: str) -> None:
    known = tuple(known)
    for key in given:
        if key not in known:
            place = f" under [{table}]" if table else ""
            raise SettingUnknown(key=key, place=place, hint=nearest(key, known), known=", ".join(known))


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise SettingWrong(key=key, value=value, allowed="a text in quotation marks")
    return value.strip()


def _one_of(*allowed: str) -> Callable[[str, Any], str]:
    def read(key: str, value: Any) -> str:
        if value not in allowed:
            raise SettingWrong(key=key, value=value, allowed="one of " + ", ".join(map(repr, allowed)))
        return str(value)

    return read


def _encoding(key: str, value: Any) -> str:
    name = _text(key, value)
    try:
        if name == "auto" or codecs.lookup(name).name not in NO_TEXT_FILES:
            b"a".decode("utf-8" if name == "auto" else name)
            return name
    except UnicodeDecodeError:  # a known encoding with more than one byte a character, such as UTF-16
        return name
    except (LookupError, UnicodeError, ValueError):
        pass
    raise SettingWrong(
        key=key,
        value=value,
        allowed="'auto' (UTF-8, or UTF-16 with its mark), 'cp1252' or another",
    )


def _delimiter(key: str, value: Any) -> str:
    if isinstance(value, str) and value in DELIMITERS:
        return DELIMITERS[value] or "auto"
    return _one_of("auto", ",", ";", "\t", "|")(key, value)


def _day_hours(key: str, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 24:
        raise SettingWrong(key=key, value=value, allowed="the hours of a working day, such as 8 or 7.6")
    return Decimal(str(value))


def _zone(key: str, value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(_text(key, value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingWrong(
            key=key, value=value, allowed="a time zone such as 'Europe/Lisbon' or 'UTC'"
        ) from None


def _headings_row(key: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        allowed = (
            "the line on which the headings stand, or 0 when there are none; columns are then called 1, 2, 3"
        )
        raise SettingWrong(key=key, value=value, allowed=allowed)
    return value


def _nothing(key: str, value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise SettingWrong(
            key=key, value=value, allowed="a text or a list of texts that mean nothing, such as '-'"
        )
    return tuple(text.strip() for text in listed)


def _dates(key: str, value: Any) -> tuple[str, ...]:
    allowed = "date patterns such as '%d.%m.%Y', each with a day, a month and a year"
    patterns = [value] if isinstance(value, str) else value
    if not isinstance(patterns, list) or not patterns:
        raise SettingWrong(key=key, value=value, allowed=allowed)
    for pattern in patterns:
        parts = set(re.findall(r"%(.)", pattern)) if isinstance(pattern, str) else set()
        whole = "d" in parts and parts & set("mbB") and parts & set("yY")
        doubled = whole and any(pattern.count(f"%{part}") > 1 for part in parts)
        if not whole or doubled or not parts <= set("dmbByYHMSfpIaA"):
            raise SettingWrong(key=key, value=pattern, allowed=allowed)
    return tuple(patterns)


def _fields(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise SettingWrong(key=key, value=value, allowed="a list of fields")
    _known(value, FIELDS, key)
    return tuple(value)


def _table(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingWrong(key=key, value=value, allowed=f"a table: [{key}]")
    return value


def _columns(key: str, value: Any) -> dict[str, MappedColumn]:
    _known(_table(key, value), FIELDS, key)
    columns = {}
    for name, choices in value.items():
        if choices == "":  # takes an inherited column away
            continue
        listed = [choices] if isinstance(choices, str) else choices
        if not isinstance(listed, list) or not listed:
            raise SettingWrong(
                key=f"columns.{name}", value=choices, allowed="a heading or a list of headings"
            )
        columns[name] = MappedColumn(tuple(_text(f"columns.{name}", choice) for choice in listed))
    return columns


def _defaults(key: str, value: Any) -> dict[str, str]:
    _known(_table(key, value), FIELDS, key)
    return {name: _mapped(f"defaults.{name}", given) for name, given in value.items()}


def _values(key: str, value: Any) -> dict[str, dict[str, str]]:
    _known(_table(key, value), FIELDS, key)
    return {
        name: {
            name_key(text): _mapped(f"values.{name}.{text}", result)
            for text, result in _table(f"values.{name}", table).items()
        }
        for name, table in value.items()
    }


def _mapped(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str) or "\0" in value:
        raise SettingWrong(key=key, value=value, allowed="a text in quotation marks, true or false")
    return value


def _skip(key: str, value: Any) -> dict[str, tuple[str, ...]]:
    rows = {}
    for heading, texts in _table(key, value).items():
        listed = [texts] if isinstance(texts, str) else texts
        if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
            raise SettingWrong(key=f"skip.{heading}", value=texts, allowed="a text or a list of texts")
        rows[heading] = tuple(name_key(text) for text in listed)
    return rows


def _join(key: str, value: Any) -> Join:
    _known(_table(key, value), ("file", "key"), key)
    file = Path(_text("join.file", value.get("file")))
    if file.is_absolute() or ".." in file.parts:
        allowed = "the name of a file that stands beside the imported one"
        raise SettingWrong(key="join.file", value=str(file), allowed=allowed)
    return Join(file=str(file), key=_text("join.key", value.get("key")))
