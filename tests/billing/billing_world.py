"""A contract whose work can be billed, and what tests of billing do again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from acting import acting
from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.accounting.events.propose import propose
from unbilled.actuals.models import Actual
from unbilled.billing.events.confirm_proformas import ConfirmedProforma, confirm_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
company: {accounting_currency: USD, rates: {GBP: 1.25}}
resources: {Ada: {role: Developer, cost_price: 100}, Ben: {role: Tester, cost_price: 50}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    lines:
      Build:
        {project: P-1, billing_method: time_and_material, sales_prices: {Developer: 200, Tester: 33.333333}}
      Launch:
        project: P-2
        billing_method: fixed_price
        milestones: {Start: {amount: 1000, date: 2026-03-01}, Go-live: {amount: 500, date: 2026-03-31}}
  C-2:
    customers: {Helios: 60, Orbit: 40}
    currency: GBP
    lines:
      Care: {project: P-3, billing_method: time_and_material, sales_prices: {Developer: 210}}
"""
WORK = """
- enter:
    T1: {class: time, resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
    T2: {class: time, resource: Ben, project: P-1, date: 2026-03-03, hours: 2.5}
    T3: {class: time, resource: Ada, project: P-3, date: 2026-03-04, hours: 5}
- submit: all
- approve: {entries: all, on: 2026-03-05}
"""


@contextmanager
def refusing(refusal: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Expect a refusal, and that no table has changed."""
    before = snapshot()
    with pytest.raises(refusal) as caught:
        yield caught
    assert snapshot() == before


def confirmed(books: Books, *numbers: str, on: date = date(2026, 4, 1)) -> list[ConfirmedProforma]:
    """Confirm proformas by number, and open the accountant's side of it as a run does."""
    results = confirm_proformas(
        acting(books.company_id, on=on, by=books.person_id, at=datetime(2026, 4, 1, 12, tzinfo=UTC)),
        proforma_ids=[books.id("proformas", number) for number in numbers],
    )
    reopened = [actual_id for result in results for actual_id in result.reopened_ids]
    open_journal_lines(acting(books.company_id), actual_ids=reopened)
    closed = [reversal_id for result in results for reversal_id in result.reversal_ids]
    mirror_journal_lines(acting(books.company_id), reversal_ids=closed)
    billed = [result.proforma_id for result in results if not result.is_nil]
    propose(acting(books.company_id), proforma_ids=billed)
    return results


def sales(books: Books, *entries: str) -> list[int]:
    """Unbilled sales that the work of entries became first, by identity."""
    named = [books.id("entries", entry) for entry in entries]
    found = Actual.objects.filter(
        entry_id__in=named, transaction_type="unbilled_sales", reverses=None, proforma_id=None
    )
    return sorted(found.values_list("pk", flat=True))


def release(books: Books, *entries: str) -> None:
    """Mark the work of entries ready."""
    mark_ready(acting(books.company_id), actual_ids=sales(books, *entries))
