"""Extending schedules: open ones go on, and milestones that are ready have their days."""

from datetime import date

from acting import acting
from unbilled.agreements.events.extend_schedules import extend_schedules
from unbilled.agreements.models import InvoiceScheduleRow
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 100}
    lines:
      Open: {project: P-1, schedule: biweekly on friday, billing_start: 2026-01-01}
      Ended: {project: P-2, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-02-28}
      Study: {project: P-3, billing_method: fixed_price, amount: 5, schedule: by milestone, billing_start: 2026-01-01}
  C-2:
    customers: {Helios: 100}
    confirmed: false
    lines:
      Draft: {project: P-4, schedule: monthly on 31, billing_start: 2026-01-01}
"""


def test_only_open_schedules_go_on_in_their_rhythm(books: Books) -> None:
    books.given(WORLD)
    before = InvoiceScheduleRow.objects.count()
    act = acting(books.company_id, on=date(2026, 3, 1))

    written = extend_schedules(act, milestone_days=[(books.id("lines", "C-1/Study"), date(2026, 2, 20))])
    again = extend_schedules(act, milestone_days=[(books.id("lines", "C-1/Study"), date(2026, 2, 20))])

    # After 1 January 2027 come the Fridays 15 and 29 January, 12 and 26 February; and the day of the milestone.
    assert (written, again, InvoiceScheduleRow.objects.count() - before) == (5, 0, 5)
    last = InvoiceScheduleRow.objects.filter(contract_line_id=books.id("lines", "C-1/Open"))
    assert [*last.order_by("run_date").values_list("run_date", flat=True)][-2:] == [
        date(2027, 2, 12),
        date(2027, 2, 26),
    ]
