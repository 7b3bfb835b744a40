from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "unbilled.reports"
    label = "reports"
