"""Icons: each drawn once for as long as the program runs; drawing the thirty of a page took a tenth of its time."""

from functools import cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags import lucide as drawn

register = template.Library()


@register.simple_tag
@cache
def lucide(name: str, **attributes: Any) -> SafeString:
    """An icon of the set, with its size and whatever the drawing says of itself."""
    return SafeString(drawn.lucide(name, **attributes))
