from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "unbilled.ledger"
    label = "ledger"
