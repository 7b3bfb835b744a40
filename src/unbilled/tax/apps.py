from django.apps import AppConfig


class TaxConfig(AppConfig):
    name = "unbilled.tax"
    label = "tax"
