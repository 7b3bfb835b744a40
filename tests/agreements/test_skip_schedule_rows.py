"""Skipping schedule rows: days on which nothing is billed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting
from unbilled.agreements.events.record_schedule_runs import record_schedule_runs
from unbilled.agreements.events.skip_schedule_rows import skip_schedule_rows
from unbilled.agreements.models import InvoiceScheduleRow
from unbilled.agreements.rules import ScheduleRowUnknown
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
contracts:
  C-1:
    customers: {Helios: 100}
    lines:
      Build: {project: P-1, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-03-31}
"""


def test_a_day_that_was_run_or_is_none_is_refused(books: Books) -> None:
    books.given(WORLD)
    line_id = books.id("lines", "C-1/Build")
    january, february, _ = InvoiceScheduleRow.objects.order_by("run_date")
    act = acting(books.company_id, on=date(2026, 2, 1))
    assert record_schedule_runs(act, billed_ids=[], nothing_due_ids=[january.pk]) == 1
    # A second run of the same day finds it done.
    assert record_schedule_runs(act, billed_ids=[january.pk], nothing_due_ids=[]) == 0

    before = snapshot()
    with pytest.raises(ScheduleRowUnknown) as caught:
        skip_schedule_rows(
            act, contract_line_id=line_id, run_dates=[january.run_date, february.run_date, date(2026, 2, 27)]
        )
    assert snapshot() == before
    assert caught.value.message == (
        "The schedule of C-1/Build has no run that is still to be done on 2026-01-31, 2026-02-27."
    )

    # Whoever bills the contract is waited for.
    with CaptureQueriesContext(connection) as asked:
        assert skip_schedule_rows(act, contract_line_id=line_id, run_dates=[february.run_date]) == 1
    places = [
        next(place for place, query in enumerate(asked.captured_queries) if words in query["sql"])
        for words in ("for no key update", "update agreements_invoice_schedule_row")
    ]
    assert places == sorted(places)
    books.show(
        "schedule",
        """
        run        | status      | ran
        2026-01-31 | nothing_due | 2026-02-01
        2026-02-28 | skipped     |
        2026-03-31 | not_run     |
        """,
    )


def test_a_line_of_another_company_is_not_told(books: Books) -> None:
    books.given(WORLD)
    line_id = books.id("lines", "C-1/Build")
    other = books.given("{company: {code: OTHER}}").company_id
    before = snapshot()
    with pytest.raises(ScheduleRowUnknown) as caught:
        skip_schedule_rows(acting(other), contract_line_id=line_id, run_dates=[date(2026, 1, 31)])
    assert snapshot() == before
    assert caught.value.message == (
        "The schedule of a line that is not there has no run that is still to be done on 2026-01-31."
    )
