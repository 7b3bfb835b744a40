"""What forms of the back office carry."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unbilled.foundation import figures
from unbilled.web.door.acts import FIELD, one_time_key

register = template.Library()
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
LONGEST = 40


@register.simple_tag(name="one_time_key")
def key_field() -> SafeString:
    """The hidden field with a form's one-time key: pressed twice or loaded again, the form acts once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, one_time_key())


@register.filter
def browser(called: str) -> str:
    """A browser as people know it, from what it calls itself.

    >>> browser("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36")
    'Chrome on Linux'
    >>> browser("curl/8.1"), browser("")
    ('curl/8.1', 'unknown')
    """
    named = next((name for word, name in BROWSERS if word in called), "")
    system = next((name for word, name in SYSTEMS if word in called), "")
    if not named:
        return called[:LONGEST] or "unknown"
    return f"{named} on {system}" if system else named


register.filter("words", figures.words)
