"""Changing projects: closed, opened again, given to another manager."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_projects import change_projects
from unbilled.masterdata.models import Project


def test_a_project_is_closed_and_opened_again(books: Books) -> None:
    books.given(WORLD)
    done(books, change_projects, changes={"P-1": {"stage": "closed", "manager": "accountant"}})
    assert rows(Project, "code", "stage", "manager__username") == {("P-1", "closed", "accountant")}
    assert logged() == [
        ("project", "P-1", "stage", "open", "closed"),
        ("project", "P-1", "manager", None, "accountant"),
    ]
    done(books, change_projects, changes={"P-1": {"stage": "open"}})
    assert rows(Project, "stage") == {("open",)}

    assert refused(books, change_projects, changes={"P-1": {"tasks": [], "code": "P/1", "name": 7.5}}) == [
        "project P-1: tasks does not change",
        "project P-1: code has a slash, which stands between the parts of longer names",
        "project P-1: name is 7.5, a binary fraction; figures are decimal",
    ]
