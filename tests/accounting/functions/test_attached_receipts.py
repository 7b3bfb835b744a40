"""Which receipts travel with the document of a proposal."""

from django.db import connection

from unbilled.accounting.models import Proposal
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Customer
from unbilled.work.models import Entry, Receipt

GIVEN = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_no_wip
    sales_prices: {Developer: 100, Travel: at_cost}
    lines: {Build: {project: P-1, classes: [time, expense]}}
"""
STEPS = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    E1: {class: expense, category: Travel, project: P-1, date: 2026-03-04, cost: 40}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
"""


def attached() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select receipt.name, attached.place from accounting_attached_receipts(%s) as attached "
            "join work_receipt as receipt on receipt.id = attached.receipt_id order by attached.place",
            [Proposal.objects.get().pk],
        )
        return cursor.fetchall()


def test_receipts_of_charged_expenses_travel_where_the_customer_wants_them(books: Books) -> None:
    """Each once, in order; the paper of work is none of them."""
    books.given(GIVEN)
    books.do(STEPS)
    for reference, name in (("T1", "hours.pdf"), ("E1", "taxi.pdf"), ("E1", "toll.pdf")):
        entry = Entry.objects.get(external_reference=reference)
        Receipt.objects.create(
            company_id=entry.company_id,
            entry=entry,
            name=name,
            media_type="application/pdf",
            content=name.encode(),
            size_bytes=8,
            sha256=name.ljust(64, "0"),
            act_id=entry.act_id,
        )
    assert attached() == []
    Customer.objects.update(wants_receipts=True)
    assert attached() == [("taxi.pdf", 1), ("toll.pdf", 2)]
