from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "unbilled.companies"
    label = "companies"
