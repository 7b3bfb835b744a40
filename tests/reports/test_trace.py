"""Tracing: from an invoice line to the entry and its postings, and from the entry to its invoices."""

from collections.abc import Iterator
from decimal import Decimal
from textwrap import dedent

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.reports.reads.trace import (
    InvoiceLineUnknown,
    Traced,
    trace_entry,
    trace_invoice,
)
from worlds import larkfield


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
