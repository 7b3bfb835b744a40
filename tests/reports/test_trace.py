"""Tracing: from an invoice line to the entry and its postings, and from the entry to its invoices."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from textwrap import dedent

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting
from unbilled.actuals.models import Actual
from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.foundation.acts import Act
from unbilled.people.models import Person
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.print import PRINT
from unbilled.reports.reads.trace import (
    InvoiceLineUnknown,
    Traced,
    trace_entry,
    trace_invoice,
)
from unbilled.runs.running import carry_out
from worlds import larkfield

MOMENTS = {
    name: datetime(2026, 3, 31, 9 + hour, tzinfo=UTC)
    for hour, name in enumerate(("mia", "tom", "ida", "leo", "eva"))
}


def outline(traced: Traced, depth: int = 0) -> Iterator[str]:
    """The tree as indented text: kind, then amount or posting type, then where it stands."""
    facts = traced.facts
    said = [
        traced.kind,
        facts.get("posting_type"),
        traced.name if traced.kind in ("invoice", "entry", "milestone", "journal_line", "proposal") else None,
        f"{facts['transaction_amount']:.2f}" if "transaction_amount" in facts else None,
        facts.get("status"),
    ]
    yield "  " * depth + " ".join(str(word) for word in said if word)
    for below in traced.below:
        yield from outline(below, depth + 1)


def drawn(traced: Traced) -> str:
    return "\n".join(outline(traced))


def typed(text: str) -> str:
    return dedent(text).strip()


def test_a_line_leads_back_to_the_hours_their_cost_and_their_postings(books):
    larkfield(books)

    found = trace_invoice(company_id=books.company_id, number="2026-00001", line_no=2)

    [voucher, line] = found.below
    assert [one.kind for one in voucher.below] == ["ledger_entry"] * 11
    assert sum(one.facts["accounting_amount"] for one in voucher.below) == 0
    assert drawn(line) == typed("""
        invoice_line
          billed_sales 371.25
            invoice Invoice 2026-00001
            unbilled_sales 371.25
              journal_line Journal J-00001 posted
                voucher
                  ledger_entry wip_sales_value 371.25
                  ledger_entry accrued_revenue -371.25
            entry Entry T2 approved
              cost 180.00
                journal_line Journal J-00001 posted
                  voucher
                    ledger_entry cost 180.00
                    ledger_entry payroll_allocation -180.00
    """)


def test_a_milestone_has_no_hours_behind_it(books):
    larkfield(books)

    found = trace_invoice(company_id=books.company_id, number="2026-00002", line_no=2)

    assert drawn(found.below[1]) == typed("""
        invoice_line
          billed_sales 4000.00
            invoice Invoice 2026-00002
            milestone Milestone Report accepted
    """)


def test_a_credit_note_leads_through_the_invoice_that_it_credits(books):
    larkfield(books, credited=True)

    found = trace_invoice(company_id=books.company_id, number="C2026-00001", line_no=4)

    assert found.facts["credits"] == "2026-00001"
    assert found.facts["gross_amount"] == Decimal("-1897.50")
    assert drawn(found.below[1]) == typed("""
        invoice_line
          billed_sales -300.00
            invoice Invoice C2026-00001
            billed_sales 300.00
              invoice Invoice 2026-00001
              unbilled_sales 300.00
                journal_line Journal J-00001 posted
                  voucher
                    ledger_entry wip_sales_value 300.00
                    ledger_entry accrued_revenue -300.00
              entry Entry M1 approved
                cost 120.00
                  journal_line Journal J-00001 posted
                    voucher
                      ledger_entry cost 120.00
                      ledger_entry cost_item -120.00
    """)


def test_an_entry_leads_to_the_invoice_that_bills_it_and_the_note_that_credits_it(books):
    larkfield(books, credited=True)

    found = trace_entry(company_id=books.company_id, reference="T2")

    assert found.facts["resource"] == "Tom Ellery"
    kinds = [(one.kind, one.facts["quantity"], [below.name for below in one.below]) for one in found.below]
    assert sorted(kinds) == [
        ("billed_sales", Decimal("-2.25"), ["Invoice C2026-00001"]),
        ("billed_sales", Decimal("2.25"), ["Invoice 2026-00001"]),
        ("cost", Decimal("2.25"), ["Journal J-00001"]),
        ("unbilled_sales", Decimal("-2.25"), []),
        ("unbilled_sales", Decimal("2.25"), ["Journal J-00001"]),
        ("unbilled_sales", Decimal("2.25"), ["Journal J-00001"]),
    ]


def test_an_entry_is_found_by_its_identity_too(books):
    larkfield(books)
    entry_id = books.id("entries", "T2")

    by_id = trace_entry(company_id=books.company_id, reference=str(entry_id))

    assert by_id == trace_entry(company_id=books.company_id, reference="T2")


def test_an_entry_that_is_not_approved_has_nothing_below(books):
    larkfield(books, posted=False)
    books.do("[{enter: {T9: {resource: Ada Moreau, project: P-210, date: 2026-03-13, hours: 1}}}]")

    found = trace_entry(company_id=books.company_id, reference="T9")

    assert (found.facts["status"], found.below) == ("draft", ())


def test_work_on_its_way_says_where_it_stands(books):
    larkfield(books, posted=False)
    books.do("[{mark_ready: all}, {create_proformas: {contracts: [CT-0031], on: 2026-03-31}}]")
    [_, ready] = trace_entry(company_id=books.company_id, reference="T1").below
    books.do("[{confirm: all}]")
    proposed = trace_entry(company_id=books.company_id, reference="T1").below[-1]

    assert ready.facts["billing_status"] == "customer_invoice_created"
    assert [(one.name, one.facts["status"]) for one in proposed.below] == [("Proposal P-00001", "populated")]


def test_all_lines_are_followed_with_the_statements_of_one(books):
    larkfield(books)
    with CaptureQueriesContext(connection) as of_one:
        trace_invoice(company_id=books.company_id, number="2026-00001", line_no=1)
    with CaptureQueriesContext(connection) as of_all:
        found = trace_invoice(company_id=books.company_id, number="2026-00001")

    assert [one.name for one in found.below[1:]] == ["Line 1", "Line 2", "Line 3", "Line 4"]
    assert (len(of_one), len(of_all)) == (7, 7)


def test_as_plain_data_every_record_has_kind_name_and_what_is_below(books):
    larkfield(books)

    found = trace_invoice(company_id=books.company_id, number="2026-00001", line_no=1).as_dict()

    assert (found["kind"], found["name"], found["customer"]) == (
        "invoice",
        "Invoice 2026-00001",
        "Helios Water Services plc",
    )
    assert found["below"][1]["below"][0]["kind"] == "billed_sales"


def test_what_is_not_there_is_refused(books):
    larkfield(books)

    with pytest.raises(NameUnknown, match="2026-99999"):
        trace_invoice(company_id=books.company_id, number="2026-99999")
    with pytest.raises(InvoiceLineUnknown, match="no line 9"):
        trace_invoice(company_id=books.company_id, number="2026-00001", line_no=9)
    with pytest.raises(NameUnknown, match="nobody"):
        trace_entry(company_id=books.company_id, reference="nobody")
    with pytest.raises(NameUnknown):
        trace_entry(company_id=books.company_id, reference="4711")


def steps(traced: Traced) -> list[tuple[str, str, str]]:
    """Each step of a tree: whose, which, and by whom."""
    own = [(traced.kind, one.step, one.person) for one in traced.done]
    return own + [step for below in traced.below for step in steps(below)]


def test_each_step_says_who_took_it_and_when(books):
    """Every step by somebody else, the day of the act as its moment."""
    larkfield(books, posted=False)
    sale = Actual.objects.get(entry__external_reference="F1", transaction_type="unbilled_sales").pk
    contract = books.id("contracts", "CT-0044")

    def by(name: str) -> Act:
        person = Person.objects.create(username=name, is_superuser=True).pk
        return acting(books.company_id, by=person, on=date(2026, 3, 31), at=MOMENTS[name])

    mark_ready(by("mia"), actual_ids=[sale])
    [drafted] = create_proformas(by("tom"), contract_ids=[contract], through=date(2026, 3, 31))
    confirm_and_propose(by("ida"), proforma_ids=[drafted.proforma_id])
    carry_out(by("leo"), POST_INVOICES, invoice_date=date(2026, 3, 31))
    carry_out(by("eva"), PRINT)

    found = trace_invoice(company_id=books.company_id, number="2026-00001")

    assert [step for step in dict.fromkeys(steps(found)) if step[2] != "accountant"] == [
        ("invoice", "posted", "leo"),
        ("invoice", "printed", "eva"),
        ("voucher", "posted", "leo"),
        ("billed_sales", "proforma_created", "tom"),
        ("billed_sales", "confirmed", "ida"),
        ("unbilled_sales", "marked_ready", "mia"),
    ]
    assert [step for step in steps(found) if step[0] == "entry"] == [
        ("entry", "entered", "accountant"),
        ("entry", "submitted", "accountant"),
        ("entry", "approved", "accountant"),
    ]
    assert {one.acted_at for one in found.done} == {MOMENTS["leo"], MOMENTS["eva"]}
    told = found.as_dict()["acts"]
    assert [(one["step"], one["person"]) for one in told] == [("posted", "leo"), ("printed", "eva")]


def test_a_milestone_says_who_marked_it_ready(books):
    larkfield(books)
    found = trace_invoice(company_id=books.company_id, number="2026-00002")

    assert ("milestone", "marked_ready", "accountant") in steps(found)


def test_what_is_sold_at_cost_tells_the_rates_it_was_converted_at(books):
    books.given("""
    company: {accounting_currency: GBP, rates: {USD: 0.80, EUR: 0.85}}
    categories: {Travel: {class: expense}}
    contracts:
      C-1:
        currency: EUR
        customers: {Larch: 100}
        sales_prices: {Travel: at_cost}
        lines: {Work: {project: P-1}}
    """)
    books.do("""
    - enter:
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-15, cost: 100.10, cost_currency: USD}
        E2: {class: expense, category: Travel, project: P-1, date: 2026-03-15, cost: 100.10, cost_currency: GBP}
        E3: {class: expense, category: Travel, project: P-1, date: 2026-03-15, cost: 100.10, cost_currency: EUR}
    - set: {rates: {GBP/EUR: 1.2}}
    - submit: all
    - approve: all
    """)

    def converted(reference: str) -> object:
        found = trace_entry(company_id=books.company_id, reference=reference)
        [sale] = [one for one in found.below if one.kind == "unbilled_sales"]
        return sale.facts["converted"]

    assert converted("E1") == "USD at 0.8 GBP, EUR at 0.85 GBP"
    assert converted("E2") == "GBP at 1.2 EUR"
    assert converted("E3") is None
