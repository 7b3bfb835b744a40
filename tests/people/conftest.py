"""A person with a password, and hashes that take no time."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from doors import PASSWORD

from acting import granted
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def mia(books: Books) -> int:
    """An auditor with a password."""
    books.given("company: {code: LARK}")
    granted(books.company_id, "mia", "auditor")
    Person.objects.filter(username="mia").update(password=make_password(PASSWORD))
    return Person.objects.get(username="mia").pk
