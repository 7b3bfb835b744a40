from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "unbilled.billing"
    label = "billing"
