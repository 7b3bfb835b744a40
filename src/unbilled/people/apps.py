from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "unbilled.people"
    label = "people"
