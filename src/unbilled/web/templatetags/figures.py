"""Figures as the back office shows them: separators, true minus signs, quiet zeros."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unbilled.foundation.money import rounded

register = template.Library()
MINUS = "\u2212"


@register.simple_tag
def money(amount: Decimal, digits: int) -> SafeString:
    """An amount with the digits of its currency.

    >>> money(Decimal("-1234.5"), 2) == '<span class="minus">\u22121,234.50</span>'
    True
    >>> money(Decimal("0"), 0), money(Decimal("7"), 3)
    ('<span class="zero">0</span>', '<span>7.000</span>')
    """
    exact = rounded(amount, digits)
    if exact < 0:
        return format_html('<span class="minus">{}</span>', f"{MINUS}{-exact:,f}")
    if exact == 0:
        return format_html('<span class="zero">{}</span>', f"{abs(exact):,f}")
    return format_html("<span>{}</span>", f"{exact:,f}")


@register.filter
def count(number: int) -> str:
    """A whole number with separators.

    >>> count(969757)
    '969,757'
    """
    return f"{number:,}"


@register.simple_tag
def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is not one; a plural of its own after a stroke.

    >>> counted(1, "invoice"), counted(1200, "invoice"), counted(0, "entry/entries")
    ('1 invoice', '1,200 invoices', '0 entries')
    """
    one, _, many = noun.partition("/")
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
