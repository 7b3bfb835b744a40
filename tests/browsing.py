"""Browsers of tests: a client in which somebody is logged in."""

from typing import Any

from django.test import Client

from unbilled.people.models import Person


def logged_in(name: str = "accountant", **options: Any) -> Client:
    """A browser of a person; who is not there yet administers all companies."""
    browser = Client(headers={"host": "localhost"}, **options)
    person, _ = Person.objects.get_or_create(username=name, defaults={"is_superuser": True})
    browser.force_login(person)
    return browser
