from django.apps import AppConfig


class ActualsConfig(AppConfig):
    name = "unbilled.actuals"
    label = "actuals"
