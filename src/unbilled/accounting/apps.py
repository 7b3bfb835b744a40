from django.apps import AppConfig


class AccountingConfig(AppConfig):
    name = "unbilled.accounting"
    label = "accounting"
