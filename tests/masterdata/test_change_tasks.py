"""Renaming tasks."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_tasks import add_tasks
from unbilled.masterdata.events.change_tasks import change_tasks
from unbilled.masterdata.models import Task
from unbilled.masterdata.records import NewTask


def test_a_task_is_renamed_within_its_project(books: Books) -> None:
    books.given(WORLD)
    done(books, add_tasks, tasks=[NewTask("P-1", "Build")])
    done(books, change_tasks, changes={"P-1/Design": {"name": "Concept"}})
    assert rows(Task, "name") == {("Concept",), ("Build",)}
    assert logged() == [("task", "P-1/Design", "name", "Design", "Concept")]
    assert refused(
        books,
        change_tasks,
        changes={
            "P-1/Concept": {"name": "Build", "project": "P-2"},
            "P-1/Build": {"name": " "},
            "P-1/Design": {},
        },
    ) == [
        "there is no task P-1/Design, there is P-1/Build, P-1/Concept",
        "task P-1/Concept: project does not change",
        "task P-1/Build: name is empty",
        "there is a task P-1/Build already",
    ]
