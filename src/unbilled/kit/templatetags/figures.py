"""Figures as the back office shows them: true minus signs, quiet zeros."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unbilled.foundation import figures
from unbilled.kit.cells import UNITS, minor
from unbilled.kit.templatetags.icons import lucide

register = template.Library()
MINUS = "\u2212"


@register.simple_tag
def money(amount: Decimal, currency: str) -> SafeString:
    """An amount with the digits of its currency.

    >>> money(Decimal("-1234.5"), "EUR") == '<span class="minus">\u22121,234.50</span>'
    True
    >>> money(Decimal("0"), "JPY"), money(Decimal("7"), "KWD")
    ('<span class="zero">0</span>', '<span>7.000</span>')
    """
    written = figures.money(abs(amount), currency)
    if amount < 0:
        return format_html('<span class="minus">{}</span>', f"{MINUS}{written}")
    if amount == 0:
        return format_html('<span class="zero">{}</span>', written)
    return format_html("<span>{}</span>", written)


@register.simple_tag
def icon(name: str, size: int, classes: str = "icon") -> SafeString:
    """A drawing beside words, which say the same."""
    return SafeString(lucide(name, size=size, aria_hidden="true", **{"class": classes}))


@register.filter
def hours(value: Decimal) -> str:
    """Hours with two decimals at least.

    >>> hours(Decimal("1203.5"))
    '1,203.50'
    """
    return figures.decimals(value, 2)


@register.filter
def price(value: Decimal) -> str:
    """A price with two decimals at least.

    >>> price(Decimal("33.333333")), price(Decimal("120"))
    ('33.333333', '120.00')
    """
    return figures.decimals(value, 2)


@register.filter
def price_typed(value: Decimal) -> str:
    """A price as somebody types it into a cell.

    >>> price_typed(Decimal("1200.000000"))
    '1200.00'
    """
    return figures.decimals(value, 2, separated=False)


@register.filter
def unit(name: str) -> str:
    """A unit as it is written behind a figure.

    >>> unit("hour"), unit("km")
    ('h', 'km')
    """
    return UNITS.get(name, name)


register.filter("percent", figures.percent)
register.filter("quantity", figures.quantity)
register.filter("rate", figures.rate)
register.filter("plain", figures.plain)
register.filter("words", figures.words)
register.filter("minor", minor)
register.filter("count", figures.count)
register.simple_tag(figures.counted)
