"""Crediting invoices: from the correction to the credit note, in one transaction."""

from datetime import UTC, date, datetime

import pytest

from acting import acting
from unbilled.accounting.rules import InvoiceDateTooEarly
from unbilled.billing.events.revise_proformas import CorrectionOpen, NothingToCorrect, SaleNotBilled
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice, InvoiceLine
from unbilled.ledger.rules import InvoiceUnknown
from unbilled.process.events.credit_invoices import CreditedInvoices, credit_invoices

WORLD = """
resources: {Ada: {role: Developer, cost_price: 100}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 200}
    lines:
      Build: {project: P-1}
      Launch: {project: P-2, billing_method: fixed_price, milestones: {Live: {amount: 500, date: 2026-03-20}}}
"""
OTHER = """\
  C-2: {customers: {Orbit: 100}, sales_prices: {Developer: 50}, lines: {Care: {project: P-3}}}
"""
WORK = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}}
- submit: [T1]
- approve: {entries: [T1], on: 2026-03-03}
- post_journals: all
- mark_ready: all
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
- confirm: all
- post_invoices: all
"""


@pytest.fixture
def invoiced(books: Books) -> Books:
    """One invoice: eight hours at 200 and a milestone of 500."""
    books.given(WORLD)
    books.do(WORK)
    return books


def credit(
    books: Books,
    *invoice_ids: int,
    on: date = date(2026, 4, 2),
    post: bool = False,
    only: list[int] | None = None,
) -> CreditedInvoices:
    return credit_invoices(
        acting(books.company_id, on=on, by=books.person_id, at=datetime(2026, 4, 2, tzinfo=UTC)),
        invoice_ids=list(invoice_ids),
        reason="Wrong purchase order",
        post=post,
        actual_ids=only,
    )


def refused(refusal: type[Refusal], books: Books, *invoice_ids: int, on: date = date(2026, 4, 2)) -> None:
    before = snapshot()
    with pytest.raises(refusal):
        credit(books, *invoice_ids, on=on, post=True)
    assert snapshot() == before


def test_the_credit_note_is_ready_to_be_posted(invoiced: Books) -> None:
    credited = credit(invoiced, Invoice.objects.get().pk)
    assert (len(credited.proposals), credited.line_count, credited.posted) == (1, 2, [])
    assert [f"{amount:.2f}" for amount in credited.amounts.values()] == ["-2100.00"]
    invoiced.show(
        "proposals",
        """
        contract | status    | net
        C-1      | posted    |  2100.00
        C-1      | populated | -2100.00
        """,
    )
    invoiced.show("backlog", "entry | quantity | billing status\nT1 | 8.00 | not_ready")
    invoiced.show("milestones", "milestone | status\nLive | ready_to_invoice")


def test_the_credit_note_is_posted_as_well(invoiced: Books) -> None:
    original = Invoice.objects.get()
    [posted] = credit(invoiced, original.pk, post=True).posted
    assert posted.document_class == "credit_note"
    assert (posted.net_amount, posted.gross_amount) == (-original.net_amount, -original.gross_amount)
    note = Invoice.objects.get(pk=posted.invoice_id)
    assert (note.corrects_id, note.reason, note.invoice_date) == (
        original.pk,
        "Wrong purchase order",
        date(2026, 4, 2),
    )


def test_several_are_credited_in_the_order_of_their_numbers(books: Books) -> None:
    """8 hours at 200 and a milestone of 500 for Helios; 4 hours at 50 for Orbit."""
    books.given(WORLD + OTHER)
    books.do(
        f"- enter: {{T2: {{resource: Ada, project: P-3, date: 2026-03-02, hours: 4}}}}\n- submit: [T2]\n"
        f"- approve: {{entries: [T2], on: 2026-03-03}}{WORK}"
    )
    first, second = Invoice.objects.order_by("number").values_list("pk", flat=True)

    credited = credit(books, second, first, post=True)

    assert credited.proposals == ["P-00003", "P-00004"]
    assert [(one.number, f"{one.net_amount:.2f}") for one in credited.posted] == [
        ("C2026-00001", "-2100.00"),
        ("C2026-00002", "-200.00"),
    ]


def test_what_cannot_be_credited_is_refused_and_nothing_changes(invoiced: Books) -> None:
    invoice = Invoice.objects.get()
    refused(InvoiceUnknown, invoiced, invoice.pk, invoice.pk + 1)
    credit(invoiced, invoice.pk, post=True)
    refused(NothingToCorrect, invoiced, invoice.pk)


def test_an_open_correction_is_confirmed_or_edited_first(invoiced: Books) -> None:
    invoiced.do("- revise: {proformas: all, reason: Later}")
    refused(CorrectionOpen, invoiced, Invoice.objects.get().pk)


def test_a_credit_note_comes_after_the_last_one(invoiced: Books) -> None:
    """The second invoice is credited on a day before the first one was."""
    first = Invoice.objects.get().pk
    credit(invoiced, first, on=date(2026, 4, 20), post=True)
    invoiced.do(
        """
        - post_journals: all
        - mark_ready: all
        - create_proformas: {contracts: all, through: 2026-04-30, on: 2026-04-30}
        - confirm: all
        - post_invoices: all
        """
    )
    second = Invoice.objects.filter(document_class="invoice").latest("id").pk
    refused(InvoiceDateTooEarly, invoiced, second, on=date(2026, 4, 10))


def test_a_chosen_line_is_credited_and_the_others_stay_billed(invoiced: Books) -> None:
    """The work is credited and the milestone stays; later the milestone goes too, and the work never twice."""
    original = Invoice.objects.get()
    work, milestone = (
        InvoiceLine.objects.get(invoice=original, transaction_class=one).actual_id
        for one in ("time", "milestone")
    )
    [posted] = credit(invoiced, original.pk, post=True, only=[work]).posted
    assert posted.net_amount == -1600
    invoiced.show("milestones", "milestone | status\nLive | customer_invoice_posted")
    invoiced.show("backlog", "entry | quantity | billing status\nT1 | 8.00 | not_ready")

    before = snapshot()
    for only in ([work], [work, milestone], []):
        with pytest.raises(SaleNotBilled):
            credit(invoiced, original.pk, only=only)
    assert snapshot() == before

    [rest] = credit(invoiced, original.pk, post=True, only=[milestone]).posted
    assert rest.net_amount == -500
    with pytest.raises(NothingToCorrect):
        credit(invoiced, original.pk)
