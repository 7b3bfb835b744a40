"""Discounts and surcharges on what is posted: on paper, in the electronic invoice under every format, in the chain."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from einvoicing import FOLDER, completed, rules
from unbilled.accounting.models import Proposal
from unbilled.documents.einvoice.checks import checked
from unbilled.documents.einvoice.files import written
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.einvoice.model import Invoice as EnInvoice
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.models import ChainLink
from unbilled.documents.reads.einvoices import einvoices, expected_einvoices
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice

WORLD = """
company: {rates: {GBP: {2026-01-01: 1.25}}}
resources: {Ada: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense, item_tax_group: VAT7}}
tax: {VAT20: 20, VAT7: 7}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    sales_prices: {Developer: 100, Travel: at_cost}
    lines: {Build: {project: P-1}}
"""


@pytest.fixture
def posted(books: Books) -> Iterator[Books]:
    """8 h at 100 less 10 percent, a fee of 250 and 50 on top, 83.35 of travel; 3 percent off all; then 6 h credited."""
    books.given(WORLD)
    books.do(
        """
        - enter: {T1: {project: P-1, resource: Ada, date: 2026-03-02, hours: 8}}
        - submit: [T1]
        - approve: [T1]
        - post_journals: all
        - mark_ready: all
        - create_proformas: {through: 2026-03-31}
        - write:
            lines:
              - {line: C-1/Build, class: fee, price: 250, text: Licence, date: 2026-03-10}
              - {line: C-1/Build, class: expense, category: Travel, price: 83.35, text: Train, date: 2026-03-11}
        - discount: {text: Rebate, percent: 10, lines: [T1]}
        - discount: {text: Express, amount: 50, lines: [2], surcharge: true}
        - discount: {text: Loyalty, percent: 3}
        - confirm: all
        - post_invoices: {proposals: all, on: 2026-03-31}
        - revise: {proformas: P-00001, reason: Fewer hours, lines: [T1], on: 2026-04-02}
        - edit: {proformas: P-00002, quantities: {1: 2}}
        - confirm: all
        - post_invoices: {proposals: all, on: 2026-04-02}
        """
    )
    return books


def told(books: Books, number: str) -> EnInvoice:
    invoice_id = Invoice.objects.get(number=number).pk
    return einvoices(company_id=books.company_id, invoice_ids=[invoice_id])[invoice_id].invoice


def test_documents_say_what_is_taken_off_and_charged_on_top(posted: Books) -> None:
    """3 percent of 720.00 and 300.00 at 20 %, 30.60, and of 83.35 at 7 %, 2.50; of 2 h a quarter of what 8 h bore."""
    invoice, note = told(posted, "2026-00001"), told(posted, "C2026-00001")

    assert [
        (one.net, [each.amount for each in one.allowances], [each.amount for each in one.charges])
        for one in invoice.lines
    ] == [
        (Decimal("720.00"), [Decimal("80.00")], []),
        (Decimal("300.00"), [], [Decimal("50.00")]),
        (Decimal("83.35"), [], []),
    ]
    assert {(one.reason, one.rate, one.amount) for one in invoice.allowances} == {
        ("Loyalty 3 %", Decimal(20), Decimal("30.60")),
        ("Loyalty 3 %", Decimal(7), Decimal("2.50")),
    }
    assert (invoice.totals.lines, invoice.totals.allowances, invoice.totals.charges, invoice.totals.net) == (
        Decimal("1103.35"),
        Decimal("33.10"),
        None,
        Decimal("1070.25"),
    )
    assert [(one.net, one.allowances[0].amount) for one in note.lines] == [
        (Decimal("720.00"), Decimal("80.00")),
        (Decimal("-180.00"), Decimal("-20.00")),
    ]
    assert (note.totals.lines, note.totals.allowances, note.totals.net) == (
        Decimal("540.00"),
        Decimal("16.20"),
        Decimal("523.80"),
    )
    found = []
    for document in (invoice, note):
        for wanted in FORMATS.values():
            one = completed(document, wanted)
            findings = checked(one)
            if FOLDER:
                findings = findings + rules().check(written(one, wanted), wanted.rules)
            found += [f"{document.number} {wanted.code} {each}" for each in findings if each.is_fatal]
    assert found == []


def test_paper_and_chain_say_it_too(posted: Books) -> None:
    ids = [Invoice.objects.get(number=number).pk for number in ("2026-00001", "C2026-00001")]
    paper, note = invoice_papers(company_id=posted.company_id, invoice_ids=ids).values()

    for one in (paper, note):
        one.check_sums()
    assert [
        (
            project.is_discount,
            [(line.net_amount, [one.text for one in line.discounts]) for line in project.tasks[0].lines],
        )
        for project in paper.projects
    ] == [
        (
            False,
            [
                (Decimal("720.00"), ["Rebate"]),
                (Decimal("300.00"), ["Express"]),
                (Decimal("83.35"), []),
            ],
        ),
        (True, [(Decimal("-30.60"), ["Loyalty"]), (Decimal("-2.50"), ["Loyalty"])]),
    ]
    render_invoices(acting(posted.company_id, on=date(2026, 4, 3)), invoice_ids=ids)
    records = [one.record for one in ChainLink.objects.order_by("position")]
    assert all('"discounts"' in record and "Loyalty" in record for record in records)


def test_what_a_proposal_would_become_says_it_before(posted: Books) -> None:
    posted.do("- revise: {proformas: P-00001, reason: All, on: 2026-04-03}\n- confirm: all")
    proposal_id = Proposal.objects.get(number="P-00003").pk
    posted.do("- set: {customers: {Helios: {einvoice_format: en16931_ubl}}}")

    expected = expected_einvoices(
        company_id=posted.company_id, proposal_ids=[proposal_id], invoice_date=date(2026, 4, 3)
    )[proposal_id].invoice

    assert (expected.totals.lines, expected.totals.allowances, expected.totals.net) == (
        Decimal("383.35"),
        Decimal("11.50"),
        Decimal("371.85"),
    )
