"""The customers' room of the web."""

from django.apps import AppConfig


class CustomerConfig(AppConfig):
    """Brings the style of its page; it keeps nothing."""

    name = "unbilled.web.customer"
    label = "customer"
