"""Postings at once: nothing is posted twice, and a period that is being closed takes nothing any more."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from acting import acting
from at_once import one_refused, race
from unbilled.accounting.events.post_invoices import ProposalNotPopulated, post_invoices
from unbilled.accounting.events.post_journals import JournalLineNotDraft, post_journals
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.accounting.rules import PeriodClosed
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.close_periods import close_periods
from unbilled.ledger.models import FiscalPeriod, Invoice, Voucher

WORLD = """
company: {accounting_currency: EUR}
tax: {VAT20: 20}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {INT-1: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
  C-2: {customers: {Orbit: 100}, lines: {Care: {project: P-2, sales_prices: {Developer: 100}}}}
"""
APPROVED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ada Moreau, project: P-2, date: 2026-03-03, hours: 8}
    T3: {resource: Ada Moreau, project: INT-1, date: 2026-03-04, hours: 8}
- submit: all
- approve: all
"""
CONFIRMED = """
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
  on: 2026-04-02
"""


@pytest.fixture
def approved(committed_books: Books) -> Books:
    """Work of two contracts and an internal project, in the journal."""
    committed_books.given(WORLD)
    committed_books.do(APPROVED)
    return committed_books


@pytest.fixture
def confirmed(approved: Books) -> Books:
    """Two proposals that can be posted, dated in April."""
    approved.do(CONFIRMED)
    return approved


def posting_journals(books: Books, *, internal: bool = False) -> Callable[[], Any]:
    drafts = JournalLine.objects.filter(status="draft", contract_id__isnull=internal)
    ids = list(drafts.order_by("pk").values_list("pk", flat=True))
    return lambda: post_journals(
        acting(books.company_id, at=datetime(2026, 4, 1, tzinfo=UTC)),
        actual_ids=ids,
    )


def posting_invoices(books: Books) -> Callable[[], Any]:
    ids = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    return lambda: post_invoices(
        acting(
            books.company_id, by=books.person_id, on=date(2026, 4, 3), at=datetime(2026, 4, 3, tzinfo=UTC)
        ),
        proposal_ids=ids,
        invoice_date=date(2026, 4, 3),
    )


def closing(books: Books, month: str) -> Callable[[], Any]:
    period_id = books.id("periods", month)
    return lambda: close_periods(acting(books.company_id), period_ids=[period_id])


def test_journal_lines_are_posted_once(approved: Books) -> None:
    outcomes = race(*[posting_journals(approved)] * 3)

    assert one_refused(outcomes, JournalLineNotDraft).line_count == 4


def test_proposals_are_posted_once(confirmed: Books) -> None:
    outcomes = race(*[posting_invoices(confirmed)] * 3)

    assert [one.number for one in one_refused(outcomes, ProposalNotPopulated)] == ["2026-00001", "2026-00002"]
    assert Invoice.objects.count() == 2


@pytest.mark.parametrize("internal", [False, True], ids=["of a contract", "internal"])
def test_journals_find_the_period_closed_that_is_being_closed(approved: Books, internal: bool) -> None:
    [outcome] = race(posting_journals(approved, internal=internal), holding=closing(approved, "2026-03"))

    assert isinstance(outcome, PeriodClosed)
    assert set(outcome.details["found"]) <= {"2026-03-02", "2026-03-03", "2026-03-04"}
    assert Voucher.objects.count() == 0


def test_invoices_find_the_period_closed_that_is_being_closed(confirmed: Books) -> None:
    before = Voucher.objects.count()

    [outcome] = race(posting_invoices(confirmed), holding=closing(confirmed, "2026-04"))

    assert isinstance(outcome, PeriodClosed)
    assert (Invoice.objects.count(), Voucher.objects.count()) == (0, before)


def test_a_close_waits_for_journals(approved: Books) -> None:
    assert race(closing(approved, "2026-03"), holding=posting_journals(approved)) == [1]

    assert FiscalPeriod.objects.get(pk=approved.id("periods", "2026-03")).status == "closed"
    assert Voucher.objects.count() == 4


def test_a_close_waits_for_invoices(confirmed: Books) -> None:
    assert race(closing(confirmed, "2026-04"), holding=posting_invoices(confirmed)) == [1]

    assert FiscalPeriod.objects.get(pk=confirmed.id("periods", "2026-04")).status == "closed"
    assert Invoice.objects.count() == 2
