"""Verifying the books: nothing in whole books, the offenders in broken ones."""

import pytest
from django.db import connection

from unbilled.foundation.invariants import all_invariants
from unbilled.reports.reads.verify import verify

GIVEN = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    lines:
      Build: {project: P-1, billing_method: time_and_material, sales_prices: {Developer: 100}}
"""
WORK = """
- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}}
- submit: all
- approve: all
- post_journals: all
"""


def test_whole_books_keep_every_invariant_and_progress_is_told(books) -> None:
    books.given(GIVEN)
    books.do(WORK)
    told: list[tuple[int, int, str]] = []

    findings = verify(lambda place, total, invariant: told.append((place, total, invariant.name)))

    names = [*(invariant.name for invariant in all_invariants()), "the_code_in_the_database_is_as_written"]
    assert [finding.invariant.name for finding in findings] == names
    assert [finding for finding in findings if not finding.holds] == []
    assert told == [(place, len(names), name) for place, name in enumerate(names)]


@pytest.mark.django_db
def test_books_that_somebody_broke_are_found() -> None:
    """The guards refuse what is planted here, so they are put aside for it."""
    from unbilled.lab.scenarios.books import Books

    books = Books()
    books.given(GIVEN)
    books.do(WORK)
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(
            "update ledger_entry set accounting_amount = accounting_amount + 1 where posting_type = 'cost'"
        )
        cursor.execute("set session_replication_role = origin")

    broken = {finding.invariant.name: finding.offenders for finding in verify() if not finding.holds}

    assert "every_voucher_balances" in broken
    assert len(broken["every_voucher_balances"]) == 1
