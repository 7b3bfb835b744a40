"""What tests of write-offs share: three pieces of work at 100 an hour, of which nothing is in the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from acting import acting
from unbilled.actuals.events.adjust_sales import AdjustedSales
from unbilled.actuals.models import Actual
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.process.following import follow_sales

ADJUSTED = """
write_off_reasons: {GOODWILL: Goodwill to the customer, LATE: Late}
resources: {Ada: {role: Developer, cost_price: 60}, Ben: {role: Tester, cost_price: 40}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: EUR
    profile: time_and_material_wip
    sales_prices: {Developer: 100, Tester: 50}
    lines: {Build: {project: P-1, tasks: {Design: chargeable, Care: chargeable}}}
"""
STEPS = """
- enter:
    T1: {class: time, resource: Ada, project: P-1, task: Design, date: 2026-03-02, hours: 8}
    T2: {class: time, resource: Ada, project: P-1, task: Design, date: 2026-03-03, hours: 3}
    T3: {class: time, resource: Ada, project: P-1, task: Care, date: 2026-03-04, hours: 4}
- submit: all
- approve: {entries: all, on: 2026-03-05}
"""


def describe(books: Books) -> None:
    """Approved work of 800.00, 300.00 and 400.00 EUR."""
    books.given(ADJUSTED)
    books.do(STEPS)


@contextmanager
def refusing(refusal: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Expect a refusal, and that no table has changed."""
    before = snapshot()
    with pytest.raises(refusal) as caught:
        yield caught
    assert snapshot() == before


def sales(books: Books, *entries: str) -> list[int]:
    """Open unbilled sales of entries, by identity."""
    named = [books.id("entries", entry) for entry in entries]
    taken_back = Actual.objects.filter(reverses__isnull=False).values("reverses")
    found = Actual.objects.filter(entry_id__in=named, transaction_type="unbilled_sales", reverses=None)
    return sorted(found.exclude(pk__in=taken_back).values_list("pk", flat=True))


def followed(books: Books, done: AdjustedSales, on: date = date(2026, 4, 15)) -> None:
    """Let backlog and journal follow, as the event of the process does."""
    follow_sales(
        acting(books.company_id, on=on),
        reversed_ids=done.reversed_ids,
        reversal_ids=done.reversal_ids,
        recorded_ids=done.recorded_ids,
    )
