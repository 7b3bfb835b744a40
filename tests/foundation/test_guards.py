"""The database refuses what would break the books, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from unbilled.foundation.guards import fact_tables

WORLD = """
insert into companies_currency (code, digits, name) values ('EUR', 2, 'Euro'), ('USD', 2, 'Dollar');
insert into companies_company (id, code, name, address, country, vat_id, registration, contact,
        electronic_address, electronic_scheme, days_ahead, bank_name, iban, bic,
        locale, time_zone, accounting_currency_id, journal_grouping, tax_group_source, move_to_open_period,
        is_demonstration, act_id)
values (1, 'ACME', 'Acme', '', '', '', '', '', '', '', 31, '', '', '', 'en_GB', 'UTC', 'EUR', 'month', 'search',
        false, false, 1);
insert into ledger_main_account (id, company_id, number, name, account_kind, act_id)
values (10, 1, '1000', 'WIP', 'asset', 1), (20, 1, '4000', 'Revenue', 'revenue', 1);
insert into ledger_fiscal_period (id, company_id, fiscal_year, starts_on, ends_before, status, act_id)
values (1, 1, 2026, '2026-01-01', '2026-02-01', 'open', 1), (2, 1, 2026, '2026-02-01', '2026-03-01', 'open', 1);
insert into ledger_voucher (id, company_id, number, accounting_date, voucher_kind, act_id)
values (100, 1, 1, '2026-01-10', 'project_sales', 1);
"""
ENTRIES = """
insert into ledger_entry (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id,
                          transaction_amount, transaction_currency, accounting_amount, exchange_rate)
values (100, {first}, 1, '{day}', 'wip_sales_value', {account}, {debit}, 'EUR', {debit}, 1),
       (100, {second}, 1, '{day}', 'accrued_revenue', 20, {credit}, 'EUR', {credit}, 1)
"""


def run(text: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return list(cursor.fetchall()) if cursor.description else []


def entries(
    debit: str, credit: str, day: str = "2026-01-10", account: int = 10, first: int = 1
) -> list[tuple[object, ...]]:
    return run(
        ENTRIES.format(debit=debit, credit=credit, day=day, account=account, first=first, second=first + 1)
    )


@contextmanager
def refused(message: str) -> Iterator[None]:
    """What is inside fails with this message and leaves the entries as they were."""
    before = run("select voucher_id, line_no, accounting_amount from ledger_entry order by 1, 2")
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        yield
    assert run("select voucher_id, line_no, accounting_amount from ledger_entry order by 1, 2") == before


@pytest.fixture
def ledger(db: None) -> None:
    """A company with two accounts, two periods and one empty voucher."""
    run(WORLD)


def test_a_voucher_that_does_not_balance_is_refused(ledger: None) -> None:
    with refused("Voucher 100 does not balance"):
        entries("100.00", "-99.99")


def test_balances_follow_the_entries(ledger: None) -> None:
    entries("100.00", "-100.00")
    entries("25.50", "-25.50", first=3)

    assert run(
        "select main_account_id, month::text, debit::text, credit::text from ledger_account_balance order by 1"
    ) == [(10, "2026-01-01", "125.5000", "0.0000"), (20, "2026-01-01", "0.0000", "125.5000")]


def test_a_closed_period_takes_nothing(ledger: None) -> None:
    run("update ledger_fiscal_period set status = 'closed' where id = 2")

    with refused("fiscal period of 2026-02-10 is not open"):
        entries("100.00", "-100.00", day="2026-02-10")


def test_a_day_without_a_period_takes_nothing(ledger: None) -> None:
    with refused("fiscal period of 2027-01-01 is not open"):
        entries("100.00", "-100.00", day="2027-01-01")


def test_a_reference_to_nothing_is_refused(ledger: None) -> None:
    with refused("ledger_entry.main_account_id names 99, which ledger_main_account does not have"):
        entries("100.00", "-100.00", account=99)


def test_a_reference_to_nothing_is_found_among_many(ledger: None) -> None:
    many = """insert into ledger_entry (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id,
                     transaction_amount, transaction_currency, accounting_amount, exchange_rate)
              select 100, n, 1, '2026-01-10', 'cost', {account}, 0, 'EUR', 0, 1 from generate_series(1, 2500) as n"""
    run(
        "insert into ledger_main_account (id, company_id, number, name, account_kind, act_id)"
        " select 1000 + n, 1, 'A' || n, '', 'asset', 1 from generate_series(1, 2500) as n"
    )

    run(many.format(account="1000 + n"))
    with refused("names 3501"):
        run(many.replace("100, n,", "100, 5000 + n,").format(account="1001 + n"))


def test_a_gap_between_what_is_named_is_none_of_its_business(ledger: None) -> None:
    """Accounts 10 and 20 exist, those between them do not: the keys themselves decide."""
    many = """insert into ledger_entry (voucher_id, line_no, company_id, accounting_date, posting_type, main_account_id,
                     transaction_amount, transaction_currency, accounting_amount, exchange_rate)
              select 100, n, 1, '2026-01-10', 'cost', {account}, 0, 'EUR', 0, 1 from generate_series(1, 40) as n"""

    run(many.format(account="10 + n % 2 * 10"))
    with refused("ledger_entry.main_account_id names 15, which ledger_main_account does not have"):
        run(many.replace("100, n,", "100, 50 + n,").format(account="10 + n % 3 * 5"))


def test_a_fact_is_neither_updated_nor_deleted(ledger: None) -> None:
    entries("100.00", "-100.00")

    with refused("ledger_entry is append-only"):
        run("update ledger_entry set accounting_amount = 0")
    with refused("ledger_entry is append-only"):
        run("delete from ledger_entry")
    with refused("ledger_entry is append-only"):
        run("truncate ledger_entry")


def test_a_closed_period_is_not_opened_again(ledger: None) -> None:
    run("update ledger_fiscal_period set status = 'closed' where id = 2")

    with refused("ledger_fiscal_period cannot go from closed to open"):
        run("update ledger_fiscal_period set status = 'open' where id = 2")


def test_a_document_begins_at_the_start_of_its_drawing(ledger: None) -> None:
    with refused("ledger_fiscal_period cannot go from nothing to closed"):
        run(
            "insert into ledger_fiscal_period (company_id, fiscal_year, starts_on, ends_before, status, act_id)"
            " values (1, 2026, '2026-03-01', '2026-04-01', 'closed', 1)"
        )


def test_parents_of_lines_stay(ledger: None) -> None:
    with refused("Rows of ledger_main_account are referred to"):
        run("delete from ledger_main_account where id = 10")


def test_two_periods_do_not_overlap(ledger: None) -> None:
    with refused("ledger_fiscal_period_one_at_a_time"):
        run(
            "insert into ledger_fiscal_period (id, company_id, fiscal_year, starts_on, ends_before, status, act_id)"
            " values (3, 1, 2026, '2026-01-31', '2026-02-02', 'open', 1)"
        )


def test_every_reference_without_a_declared_key_is_checked(db: None) -> None:
    """The models are the catalogue: an undeclared key must have its check in an installed trigger."""
    unchecked = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not getattr(field, "db_constraint", True)
    }
    sources = dict(run("select proname, prosrc from pg_proc where proname like '%_references_exist'"))

    assert unchecked
    for table, column in sorted(unchecked):
        assert f"distinct {column} as key" in str(sources[f"{table}_references_exist"]), (table, column)


def test_the_fact_tables_are_known() -> None:
    assert fact_tables() == {
        "accounting_retainer_expiry",
        "actuals_actual",
        "actuals_adjustment",
        "documents_attachment",
        "documents_chain_link",
        "documents_document",
        "documents_stationery",
        "ledger_customer_transaction",
        "ledger_entry",
        "ledger_invoice",
        "ledger_invoice_discount",
        "ledger_invoice_line",
        "ledger_invoice_party",
        "ledger_invoice_retainer",
        "ledger_project_transaction",
        "ledger_tax_transaction",
        "ledger_voucher",
    }
