"""Noting schedule failures: why a day of a contract was set aside, until it is run again."""

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
      Build: {project: P-1, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-02-28}
      Run: {project: P-2, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-02-28}
      Study: {project: P-3, schedule: monthly on 15, billing_start: 2026-01-01, billing_through: 2026-01-31}
  C-2:
    customers: {Orbit: 100}
    lines:
      Care: {project: P-4, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-01-31}
"""


def test_all_lines_of_the_contract_that_were_due_that_day_say_why(books: Books) -> None:
    books.given(WORLD)
    rows = InvoiceScheduleRow.objects.filter(contract_line_id=books.id("lines", "C-1/Build"))
    january, february = rows.order_by("run_date").values_list("pk", flat=True)
    [run_of_february] = InvoiceScheduleRow.objects.filter(
        contract_line_id=books.id("lines", "C-1/Run"), run_date=date(2026, 2, 28)
    ).values_list("pk", flat=True)

    act = acting(books.company_id, on=date(2026, 1, 31))
    assert note_schedule_failures(act, problems={january: "Not today."}) == 2
    # What fails again says why it did last.
    act = acting(books.company_id, on=date(2026, 3, 2))
    assert record_schedule_runs(act, billed_ids=[run_of_february], nothing_due_ids=[]) == 1
    assert note_schedule_failures(act, problems={january: "No rate.", february: "No tax."}) == 3
    # What was run has not failed.
    assert note_schedule_failures(act, problems={run_of_february: "Too late."}) == 1

    books.show(
        "schedule",
        """
        contract | line  | run        | status  | ran        | problem
        C-1      | Build | 2026-01-31 | failed  | 2026-03-02 | No rate.
        C-1      | Build | 2026-02-28 | failed  | 2026-03-02 | Too late.
        C-1      | Run   | 2026-01-31 | failed  | 2026-03-02 | No rate.
        C-1      | Run   | 2026-02-28 | billed  | 2026-03-02 |
        C-1      | Study | 2026-01-15 | not_run |            |
        C-2      | Care  | 2026-01-31 | not_run |            |
        """,
    )
