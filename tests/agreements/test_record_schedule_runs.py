"""Recording schedule runs: what came of the days that were run, each once."""

from datetime import date

from acting import acting
from unbilled.agreements.events.note_schedule_failures import note_schedule_failures
from unbilled.agreements.events.record_schedule_runs import record_schedule_runs
from unbilled.agreements.models import InvoiceScheduleRow
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 100}
    lines:
      Build: {project: P-1, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-05-31}
"""


def test_a_day_is_done_once_and_says_what_came_of_it(books: Books) -> None:
    books.given(WORLD)
    january, february, march, april, _ = InvoiceScheduleRow.objects.order_by("run_date").values_list(
        "pk", flat=True
    )
    books.do("- skip_schedule: {line: C-1/Build, days: [2026-04-30], on: 2026-02-01}")
    act = acting(books.company_id, on=date(2026, 3, 2))
    assert note_schedule_failures(act, problems={february: "Not today."}) == 1

    later = acting(books.company_id, on=date(2026, 3, 31))
    assert record_schedule_runs(later, billed_ids=[january, february], nothing_due_ids=[march, april]) == 3
    # Started again: they are done.
    assert record_schedule_runs(act, billed_ids=[march, april], nothing_due_ids=[january, february]) == 0
    assert record_schedule_runs(act, billed_ids=[], nothing_due_ids=[]) == 0

    books.show(
        "schedule",
        """
        run        | status      | ran        | problem
        2026-01-31 | billed      | 2026-03-31 |
        2026-02-28 | billed      | 2026-03-31 |
        2026-03-31 | nothing_due | 2026-03-31 |
        2026-04-30 | skipped     |            |
        2026-05-31 | not_run     |            |
        """,
    )
