"""Who manages a record: the contract's manager, else the project's, else that of a contract that covers the project."""

from django.db import connection
from two_contracts import WORLD

from acting import granted
from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project


def manager_of(contract: int | None, project: int | None) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select manager from agreements_manager_of(%s, %s)", [contract, project])
        [(manager,)] = cursor.fetchall()
    return str(manager)


def test_the_nearest_manager_is_named(books: Books) -> None:
    books.given(WORLD)
    mia, tom = granted(books.company_id, "mia"), granted(books.company_id, "tom")
    contract, project = books.id("contracts", "C-1"), books.id("projects", "P-1")
    assert manager_of(contract, project) == ""
    Contract.objects.filter(pk=contract).update(manager_id=mia)
    assert (manager_of(contract, project), manager_of(None, project)) == ("mia", "mia")
    Project.objects.filter(pk=project).update(manager_id=tom)
    assert (manager_of(contract, project), manager_of(None, project)) == ("mia", "tom")
    assert manager_of(None, books.id("projects", "P-2")) == ""
