from django.apps import AppConfig


class LabConfig(AppConfig):
    name = "unbilled.lab"
    label = "lab"
