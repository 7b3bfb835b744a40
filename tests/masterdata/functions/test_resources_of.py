"""Which resources a person is: by e-mail address, else by name."""

import pytest
from django.db import connection

from acting import granted
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person


def resources_of(books: Books, person_id: int) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select name from masterdata_resources_of(%s, %s) join masterdata_resource on id = resource_id",
            [books.company_id, person_id],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("email", "first", "last", "found"),
    [
        ("ada@home.example", "", "", {"Ada Moreau", "Ada (night)"}),
        ("ADA@home.example", "Tom", "Ellery", {"Ada Moreau", "Ada (night)"}),
        ("other@home.example", "Tom", "Ellery", {"Tom Ellery"}),
        ("", "tom", "ellery", {"Tom Ellery"}),
        ("", "", "", set()),
        ("other@home.example", "Ada", "", set()),
    ],
)
def test_an_address_comes_before_a_name(
    books: Books, email: str, first: str, last: str, found: set[str]
) -> None:
    books.given(
        """
        roles: {Developer: {cost_price: 60}}
        resources:
          Ada Moreau: {role: Developer, email: Ada@home.example}
          Ada (night): {role: Developer, email: ada@home.example}
          Tom Ellery: {role: Developer}
          Van 1: {role: Developer}
        """
    )
    person = granted(books.company_id, "p", "team_member")
    Person.objects.filter(pk=person).update(email=email, first_name=first, last_name=last)

    assert resources_of(books, person) == found


def test_a_resource_of_another_company_is_not_theirs(books: Books) -> None:
    books.given(
        "{roles: {Developer: {cost_price: 60}}, resources: {Ada Moreau: {role: Developer, email: a@b.example}}}"
    )
    other = Books()
    other.given("company: {code: AAA}")
    person = granted(other.company_id, "p", "team_member")
    Person.objects.filter(pk=person).update(email="a@b.example")

    assert resources_of(other, person) == set()
