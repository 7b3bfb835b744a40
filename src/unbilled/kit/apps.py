from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "unbilled.kit"
    label = "kit"
