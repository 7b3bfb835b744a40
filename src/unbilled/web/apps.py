from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "unbilled.web"
    label = "web"
