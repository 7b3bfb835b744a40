"""Projects that are a person's own: managed by the person, or covered by a contract of the person's."""

from django.db import connection
from two_contracts import WORLD

from acting import granted
from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project


def own(person: int, company: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select project_id from agreements_own_projects(%s, %s) order by 1", [person, company])
        return [one for (one,) in cursor.fetchall()]


def test_own_is_what_the_person_manages_and_what_own_contracts_cover(books: Books) -> None:
    books.given(WORLD)
    mia, tom = granted(books.company_id, "mia"), granted(books.company_id, "tom")
    first, second = books.id("projects", "P-1"), books.id("projects", "P-2")
    Contract.objects.filter(number="C-1").update(manager_id=mia)
    assert own(mia, books.company_id) == [first]
    Project.objects.filter(pk=second).update(manager_id=mia)
    assert own(mia, books.company_id) == sorted([first, second])
    Project.objects.filter(pk=first).update(manager_id=tom)
    assert own(mia, books.company_id) == sorted([first, second])
    assert own(tom, books.company_id) == [first]
    assert own(mia, books.company_id + 1) == []
