"""What drafts and proposals would become is found out by doing it; nothing stays, and whoever may not asks in vain."""

from datetime import date
from decimal import Decimal

import pytest

from acting import acting, granted
from unbilled.accounting.rules import PeriodOnHold
from unbilled.agreements.models import Contract
from unbilled.billing.models import Proforma
from unbilled.foundation.sights import NotYours
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import FiscalPeriod
from unbilled.process.events.preview_invoices import preview_invoices
from worlds import LARKFIELD, WORK

DAY = date(2026, 3, 31)
DRAFTED = """
- mark_ready: all
- create_proformas: {contracts: [CT-0031, CT-0044], through: 2026-03-31, on: 2026-03-31}
"""
PNG = b"\x89PNG"


def test_a_draft_is_previewed_to_its_pages_and_its_voucher_and_stays_a_draft(books: Books) -> None:
    """The work is not posted yet, and the company has others post what somebody confirms."""
    books.given(
        LARKFIELD.replace(
            "accounting_currency: GBP", "accounting_currency: GBP\n  post_own_confirmations: false"
        )
    )
    books.do(WORK.replace("- post_journals: all\n", ""))
    books.do(DRAFTED)
    [first, second] = Proforma.objects.order_by("number").values_list("pk", flat=True)
    act = acting(books.company_id, by=books.person_id, on=DAY)
    before = snapshot()

    [pounds] = preview_invoices(act, proforma_ids=[first], invoice_date=DAY)

    assert {table for table, rows in snapshot().items() if rows != before[table]} <= {"people_act"}
    assert (pounds.document_class, pounds.net_amount, pounds.tax_amount, pounds.transaction_currency) == (
        "invoice",
        Decimal("1631.25"),
        Decimal("266.25"),
        "GBP",
    )
    assert sum(one["accounting_amount"] for one in pounds.entries) == 0
    assert {one["posting_type"] for one in pounds.entries} == {
        *("customer_balance", "invoiced_revenue", "sales_tax_payable", "accrued_revenue", "wip_sales_value")
    }
    assert pounds.pages
    assert all(page.startswith(PNG) for page in pounds.pages)
    assert Proforma.objects.get(pk=first).status == "draft"

    mia = granted(books.company_id, "mia", "project_manager", scope="own")
    Contract.objects.filter(number="CT-0044").update(manager_id=mia)
    hers = acting(books.company_id, by=mia, on=DAY)
    [dollars] = preview_invoices(hers, proforma_ids=[second], invoice_date=DAY)
    assert dollars.transaction_currency == "USD"
    with pytest.raises(NotYours):
        preview_invoices(hers, proforma_ids=[first], invoice_date=DAY)

    FiscalPeriod.objects.filter(starts_on=date(2026, 3, 1)).update(status="on_hold")
    with pytest.raises(PeriodOnHold):
        preview_invoices(act, proforma_ids=[first], invoice_date=DAY)


def test_a_proposal_that_waits_is_previewed_with_what_it_waits_for(books: Books) -> None:
    books.given(LARKFIELD)
    books.do(WORK.replace("- post_journals: all\n", ""))
    books.do(f"{DRAFTED}- confirm: all")
    act = acting(books.company_id, by=books.person_id, on=DAY)

    found = preview_invoices(act, proposal_ids=[books.id("proposals", "P-00001")], invoice_date=DAY)

    assert [one.gross_amount for one in found] == [Decimal("1897.50")]
    books.show("proposals", "proposal | status\nP-00001 | header_only\nP-00002 | header_only")
