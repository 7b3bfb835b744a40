"""Replacing work: a reversal mirrors, a replacement names what it replaces."""

from decimal import Decimal

from django.db import transaction

from acting import acting
from unbilled.actuals.events.replace_work import ReplacedWork, replace_work
from unbilled.actuals.models import Actual
from unbilled.lab.scenarios.books import Books

WORLD = """
company: {accounting_currency: USD}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    currency: GBP
    customers: {Helios: 60, Selene: 40}
    sales_prices: {Developer: 100}
    lines: {All: {project: P-1}}
"""
WORK = """
- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}}
- submit: all
- approve: {entries: all, on: 2026-03-04}
"""


def replaced(books: Books) -> ReplacedWork:
    standing = Actual.objects.filter(reverses=None).exclude(
        pk__in=Actual.objects.exclude(reverses=None).values("reverses_id")
    )
    return replace_work(
        acting(books.company_id),
        entry_ids=[books.id("entries", "T1")],
        actual_ids=list(standing.values_list("pk", flat=True)),
    )


def test_each_sale_takes_the_place_of_the_one_of_its_customer(books: Books) -> None:
    """Helios pays all from now on; nothing takes the place of what Selene paid."""
    books.given(WORLD)
    books.do(WORK)
    books.do("- set: {lines: {C-1/All: {customers: {Helios: 100, Selene: 0}}}}")
    helios, selene = (
        Actual.objects.get(customer_id=books.id("customers", name)) for name in ("Helios", "Selene")
    )

    with transaction.atomic():  # undone at the end: backlog and journal do not follow here
        done = replaced(books)
        fresh = Actual.objects.get(pk__in=done.recorded_ids)
        reversals = Actual.objects.filter(pk__in=done.reversal_ids).order_by("quantity")

        assert done.entry_ids == [books.id("entries", "T1")]
        assert done.reversed_ids == sorted([helios.pk, selene.pk])
        assert (done.reversed_cost, done.recorded_cost) == ({}, {})
        assert (done.reversed_sales, done.recorded_sales) == ({"GBP": Decimal(1000)}, {"GBP": Decimal(1000)})
        assert (fresh.replaces_id, fresh.quantity, fresh.customer_id) == (helios.pk, 10, helios.customer_id)
        assert [(one.reverses_id, one.quantity, one.transaction_amount) for one in reversals] == [
            (helios.pk, -6, -600),
            (selene.pk, -4, -400),
        ]
        assert all(one.goes_to_journal and one.price_source_id for one in (fresh, *reversals))
        assert replaced(books).recorded_ids == []
        transaction.set_rollback(True)
