"""The ledger as Beancount text: accepted by Beancount itself, with balances equal to ours to the last digit."""

import re
from collections import defaultdict
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core.data import Balance, Open, Transaction
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import an_act
from unbilled.ledger.models import AccountBalance, Entry, MainAccount, Voucher
from unbilled.reports.reads.beancount import account_names, export_beancount
from worlds import larkfield


def exported(books):
    """The text and what Beancount makes of it; any complaint of Beancount's is an error."""
    text = "".join(export_beancount(company_id=books.company_id))
    directives, errors, options = loader.load_string(text)
    assert not errors, errors[:3]
    return text, directives, options


def our_balances() -> dict[str, Decimal]:
    """Balances as the books keep them, by account number."""
    kept: dict[int, Decimal] = defaultdict(Decimal)
    for row in AccountBalance.objects.all():
        kept[row.main_account_id] += row.debit - row.credit
    return {account.number: kept[account.pk] for account in MainAccount.objects.all()}


def test_beancount_accepts_books_of_two_currencies_and_finds_our_balances(books):
    larkfield(books, credited=True)

    _, directives, options = exported(books)

    found: dict[str, Decimal] = {}
    numbers = {one.account: one.meta["number"] for one in directives if isinstance(one, Open)}
    for number in numbers.values():
        found[number] = Decimal(0)
    for one in directives:
        if isinstance(one, Transaction):
            for posting in one.postings:
                assert posting.units.currency == "GBP"
                found[numbers[posting.account]] += posting.units.number
    assert found == our_balances()
    assert sum(found.values()) == 0
    assert any(found.values())
    assert options["operating_currency"] == ["GBP"]
    assert options["title"] == "Larkfield Engineering Ltd"


def test_each_voucher_is_one_transaction_and_each_entry_a_posting(books):
    larkfield(books, credited=True)

    _, directives, _ = exported(books)

    transactions = [one for one in directives if isinstance(one, Transaction)]
    assert sorted(int(one.meta["voucher"]) for one in transactions) == sorted(
        Voucher.objects.values_list("number", flat=True)
    )
    assert sum(len(one.postings) for one in transactions) == Entry.objects.count()
    for one in transactions:
        assert sum(posting.units.number for posting in one.postings) == 0


def test_a_posting_tells_its_transaction_amount_rate_and_reporting_amount(books):
    larkfield(books)

    text, directives, _ = exported(books)

    [invoice] = [one for one in directives if isinstance(one, Transaction) and "2026-00002" in one.links]
    assert invoice.payee == "Meridian Irrigation Inc."
    assert invoice.narration == "Customer invoice 2026-00002"
    [owed] = [one for one in invoice.postings if one.meta["posting-type"] == "customer_balance"]
    assert owed.units.number == Decimal("3955.93")
    assert (owed.meta["transaction"].number, owed.meta["transaction"].currency) == (Decimal("5007.50"), "USD")
    assert owed.meta["rate"] == Decimal("0.79")
    assert owed.meta["reporting"].currency == "EUR"
    assert re.search(r"^  Assets:\S+  3955\.93 GBP$", text, re.MULTILINE)


def test_a_balance_that_is_off_by_a_cent_is_an_error_of_beancount(books):
    larkfield(books)
    text = "".join(export_beancount(company_id=books.company_id))

    spoiled = re.sub(
        r"(balance Assets:\S+  )3955\.93|(balance Assets:\S+  )([\d.]+[1-9])", _one_more, text, count=1
    )
    assert spoiled != text
    _, errors, _ = loader.load_string(spoiled)

    assert len(errors) == 1
    assert "Balance failed" in errors[0].message


def _one_more(match: re.Match[str]) -> str:
    start = match.group(1) or match.group(2)
    amount = Decimal(match.group(3) or "3955.93")
    return f"{start}{amount + Decimal('0.01')}"


def test_every_account_is_asserted_without_tolerance(books):
    larkfield(books)

    _, directives, _ = exported(books)

    balances = [one for one in directives if isinstance(one, Balance)]
    assert len(balances) == MainAccount.objects.count()
    assert {one.tolerance for one in balances} == {Decimal(0)}


def test_empty_books_are_accepted_too(books):
    books.given("{}")

    _, directives, _ = exported(books)

    assert not [one for one in directives if isinstance(one, Transaction)]


def test_names_that_beancount_would_not_take_are_written_so_that_it_does(books):
    books.given('company: {name: "Say \\"when\\" \\\\ & Söhne"}')
    MainAccount.objects.bulk_create(
        MainAccount(act_id=an_act(), company_id=books.company_id, number=number, name=name, account_kind=kind)
        for number, name, kind in [
            ("9.1", "Umsatzerlöse (Inland)", "revenue"),
            ("9-1", "Umsatzerlöse / Inland", "revenue"),
            ("会", "会計", "equity"),
            ("x9", 'lower "quoted"', "expense"),
        ]
    )

    _, directives, options = exported(books)

    assert options["title"] == 'Say "when" \\ & Söhne'
    names = {one.meta["number"]: one.account for one in directives if isinstance(one, Open)}
    assert names["9.1"].startswith("Income:9-1-Umsatzerlose-Inland")
    assert names["9-1"].startswith("Income:9-1-Umsatzerlose-Inland")
    assert names["9.1"] != names["9-1"]
    assert names["会"] == "Equity:Account"
    assert names["x9"] == "Expenses:X9-lower-quoted"


def test_the_number_of_statements_does_not_depend_on_the_number_of_vouchers(books):
    larkfield(books, posted=False)
    with CaptureQueriesContext(connection) as of_few:
        exported(books)
    books.do(
        "[{mark_ready: all}, {create_proformas: {contracts: [CT-0031], on: 2026-03-31}}, {confirm: all}]"
    )
    books.do("[{post_invoices: all}]")
    with CaptureQueriesContext(connection) as of_more:
        exported(books)

    assert len(of_few) == len(of_more)


@pytest.mark.parametrize("kind", ["asset", "liability", "equity", "revenue", "expense"])
def test_each_kind_of_account_has_a_root(kind):
    [name] = account_names([{"id": 1, "number": "1", "name": "One", "account_kind": kind}]).values()

    assert re.fullmatch(r"(Assets|Liabilities|Equity|Income|Expenses):1-One", name)


def test_a_posting_tells_its_dimensions(books):
    books.given("""
        company: {accounting_currency: EUR}
        resources: {Ada: {role: Developer, cost_price: 60}}
        projects: {INT-1: {dimensions: {region: north, cost center: "100"}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada, project: INT-1, date: 2026-03-02, hours: 2}}
    - submit: all
    - approve: all
    - post_journals: all
    """)

    _, directives, _ = exported(books)

    [posted] = [one for one in directives if isinstance(one, Transaction)]
    assert [
        (posting.units.number, posting.meta["dimension-region"], posting.meta["dimension-cost-center"])
        for posting in posted.postings
    ] == [(120, "north", "100"), (-120, "north", "100")]
