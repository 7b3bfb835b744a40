"""Adding projects with the tasks they begin with."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.models import Project, Task
from unbilled.masterdata.records import NewProject


def test_projects_are_added_with_their_tasks(books: Books) -> None:
    books.given(WORLD)
    new = NewProject("P-2", manager="accountant", dimensions={"region": "north"}, tasks=["Design", "Build"])
    added = done(books, add_projects, projects=[new, NewProject("P-3", "Care", stage="closed")])
    assert list(added) == ["P-2", "P-3"]
    assert rows(Project, "code", "name", "manager__username", "stage", pk__in=added.values()) == {
        ("P-2", "P-2", "accountant", "open"),
        ("P-3", "Care", None, "closed"),
    }
    assert rows(Task, "project__code", "name") == {("P-1", "Design"), ("P-2", "Design"), ("P-2", "Build")}


def test_projects_that_are_none_are_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD)
    assert refused(
        books,
        add_projects,
        projects=[
            NewProject("P-1"),
            NewProject("P/2", manager="nobody", stage="new"),
            NewProject("P-3", tasks=["Design", "Design", " "]),
        ],
    ) == [
        "project P-3: task Design is listed twice",
        "project P-3: a task has no name",
        "there is a project P-1 already",
        "project P/2: code has a slash, which stands between the parts of longer names",
        "project P/2: there is no person nobody, there is accountant",
        "project P/2: stage is 'new', not one of open, closed",
    ]
