"""What was recorded of entries is found whatever became of their contract lines."""

from django.db import connection

from acting import acting
from unbilled.actuals.models import Actual
from unbilled.billing.reads.sales_of_entries import sales_of_entries
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.work.models import Entry

GIVEN = """
categories: {License: {class: fee}}
resources: {Ada: {role: Developer, cost_price: 60}}
projects: {P-2: {}}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    currency: EUR
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
"""
WRITTEN = "P-00001/3"
STEPS = """
- enter:
    T1: {class: time, resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
    T2: {class: time, resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    T3: {class: time, resource: Ada, project: P-2, date: 2026-03-02, hours: 2}
    F1: {class: fee, category: License, project: P-1, date: 2026-03-02, quantity: 1, price: 50}
- submit: all
- approve: {entries: all, on: 2026-03-05}
- mark_ready: [T1, F1]
- create_proformas: {contracts: [C-1], through: 2026-03-31}
- write: {proformas: P-00001, lines: [{line: C-1/Build, hours: 2, price: 120, text: Curves, date: 2026-03-10}]}
- confirm: all
"""


def named(*names: str) -> list[int]:
    return list(Entry.objects.filter(external_reference__in=names).values_list("pk", flat=True))


def found(books: Books, *names: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from actuals_of_entries(%s, %s)", [books.company_id, named(*names)])
        return sorted(cursor.fetchall())


def recorded(*names: str) -> list[tuple[int, int]]:
    return sorted(Actual.objects.filter(entry_id__in=named(*names)).values_list("pk", "entry_id"))


def test_cost_and_sales_are_found_however_they_were_recorded(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    for names in (("T1",), ("T3",), ("F1",), ("T1", "T2", "T3", "F1")):
        assert found(books, *names) == recorded(*names) != [], names
    # A cost; of each of two customers an unbilled sale, what took it back, and a billed one.
    assert len(recorded("T1")) == 7

    # The line goes on with another project; what is billed stays its own.
    change_contract_lines(acting(books.company_id), changes={"C-1/Build": {"project": "P-2"}})
    for names in (("T1",), ("T2", "T3"), ("F1",), (WRITTEN,)):
        assert found(books, *names) == recorded(*names) != [], names
    billed = named("T1", "F1")
    sold = sales_of_entries(company_id=books.company_id, entry_ids=billed)
    assert set(Actual.objects.filter(pk__in=sold).values_list("entry_id", flat=True)) == set(billed)
