"""Cells: a value of a list as a cell of a table, by the kind of its column.

A page has more than a thousand of them. So what comes from a row is escaped here, once, by the standard library;
Django's ``format_html`` takes five times as long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision
from django.utils.safestring import SafeString

from unbilled.foundation import figures
from unbilled.foundation.lists.columns import (
    Code,
    Column,
    Day,
    Flag,
    Identity,
    Moment,
    Money,
    Quantity,
    Row,
    Status,
    Use,
    Word,
)
from unbilled.kit.templatetags.kit import pie

MINUS = "\u2212"
UNITS = {"hour": "h", "piece": "pc"}
"""Units that are written shorter than they are called."""
USE = 24
"""Width of the bar of a use."""
CUT = 12
"""A text longer than this may be cut where a column is narrow, so all of it is said in its tooltip."""


@dataclass(frozen=True)
class Look:
    """How cells of a list look.

    Attributes:
        zone: Time zone of moments.
        stages: How far along each status of a drawing is, in percent, by the drawing's table.
        tones: Columns that are told with emphasis: ``warn`` or ``bad``.
    """

    zone: ZoneInfo
    stages: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    tones: Mapping[str, str] = field(default_factory=dict)


def kind_of(column: Column) -> str:
    """Class of a column's cells: how they are set, and which of them give way where there is no room."""
    if column.is_number:
        return "number"
    if isinstance(column, Code | Day | Moment | Status | Identity | Flag) or column.is_whole:
        return "whole"
    return "word" if isinstance(column, Word) else "text"


def cell(column: Column, row: Row, look: Look, href: str = "") -> SafeString:
    """A cell of a table.

    Args:
        column: What of the row.
        row: The row.
        look: How cells look.
        href: Address of what it leads to.
    """
    kind = kind_of(column)
    told = content(column, row, look)
    if href and told:
        told = SafeString(f'<a href="{escape(href)}">{told}</a>')
    if kind == "text":
        text = column.shown(row, look.zone)
        if len(text) > CUT:
            return SafeString(f'<td class="text" title="{escape(text)}">{told}</td>')
    quiet = " quiet" if _is_quiet(column) else ""
    return SafeString(f'<td class="{kind}{quiet}">{told}</td>')


def content(column: Column, row: Row, look: Look, *, is_alone: bool = False) -> SafeString:
    """What stands in a cell; where it stands alone an amount comes with its currency."""
    value = row[column.name]
    if value is None:
        return SafeString("")
    if isinstance(column, Status):
        return _status(column, row, look)
    if isinstance(column, Money):
        told, currency = money(value, row[column.currency]), escape(row[column.currency] or "")
        if value and column.name in look.tones:
            told = SafeString(f'<span class="{look.tones[column.name]}">{told}</span>')
        return SafeString(f'<span class="unit">{currency}</span> {told}') if is_alone else told
    if isinstance(column, Quantity):
        return _quantity(column, row, value)
    shown = column.shown(row, look.zone)
    if not shown:
        return SafeString("")
    if isinstance(column, Use):
        return used(value, shown)
    if column.is_number:
        return _signed(shown, value)
    if column.name in look.tones:
        return SafeString(f'<span class="{look.tones[column.name]}">{escape(shown)}</span>')
    if isinstance(column, Word):
        said = escape(shown[0].upper() + shown[1:])
        return SafeString(f'<span class="tag">{said}</span>' if column.usual else said)
    if isinstance(column, Flag):
        return SafeString("Yes")
    return SafeString(escape(shown))


def money(amount: Decimal, currency: str) -> SafeString:
    """An amount with the digits of its currency.

    >>> money(Decimal("-1234.5"), "EUR") == '<span class="minus">\u22121,234.50</span>'
    True
    >>> money(Decimal("0"), "JPY"), money(Decimal("7"), "KWD")
    ('<span class="zero">0</span>', '7.000')
    """
    return _signed(figures.money(amount, currency), amount)


def used(percent: Decimal, shown: str) -> SafeString:
    """A use of something: a bar, and the words, which stand out where more was asked for."""
    width, is_over = min(max(int(percent * USE // 100), 0), USE), percent > 100
    tone = "bad" if is_over else "strong"
    return SafeString(
        f'<span class="used{" bad" if is_over else ""}"><svg class="bar" viewBox="0 0 {USE} 6" width="{USE}" height="6"'
        f' aria-hidden="true"><rect width="{USE}" height="6"/><rect class="{tone}" width="{width}" height="6"/></svg>'
        f" {escape(shown)}</span>"
    )


def minor(amount: Decimal | None, currency: str | None) -> int:
    """An amount in the smallest unit of its currency, for sums in a browser, which knows no decimals.

    >>> minor(Decimal("12.50"), "EUR"), minor(Decimal("1200"), "JPY"), minor(None, None)
    (1250, 1200, 0)
    """
    if amount is None or not currency:
        return 0
    return int(amount.scaleb(get_currency_precision(currency)).to_integral_value())


def digits(currency: str | None) -> int:
    """Decimals of a currency."""
    return get_currency_precision(currency) if currency else 0


def _signed(shown: str, value: Decimal | int) -> SafeString:
    if value < 0:
        return SafeString(f'<span class="minus">{MINUS}{escape(shown.removeprefix("-"))}</span>')
    if value == 0:
        return SafeString(f'<span class="zero">{escape(shown)}</span>')
    return SafeString(escape(shown))


def _quantity(column: Quantity, row: Row, value: Decimal) -> SafeString:
    told = _signed(figures.decimals(value, 2), value)
    unit = row.get(column.unit) if column.unit else None
    if not unit:
        return told
    return SafeString(f'{told} <span class="unit">{escape(UNITS.get(unit, str(unit)))}</span>')


def _status(column: Status, row: Row, look: Look) -> SafeString:
    status = row[column.name]
    shown = column.shown(row, look.zone)
    said = escape(shown[:1].upper() + shown[1:])
    stages = look.stages.get(column.drawing.table, {})
    if status not in stages:
        return SafeString(said)
    return SafeString(f'<span class="stage">{pie(stages[status])}{said}</span>')


def _is_quiet(column: Column) -> bool:
    return isinstance(column, Day | Moment | Word) or column.name.endswith("currency")
