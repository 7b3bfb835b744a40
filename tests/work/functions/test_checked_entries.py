"""What is wrong with entries that are given: everything of every one is named."""

import json

from django.db import connection

from unbilled.lab.scenarios.books import Books


def test_every_fault_of_every_entry_is_named_with_its_place(books: Books) -> None:
    books.given("projects: {P-1: {tasks: [Design]}, P-2: {stage: closed, tasks: [Build]}}")
    good = {
        "transaction_class": "time",
        "transaction_date": "2026-03-02",
        "project_id": books.id("projects", "P-1"),
        "task_id": books.id("tasks", "P-1/Design"),
        "quantity": 1,
    }
    elsewhere = {"task_id": books.id("tasks", "P-2/Build")}
    closed = {"project_id": books.id("projects", "P-2"), "task_id": None}
    given = [good, good | elsewhere | {"quantity": "-0.50"}, good | closed, good | {"unit_cost": 5}]

    with connection.cursor() as cursor:
        cursor.execute(
            "select position, refusal, found from work_checked_entries(%s, %s::json) as given"
            " cross join lateral work_entry_faults(given.faults) order by 1, 2",
            [books.company_id, json.dumps(given)],
        )
        assert cursor.fetchall() == [
            (2, "QuantityNegative", "-0.5 in entry 2"),
            (2, "ReferenceUnknown", "task Build of entry 2, whose project is P-1"),
            (3, "ProjectClosed", "P-2"),
            (4, "CostWithoutCurrency", "5 in entry 4"),
        ]
