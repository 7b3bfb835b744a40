"""Price lists that a person may look at: those of own contracts, and those that no contract uses by name."""

from django.db import connection
from two_contracts import WORLD

from acting import granted
from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books


def names(person: int, company: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select name from agreements_price_list where id in"
            " (select price_list_id from agreements_own_price_lists(%s, %s)) order by 1",
            [person, company],
        )
        return [one for (one,) in cursor.fetchall()]


def test_prices_of_own_contracts_are_told_and_those_of_the_company(books: Books) -> None:
    books.given(WORLD)
    mia = granted(books.company_id, "mia")
    company = [name for name in names(mia, books.company_id) if not name.startswith("Sales C-")]
    assert names(mia, books.company_id) == company
    Contract.objects.filter(number="C-1").update(manager_id=mia)
    assert names(mia, books.company_id) == sorted([*company, "Sales C-1"])
    assert names(mia, books.company_id + 1) == []
