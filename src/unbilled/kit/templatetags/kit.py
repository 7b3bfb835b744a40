"""What templates of the kit need besides figures: pies of stages, and addresses with something changed."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
PIES = (0, 10, 20, 35, 50, 70, 85, 100)
"""How far along a document is, in percent; each is drawn once a page."""


@register.simple_tag
@cache
def pie(percent: int) -> SafeString:
    """A small pie that fills along the way of a document; the word stands beside it."""
    nearest = min(PIES, key=lambda one: abs(one - percent))
    return format_html(
        '<svg class="pie" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"><use href="#pie-{}"/></svg>',
        nearest,
    )


@register.simple_tag
def pies() -> tuple[int, ...]:
    """The pies that a page draws once."""
    return PIES


@register.simple_tag
def keys(text: str) -> SafeString:
    """The key that presses a control, shown on it."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', text) if text else SafeString("")
