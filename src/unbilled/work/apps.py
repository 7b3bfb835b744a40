from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "unbilled.work"
    label = "work"
