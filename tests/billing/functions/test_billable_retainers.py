"""Retainers that a billing run takes: those that somebody has marked, by contract, customer, project and day."""

from datetime import date
from typing import Any

from django.db import connection

from retainer_world import GIVEN
from unbilled.billing.models import Retainer
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.bill import BILL
from unbilled.runs.running import carry_out


def test_each_filter_narrows_what_is_taken(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
        - add_retainers:
            contract: C-1
            retainers: {One: {date: 2026-01-15, amount: 1}, Not: {date: 2026-01-15, amount: 1}}
        - add_retainers: {contract: C-2, retainers: {Two: {date: 2026-02-15, amount: 1}}}
        - mark_ready: {retainers: [One, Two]}
    """)

    def found(**asked: Any) -> list[str]:
        words = ("contract", "project", "customer", "task", "role", "resource")
        given = [asked.get(word) for word in words] + [asked.get("from_date"), asked.get("through_date")]
        with connection.cursor() as cursor:
            cursor.execute(
                f"select id from billing_billable_retainers(%s, {'%s::bigint[], ' * 6} %s::date, %s::date) order by id",
                [books.company_id, *given],
            )
            return [Retainer.objects.get(pk=key).name for (key,) in cursor.fetchall()]

    assert found() == ["One", "Two"]
    assert found(contract=[books.id("contracts", "C-2")]) == ["Two"]
    assert found(project=[books.id("projects", "P-1")]) == ["One"]
    assert found(customer=[-1]) == found(role=[1]) == []
    assert found(from_date=date(2026, 2, 1)) == ["Two"]
    assert found(through_date=date(2026, 2, 1)) == ["One"]
    report = carry_out(books.play.act, BILL, through=date(2026, 1, 31))
    assert report.tally.counts["proformas"] == 1
    books.show(
        "proforma details",
        """
        proforma | retainer | amount
        P-00001  | One      |   1.00
        """,
    )
