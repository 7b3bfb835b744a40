from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "unbilled.web.door"
    label = "door"
