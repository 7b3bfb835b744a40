"""The grid: a list as a table of a page, with the heads that sort it and the rows that are chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from unbilled.foundation import figures
from unbilled.foundation.lists import List, Page
from unbilled.foundation.lists.columns import Column, Money, Row
from unbilled.foundation.lists.lists import Totals
from unbilled.kit.asking import Asked, sorted_by
from unbilled.kit.cells import Look, cell, digits, kind_of, minor
from unbilled.kit.screens import Fill

PAGE_ROWS = 100
"""Rows that are fetched at once."""
MOST_ROWS = 2_000
"""Rows after which a page asks for filters; more come only when asked for."""
MEASURED = 40
"""Rows by which the widths of columns of texts are set."""
LENGTHS = (10, 18, 30, 50)
"""Characters beyond which a column of texts takes more room."""
WEIGHTS = (9, 13, 19, 28, 40)
"""How much room it takes beside other columns of texts, by how many of the lengths its texts are beyond."""
STEP = 5
"""Percent in which room is divided; the style sheet has a class for each."""
Address = Callable[[str, Row, Column], str]


@dataclass(frozen=True)
class Head:
    """A heading of the table: what it says, the address that sorts by it, and how it sorts now."""

    name: str
    label: str
    kind: str
    query: str
    way: str


@dataclass(frozen=True)
class Line:
    """A row of the table.

    Attributes:
        identity: What tells it from all others.
        number: Where it stands.
        name: What a screen reader calls it.
        cells: Its cells.
        opens: Address of the record it is about.
        worth: What it is worth, in the smallest unit of its currency.
        currency: That currency.
        digits: Its decimals.
        group: Heading above it, where another begins.
    """

    identity: str
    number: int
    name: str
    cells: SafeString
    opens: str
    worth: int
    currency: str
    digits: int
    group: str = ""

    @property
    def facts(self) -> SafeString:
        """What the browser is told of the row, as attributes of its tag."""
        opens = f' data-opens="{escape(self.opens)}"' if self.opens else ""
        return SafeString(
            f' data-id="{escape(self.identity)}" data-worth="{self.worth}" data-currency="{escape(self.currency)}"'
            f' data-digits="{self.digits}"{opens} aria-rowindex="{self.number + 1}"'
        )


@dataclass(frozen=True)
class Grid:
    """A list as a table.

    Attributes:
        heads: Its headings.
        lines: Its rows.
        more: Address of the rows that follow; empty on the last page.
        is_long: So many rows stand there that more come only when asked for.
        loaded: Rows up to here.
        columns: What it shows, by name.
        again: What is asked to have its rows again in the columns that stand there.
    """

    heads: Sequence[Head]
    lines: Sequence[Line]
    more: str
    is_long: bool
    loaded: int
    columns: tuple[str, ...]
    again: str


@dataclass(frozen=True)
class Sum:
    """An amount of the totals bar."""

    currency: str
    amount: Decimal
    label: str


def shown_columns(
    read: List, rows: Sequence[Row], names: Sequence[str], usual: Sequence[str], zone: ZoneInfo
) -> list[Column]:
    """The columns of a table: those that are chosen, else those that are usual and say something.

    A currency stands in a column of its own behind the amounts that are in it.

    Args:
        read: The list.
        rows: Rows of the table.
        names: Columns that are chosen.
        usual: Columns where none are chosen; those of the list when empty.
        zone: Time zone of moments.
    """
    if names:
        return list(read.chosen(names))
    found = [
        column
        for column in (
            read.chosen(usual) or [one for one in read.columns if one.is_shown and one.is_exported]
        )
        if not column.if_any or any(column.says(row, zone) for row in rows)
    ]
    for currency in dict.fromkeys(one.currency for one in found if isinstance(one, Money) and one.is_named):
        if currency in read.by_name and read.by_name[currency] not in found:
            last = max(
                place
                for place, one in enumerate(found)
                if isinstance(one, Money) and one.currency == currency
            )
            found.insert(last + 1, read.by_name[currency])
    return found


def grid(
    asked: Asked,
    page: Page,
    look: Look,
    *,
    address: Address,
    opens: tuple[str, str] | None = None,
    usual: Sequence[str] = (),
    fills: Mapping[str, Fill] | None = None,
    groups: str = "",
) -> Grid:
    """A page of a list as a table.

    Args:
        asked: What is asked of it.
        page: Its rows.
        look: How cells look.
        address: Address of a record: of its kind, from the row and the column that leads there.
        opens: Kind of record that a row opens, and the column of its name.
        usual: Columns where none are chosen; those of the list when empty.
        fills: Columns that are filled in on the page.
        groups: Column whose values head the rows that have them; the rows are in its order.
    """
    read = asked.read
    fills = fills or {}
    columns = shown_columns(read, page.rows, asked.columns, usual, look.zone)
    names = tuple(column.name for column in columns)
    loaded = asked.loaded + len(page.rows)
    worth = read.by_name[read.totals[0]] if read.totals else None
    key = read.key
    told = [column for column in columns if not column.is_number][:3]

    def named(row: Row) -> str:
        return " ".join(column.shown(row, look.zone) for column in told).strip()

    heads = _headings(read.by_name[groups], page.rows, look) if groups else [""] * len(page.rows)
    lines = [
        Line(
            identity="/".join(str(row[name]) for name in key),
            number=asked.loaded + place,
            name=named(row),
            cells=SafeString(
                "".join(
                    filled(fills[column.name], column, row, named(row))
                    if column.name in fills and row[fills[column.name].when[0]] == fills[column.name].when[1]
                    else _linked(column, row, look, address)
                    for column in columns
                )
            ),
            opens=address(opens[0], row, read.by_name[opens[1]]) if opens else "",
            worth=minor(row[worth.name], row[worth.currency]) if isinstance(worth, Money) else 0,
            currency=(row[worth.currency] or "") if isinstance(worth, Money) else "",
            digits=digits(row[worth.currency]) if isinstance(worth, Money) else 0,
            group=heads[place - 1],
        )
        for place, row in enumerate(page.rows, start=1)
    ]
    more = ""
    if page.following:
        more = asked.query(columns=",".join(names), after=page.following, loaded=str(loaded))
    widths = _widths(columns, page.rows, look)
    return Grid(
        heads=[_head(asked, column, columns, widths.get(column.name, "")) for column in columns],
        lines=lines,
        more=more,
        is_long=loaded >= MOST_ROWS,
        loaded=loaded,
        columns=names,
        again=asked.query(columns=",".join(names)),
    )


def sums(totals: Totals, read: List) -> list[Sum]:
    """What everything comes to, by currency, by the first of the list's totals."""
    if not read.totals:
        return []
    first = read.totals[0]
    return [
        Sum(currency, amounts[first], read.by_name[first].heading)
        for currency, amounts in totals.sums.items()
    ]


def said_sums(amounts: Mapping[str, Decimal]) -> str:
    """Amounts by currency in a sentence, the currency first."""
    return ", ".join(f"{currency} {figures.money(amount, currency)}" for currency, amount in amounts.items())


def heading_of(column: Column) -> str:
    """What a column is called."""
    if column.heading == "Currency":
        return "Cur"
    return column.heading or ("Cur" if column.name.endswith("currency") else "")


def filled(fill: Fill, column: Column, row: Row, name: str) -> SafeString:
    """A cell with a field: what the row has, else what it starts with."""
    value = row[column.name] if row[column.name] not in (None, "") or not fill.starts else row[fill.starts]
    value = "" if value is None else value
    label = f"{heading_of(column)} of {name}"
    if fill.choices:
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (each, SafeString(" selected") if each == value else "", said)
                for each, said in fill.choices.items()
            ),
        )
        return format_html(
            '<td class="word input"><select class="cell" name="{}" aria-label="{}">{}</select></td>',
            column.name,
            label,
            options,
        )
    text = figures.decimals(value, 2, separated=False) if isinstance(value, Decimal) else value
    return format_html(
        '<td class="number input"><input class="cell" name="{}" value="{}" aria-label="{}" autocomplete="off"></td>',
        column.name,
        text,
        label,
    )


def _headings(column: Column, rows: Sequence[Row], look: Look) -> list[str]:
    """What stands above each row: a heading where its value is another than that of the row before."""
    said = [column.shown(row, look.zone) or f"No {column.heading.lower()}" for row in rows]
    return [one if place == 0 or said[place - 1] != one else "" for place, one in enumerate(said)]


def _linked(column: Column, row: Row, look: Look, address: Address) -> SafeString:
    return cell(column, row, look, address(column.link, row, column))


def _widths(columns: Sequence[Column], rows: Sequence[Row], look: Look) -> dict[str, str]:
    """Which part of the room that figures, codes and days leave each column of texts takes: more where they are longer.

    The parts come to all of it, so that figures stand together instead of far from what they are about.
    """
    weights = {
        column.name: WEIGHTS[_length(column, rows, look)] for column in columns if kind_of(column) == "text"
    }
    return {
        name: f" p{100 * weight // sum(weights.values()) // STEP * STEP}" for name, weight in weights.items()
    }


def _length(column: Column, rows: Sequence[Row], look: Look) -> int:
    """How long its texts usually are, from 0 for words to 4 for sentences."""
    lengths = [len(column.shown(row, look.zone)) for row in rows[:MEASURED]] or [0]
    usual = sorted(lengths)[len(lengths) * 3 // 4]
    return sum(usual > most for most in LENGTHS)


def _head(asked: Asked, column: Column, columns: Sequence[Column], width: str) -> Head:
    sort = sorted_by(asked.read, column, columns)
    query = way = ""
    if sort:
        current = asked.sort or asked.read.order
        is_current = current.removeprefix("-") == sort
        is_descending = current.startswith("-")
        way = ("descending" if is_descending else "ascending") if is_current else ""
        turned = f"-{sort}" if is_current and not is_descending else sort
        query = asked.query(sort=turned)
    return Head(column.name, heading_of(column), kind_of(column) + width, query, way)


def option(column: Column, chosen: Sequence[str]) -> dict[str, Any]:
    """A column as a choice of the columns that are shown."""
    return {
        "name": column.name,
        "label": column.heading or heading_of(column) or figures.words(column.name),
        "is_chosen": column.name in chosen,
    }
