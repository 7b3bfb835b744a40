"""Reading entries that are given as JSON."""

import json

from django.db import connection


def test_entries_are_read_in_their_order_and_what_is_not_said_is_empty(db: None) -> None:
    given = [
        {"transaction_class": "time", "transaction_date": "2026-03-02", "project_id": 7, "quantity": "7.5"},
        {"transaction_class": "expense", "external_reference": "E1", "quantity": 2},
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select position, transaction_class, project_id, quantity::text, external_reference"
            "  from work_given_entries(%s::json)",
            [json.dumps(given)],
        )
        assert cursor.fetchall() == [(1, "time", 7, "7.5", None), (2, "expense", None, "2", "E1")]
        cursor.execute("select count(*) from work_given_entries('[]')")
        assert cursor.fetchone() == (0,)
