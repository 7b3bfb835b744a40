"""What people call an entry."""

import pytest
from django.db import connection

from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}}
projects: {P-1: {}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 7.5}
    E1: {class: expense, category: Travel, project: P-1, date: 2026-03-03, cost: 20}
"""


@pytest.mark.parametrize(
    ("entry", "by_reference", "without"),
    [
        ("T1", "T1", "7.5 hour of Ada Moreau on P-1 2026-03-02"),
        ("E1", "E1", "1 piece of Travel on P-1 2026-03-03"),
    ],
)
def test_an_entry_goes_by_its_reference_else_by_who_did_what(
    books: Books, entry: str, by_reference: str, without: str
) -> None:
    books.given(WORLD)
    books.do(ENTERED)

    def name() -> str:
        with connection.cursor() as cursor:
            cursor.execute("select name from work_entry_name(%s)", [books.id("entries", entry)])
            return str(cursor.fetchone()[0])

    assert name() == by_reference
    with connection.cursor() as cursor:
        cursor.execute("update work_entry set external_reference = null")
    assert name() == without
