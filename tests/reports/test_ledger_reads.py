"""The books looked at: trial balance, work in progress and balances of customers by day, down to the voucher."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.foundation.lists import List
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person
from unbilled.reports.reads.customer_balances import CUSTOMER_BALANCES
from unbilled.reports.reads.ledger_entries import LEDGER_ENTRIES
from unbilled.reports.reads.trial_balance import TRIAL_BALANCE
from unbilled.reports.reads.vouchers import the_voucher
from unbilled.reports.reads.work_in_progress import WORK_IN_PROGRESS

WORLD = """
company: {code: ACME, accounting_currency: EUR, terms: N30, first_fiscal_year: 2025}
terms: {N30: {net_days: 30}}
tax: {VAT20: {rate: 20}}
tax_groups: {DOMESTIC: [VAT20]}
item_tax_groups: {FULL: [VAT20]}
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
customers: {Helios: {account: "10010", tax_group: DOMESTIC, address: Street, country: DE}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
"""
STEPS = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-01-15, hours: 10}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-02-10, hours: 4}
    T3: {resource: Ada Moreau, project: P-1, date: 2026-03-20, hours: 1}
- submit: all
- approve: {entries: all, on: 2026-03-21}
- post_journals: all
- mark_ready: [T1, T2]
- create_proformas: {entries: [T1], contracts: [C-1], on: 2026-01-31}
- confirm: {proformas: all, on: 2026-01-31}
- post_invoices: {proposals: all, on: 2026-01-31}
- create_proformas: {entries: [T2], contracts: [C-1], on: 2026-03-05}
- confirm: {proformas: [P-00002], on: 2026-03-05}
- post_invoices: {proposals: [P-00002], on: 2026-03-05}
"""
"""1,000 accrued in January and invoiced there, 400 accrued in February and invoiced in March, 100 accrued in March."""


@pytest.fixture
def posted(books: Books) -> Books:
    books.given(WORLD)
    books.do(STEPS)
    return books


def told(books: Books, read: List, columns: str, **asked: Any) -> list[tuple[Any, ...]]:
    """Columns of a list as it is asked for."""
    selection = Selection(**asked)
    rows = read.of(company_id=books.company_id, selection=selection).rows()
    return [tuple(row[name] for name in columns.split()) for row in rows]


BALANCES = "number opening_amount debit_amount credit_amount closing_amount"


def test_the_trial_balance_of_any_span_is_what_the_entries_come_to(posted: Books) -> None:
    assert told(posted, TRIAL_BALANCE, BALANCES, period="2026-03") == [
        ("1100", 1200, 480, 0, 1680),
        ("1220", 400, 100, 400, 100),
        ("2100", -200, 0, 80, -280),
        ("4000", -1000, 0, 400, -1400),
        ("4100", -400, 400, 100, -100),
        ("5000", 840, 60, 0, 900),
        ("5200", -840, 0, 60, -900),
    ]
    first_days = told(posted, TRIAL_BALANCE, BALANCES, from_date="2026-02-10", through_date="2026-03-05")
    assert first_days == [
        ("1100", 1200, 480, 0, 1680),
        ("1220", 0, 400, 400, 0),
        ("2100", -200, 0, 80, -280),
        ("4000", -1000, 0, 400, -1400),
        ("4100", 0, 400, 400, 0),
        ("5000", 600, 240, 0, 840),
        ("5200", -600, 0, 240, -840),
    ]
    whole = told(posted, TRIAL_BALANCE, BALANCES)
    assert told(posted, TRIAL_BALANCE, BALANCES, period=["2025", "2026"]) == whole
    assert told(posted, TRIAL_BALANCE, BALANCES, period="1999") == []
    for rows in (first_days, whole):
        assert sum(row[1] for row in rows) == sum(row[4] for row in rows) == 0
    for number, *_, closing in whole:
        entries = LEDGER_ENTRIES.of(company_id=posted.company_id, selection=Selection(account=number))
        assert entries.totals().of("accounting_amount") == {"EUR": closing}


def test_work_in_progress_rolls_forward_to_the_balance_of_its_account(posted: Books) -> None:
    columns = "contract posting_type opening_amount added_amount released_amount closing_amount oldest_day"
    assert told(posted, WORK_IN_PROGRESS, columns, from_date="2026-03-01", through_date="2026-03-31") == [
        ("C-1", "wip_sales_value", 400, 100, 400, 100, date(2026, 3, 20))
    ]
    assert told(posted, WORK_IN_PROGRESS, columns, through_date="2026-02-28") == [
        ("C-1", "wip_sales_value", 0, 1400, 1000, 400, date(2026, 3, 20))
    ]
    assert told(posted, WORK_IN_PROGRESS, columns, through_date="2025-12-31") == []


def test_customers_owe_by_the_days_it_has_been_due(posted: Books) -> None:
    """1,200 of 31 January is due on 2 March, 480 of 5 March on 4 April."""
    columns = (
        "customer balance_amount current_amount days_30_amount days_60_amount days_90_amount older_amount"
    )

    def owed(day: str) -> list[tuple[Any, ...]]:
        return told(posted, CUSTOMER_BALANCES, columns, as_of_date=day)

    assert owed("2026-01-30") == []
    assert owed("2026-03-02") == [("Helios", 1200, 1200, 0, 0, 0, 0)]
    assert owed("2026-03-05") == [("Helios", 1680, 480, 1200, 0, 0, 0)]
    assert owed("2026-04-05") == [("Helios", 1680, 0, 480, 1200, 0, 0)]
    assert owed("2026-05-31") == [("Helios", 1680, 0, 0, 480, 1200, 0)]
    assert owed("2026-12-31") == [("Helios", 1680, 0, 0, 0, 0, 1680)]
    assert told(posted, CUSTOMER_BALANCES, columns) == owed("2026-03-05")


def test_a_voucher_is_found_with_its_entries_and_its_cause(posted: Books) -> None:
    of, entries = the_voucher(company_id=posted.company_id, number=7)
    [head] = of.rows()
    assert (head["document"], head["voucher_kind"], head["amount"], head["contract"]) == (
        "2026-00001",
        "customer_invoice",
        Decimal(2200),
        "C-1",
    )
    assert entries.totals().of("accounting_amount") == {"EUR": 0}
    [work] = the_voucher(company_id=posted.company_id, number=1)[0].rows()
    assert (work["entry"], work["document"], work["project"]) == ("T1", None, "P-1")
    ida = Sight(posted.company_id, Person.objects.create(username="ida").pk)
    for number, sight in ((99, None), (1, ida)):
        with pytest.raises(NameUnknown):
            the_voucher(company_id=posted.company_id, number=number, sight=sight)
