from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "unbilled.intake"
    label = "intake"
