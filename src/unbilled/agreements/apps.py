from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "unbilled.agreements"
    label = "agreements"
