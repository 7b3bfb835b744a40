"""Adding tasks to projects."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_tasks import add_tasks
from unbilled.masterdata.models import Task
from unbilled.masterdata.records import NewTask


def test_tasks_are_added_to_their_projects(books: Books) -> None:
    books.given(WORLD)
    assert list(done(books, add_tasks, tasks=[NewTask("P-1", "Build"), NewTask("P-1", "Test/accept")])) == [
        "P-1/Build",
        "P-1/Test/accept",
    ]
    assert rows(Task, "project__code", "name") == {
        ("P-1", "Design"),
        ("P-1", "Build"),
        ("P-1", "Test/accept"),
    }

    tasks = [
        NewTask("P-1", "Design"),
        NewTask("P-9", "Design"),
        NewTask("P-1", ""),
        *[NewTask("P-1", "Care")] * 2,
    ]
    assert refused(books, add_tasks, tasks=tasks) == [
        "task P-1/Care is given twice",
        "a task has no name",
        "there is a task P-1/Design already",
        "task P-9/Design: there is no project P-9, the nearest is P-1",
    ]
