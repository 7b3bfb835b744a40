"""Truths of days: a planted breach of each is found."""

import pytest

from planted import truths_broken_by
from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}}}
"""
CREDITED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
- post_invoices: all
- close_periods: [2026-01]
- revise: {proformas: P-00001, on: 2026-04-02}
- confirm: P-00002
- post_journals: all
- post_invoices: all
"""


@pytest.mark.parametrize(
    ("truth", "breach"),
    [
        (
            "no_voucher_is_posted_into_a_month_after_it_was_closed",
            "update ledger_voucher set accounting_date = '2026-01-31' where number = 5",
        ),
        (
            "no_invoice_is_due_before_it_is_dated",
            "update ledger_customer_transaction set due_date = '2026-03-30' where document_class = 'invoice'",
        ),
        (
            "nothing_is_posted_before_the_day_it_is_recorded_for",
            "update ledger_project_transaction set accounting_date = '2026-04-01' "
            "where transaction_type = 'unbilled_sales' and accounting_date = '2026-04-02'",
        ),
        (
            "no_accrual_is_released_before_it_was_posted",
            "update accounting_proposal set accounting_date = '2026-03-01' where number = 'P-00001'",
        ),
        (
            "work_in_progress_of_every_day_is_that_of_the_ledger",
            "update ledger_entry set accounting_date = '2026-03-03' where posting_type = 'wip_sales_value'",
        ),
    ],
)
def test_a_breach_is_found(books: Books, truth: str, breach: str) -> None:
    books.given(GIVEN)
    books.do(CREDITED)

    assert truth in truths_broken_by(breach)
