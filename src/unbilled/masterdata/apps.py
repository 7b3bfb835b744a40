from django.apps import AppConfig


class MasterdataConfig(AppConfig):
    name = "unbilled.masterdata"
    label = "masterdata"
