from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "unbilled.runs"
    label = "runs"
