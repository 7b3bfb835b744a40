"""What forms of the back office carry."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unbilled.web.door.acts import FIELD, one_time_key

register = template.Library()


@register.simple_tag(name="one_time_key")
def key_field() -> SafeString:
    """The hidden field with a form's one-time key: pressed twice or loaded again, the form acts once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, one_time_key())
