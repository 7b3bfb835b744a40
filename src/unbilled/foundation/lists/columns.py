"""Columns of lists by the kind of their value: how it is read by people, by programs and by spreadsheets.

Source: docs/rules/lists.md#columns.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision

from unbilled.foundation import figures
from unbilled.foundation.money import is_in_bounds
from unbilled.foundation.names import plain_text
from unbilled.foundation.states import Diagram

Row = Mapping[str, Any]
BIGGEST = 2**63 - 1
"""The biggest identity, and more rows than any table has."""


def _text(text: str) -> str:
    text.encode()  # half a character stands for nothing, which is a ValueError
    if "\0" in text:
        raise ValueError("PostgreSQL has no such character")
    return text


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > BIGGEST:
        raise ValueError("no column holds it")
    return number


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not is_in_bounds(number):
        raise ValueError("no column holds it")
    return number


READ: Mapping[str, Callable[[str], Any]] = {
    "text": _text,
    "bigint": _whole,
    "numeric": _number,
    "date": date.fromisoformat,
    "timestamptz": datetime.fromisoformat,
}
"""Values by the type of their column; the other types have no order."""
Cell = str | int | bool | Decimal | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column: one value of each row, told to people (``shown``), programs (``plain``) and spreadsheets (``cell``).

    Attributes:
        name: Its name in the statement, in JSON and CSV.
        heading: Its heading for people.
        is_shown: It stands in a table where no columns are chosen.
        if_any: It is left out of a table in which nothing would stand in it, or nil alone.
        link: Kind of record that it leads to, such as ``proforma``.
        link_id: Column with that record's identity.
    """

    sql_type: ClassVar[str] = "text"
    is_number: ClassVar[bool] = False
    is_whole: ClassVar[bool] = False
    """It is never cut or broken in a table."""
    is_exported: ClassVar[bool] = True
    """It stands in files where no columns are chosen."""

    name: str
    heading: str = ""
    is_shown: bool = True
    if_any: bool = False
    link: str = ""
    link_id: str = ""

    @property
    def beside(self) -> tuple[str, ...]:
        """Other columns that it is told with."""
        return (self.link_id,) if self.link_id else ()

    def read(self, value: Any) -> Any:
        """A value as the database hands it over, as the list hands it on."""
        return value

    def place(self, text: str) -> Any:
        """The value of a place in an order, from its text.

        Raises:
            ValueError, ArithmeticError: It is none.
        """
        return READ[self.sql_type](text)

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """What people read."""
        value = row[self.name]
        return "" if value is None else plain_text(str(value))

    def says(self, row: Row, zone: ZoneInfo) -> bool:
        """Whether it tells people anything of a row: nothing, nil and the usual word do not."""
        return bool(row[self.name]) and bool(self.shown(row, zone))

    def plain(self, row: Row) -> Any:
        """What programs read; figures are texts, so that no program makes floats of them."""
        return row[self.name]

    def cell(self, row: Row, zone: ZoneInfo) -> Cell:
        """What a spreadsheet reads."""
        return self.shown(row, zone)

    def cell_format(self, row: Row) -> str:
        """How a spreadsheet shows a number."""
        return ""


class Text(Column):
    """Names and descriptions, broken into lines where a table is narrow."""


class Code(Column):
    """Numbers of documents, codes and accounts: never broken."""

    is_whole = True


@dataclass(frozen=True, kw_only=True)
class Word(Column):
    """One of a few words of the database, such as a billing type.

    Attributes:
        usual: The word that goes without saying.
    """

    usual: str = ""

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """The word as people read it; nothing where it is the usual one."""
        value = row[self.name] or ""
        return "" if value == self.usual else figures.words(value)


@dataclass(frozen=True, kw_only=True)
class Status(Column):
    """Where a document stands, in the words of its drawing."""

    is_whole = True

    drawing: Diagram

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """The status as people read it."""
        return self.drawing.spoken(row[self.name])


class Identity(Column):
    """Identity of a record, for programs and links."""

    sql_type = "bigint"
    is_whole = True
    is_exported = False


class Flag(Column):
    """Yes or nothing."""

    sql_type = "boolean"

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """Yes, or nothing."""
        return "yes" if row[self.name] else ""


class Day(Column):
    """A company date."""

    sql_type = "date"
    is_whole = True

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """The date."""
        return figures.day(row[self.name])

    def plain(self, row: Row) -> Any:
        """The date as text."""
        return figures.day(row[self.name]) or None

    def cell(self, row: Row, zone: ZoneInfo) -> Cell:
        """The date."""
        value: date | None = row[self.name]
        return value

    def cell_format(self, row: Row) -> str:
        """Year, month and day."""
        return "yyyy-mm-dd"


class Moment(Column):
    """When an act was done, by the company's clock."""

    sql_type = "timestamptz"
    is_whole = True

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """Day and time in the company's time zone."""
        return figures.moment(row[self.name], zone)

    def plain(self, row: Row) -> Any:
        """Day and time with their offset."""
        value = row[self.name]
        return None if value is None else value.isoformat()

    def cell(self, row: Row, zone: ZoneInfo) -> Cell:
        """Day and time in the company's time zone; spreadsheets know no time zones."""
        value = row[self.name]
        return None if value is None else value.astimezone(zone).replace(tzinfo=None)

    def cell_format(self, row: Row) -> str:
        """Day, hours and minutes."""
        return "yyyy-mm-dd hh:mm"


class _Number(Column):
    is_number = True
    is_whole = True

    def cell(self, row: Row, zone: ZoneInfo) -> Cell:
        """The number itself."""
        value: int | Decimal | None = row[self.name]
        return value


class Count(_Number):
    """How many."""

    sql_type = "bigint"

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """With separators; none is nothing where the column stands only if there are any."""
        value = row[self.name]
        return "" if value is None or (self.if_any and not value) else figures.count(value)

    def cell_format(self, row: Row) -> str:
        """With separators."""
        return "#,##0"


class Ordinal(_Number):
    """A position or a year: a number without separators."""

    sql_type = "bigint"

    def cell_format(self, row: Row) -> str:
        """Without separators."""
        return "0"


@dataclass(frozen=True, kw_only=True)
class Money(_Number):
    """An amount in a currency.

    Attributes:
        currency: Column with the currency.
        is_named: The currency stands beside the amount in a table.
    """

    sql_type = "numeric"

    currency: str
    is_named: bool = True

    @property
    def beside(self) -> tuple[str, ...]:
        """The currency."""
        return (*super().beside, self.currency)

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """With the digits of its currency."""
        value = row[self.name]
        if value is None:
            return ""
        return (figures.money_in if self.is_named else figures.money)(value, row[self.currency])

    def plain(self, row: Row) -> Any:
        """As text, with the digits of its currency."""
        value = row[self.name]
        return None if value is None else figures.plain_money(value, row[self.currency])

    def cell_format(self, row: Row) -> str:
        """With the digits of its currency, or those it has where they are more."""
        value = row[self.name]
        own = 0 if value is None else -int(value.normalize().as_tuple().exponent)
        digits = max(own, get_currency_precision(row[self.currency] or ""))
        return f"#,##0.{'0' * digits}" if digits else "#,##0"


class Price(Money):
    """A price per unit: an amount that may have more digits than its currency."""


@dataclass(frozen=True, kw_only=True)
class Quantity(_Number):
    """Hours, pieces, kilometers.

    Attributes:
        unit: Column with the unit.
    """

    sql_type = "numeric"

    unit: str

    @property
    def beside(self) -> tuple[str, ...]:
        """The unit."""
        return (*super().beside, self.unit) if self.unit else super().beside

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """With the decimals it has."""
        value = row[self.name]
        return "" if value is None else figures.quantity(value)

    def plain(self, row: Row) -> Any:
        """As text."""
        value = row[self.name]
        return None if value is None else figures.plain(value)

    def cell_format(self, row: Row) -> str:
        """With up to six decimals."""
        return "#,##0.######" if (row[self.name] or 0) % 1 else "#,##0"


class Percent(_Number):
    """A share or a tax rate, given in percent."""

    sql_type = "numeric"

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """With its sign."""
        value = row[self.name]
        return "" if value is None else figures.percent(value)

    def plain(self, row: Row) -> Any:
        """As text, without the sign."""
        value = row[self.name]
        return None if value is None else figures.plain(value)

    def cell(self, row: Row, zone: ZoneInfo) -> Cell:
        """The share that spreadsheets multiply with."""
        value = row[self.name]
        return None if value is None else value / 100

    def cell_format(self, row: Row) -> str:
        """In percent."""
        return "0.######%" if (row[self.name] or 0) % 1 else "0%"


class Use(Percent):
    """How much of a limit is asked for, in percent of it."""

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """In whole percent, 100 only where all is used; and whether more is asked for."""
        value = row[self.name]
        if value is None:
            return ""
        is_over = value > 100
        whole = value.to_integral_value(ROUND_CEILING if is_over else ROUND_FLOOR)
        return f"{figures.percent(whole)}, over" if is_over else figures.percent(whole)


class Rate(_Number):
    """An exchange rate."""

    sql_type = "numeric"

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """With four decimals, or those it has."""
        value = row[self.name]
        return "" if value is None else figures.rate(value)

    def plain(self, row: Row) -> Any:
        """As text."""
        value = row[self.name]
        return None if value is None else figures.plain(value)

    def cell_format(self, row: Row) -> str:
        """With at least four decimals."""
        return "0.0000######"


class Facts(Column):
    """Further facts, kept as one object."""

    sql_type = "jsonb"

    def read(self, value: Any) -> Any:
        """The object, figures as texts; Django leaves its text to the caller of a statement."""
        return json.loads(value, parse_float=str) if isinstance(value, str) else value

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """In one line."""
        return "; ".join(f"{figures.words(what)} {value}" for what, value in (row[self.name] or {}).items())


class Counts(Facts):
    """How many of what: ``{"entries": 5, "cost actuals": 5}``."""

    def shown(self, row: Row, zone: ZoneInfo) -> str:
        """In one line."""
        return "; ".join(figures.counted(number, what) for what, number in (row[self.name] or {}).items())
