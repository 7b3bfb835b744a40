from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "unbilled.foundation"
    label = "foundation"
