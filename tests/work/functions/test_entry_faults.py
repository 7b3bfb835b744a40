"""Faults of an entry, told apart."""

from django.db import connection


def test_a_fault_is_its_refusal_and_what_was_found(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select refusal, found from work_entry_faults(%s) order by 1",
            [["ReferenceUnknown task A 1", "ProjectClosed "]],
        )
        assert cursor.fetchall() == [("ProjectClosed", ""), ("ReferenceUnknown", "task A 1")]
        cursor.execute("select count(*) from work_entry_faults('{}')")
        assert cursor.fetchone() == (0,)
