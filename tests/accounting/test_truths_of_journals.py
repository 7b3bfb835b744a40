"""Truths of journals and vouchers: a planted breach of each is found."""

import pytest

from planted import truths_broken_by
from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: USD, rates: {GBP: 1.25}}
resources: {Ada: {role: Developer, cost_price: 100}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    fixed_rate: 1.40
    profile: time_and_material_wip
    lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}
"""
POSTED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6, cost: 80, cost_currency: GBP}}
- submit: all
- approve: all
- post_journals: all
"""


@pytest.mark.parametrize(
    ("truth", "breach"),
    [
        (
            "cost_never_uses_the_fixed_rate_of_a_contract",
            "update ledger_project_transaction set exchange_rate = 1.40 where transaction_type = 'cost'",
        ),
        ("posted_journal_lines_are_the_project_subledger", "delete from accounting_journal_line"),
        (
            "posted_journal_lines_are_the_project_subledger",
            "update ledger_project_transaction set quantity = quantity + 1",
        ),
        ("account_balances_equal_what_they_total", "update ledger_account_balance set debit = debit + 1"),
        ("posted_totals_equal_what_they_total", "update ledger_posted_total set line_count = line_count + 1"),
        (
            "entries_carry_the_date_and_company_of_their_voucher",
            "update ledger_voucher set accounting_date = accounting_date + 1",
        ),
        (
            "the_ledger_layer_of_a_project_transaction_tells_its_voucher",
            "update ledger_project_transaction set ledger_layer = 'no_ledger'",
        ),
        ("voucher_numbers_have_no_gaps", "update ledger_voucher set number = 9 where number = 2"),
        (
            "vouchers_of_projects_equal_the_project_subledger",
            "update ledger_project_transaction set accounting_amount = accounting_amount + 1",
        ),
        (
            "every_voucher_balances",
            "update ledger_entry set accounting_amount = accounting_amount + 1 where line_no = 1",
        ),
    ],
)
def test_a_breach_is_found(books: Books, truth: str, breach: str) -> None:
    books.given(GIVEN)
    books.do(POSTED)

    assert truth in truths_broken_by(breach)
