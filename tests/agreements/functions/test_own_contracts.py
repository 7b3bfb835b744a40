"""Contracts that are a person's own: those the person manages, in the company."""

from django.db import connection
from two_contracts import WORLD

from acting import granted
from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books


def own(person: int, company: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select contract_id from agreements_own_contracts(%s, %s)", [person, company])
        return [one for (one,) in cursor.fetchall()]


def test_own_is_what_the_person_manages(books: Books) -> None:
    books.given(WORLD)
    mia, tom = granted(books.company_id, "mia"), granted(books.company_id, "tom")
    Contract.objects.filter(number="C-1").update(manager_id=mia)
    assert own(mia, books.company_id) == [books.id("contracts", "C-1")]
    assert own(mia, books.company_id + 1) == []
    assert own(tom, books.company_id) == []
