"""Truths of invoices: a planted breach of each is found."""

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
    profile: time_and_material_wip
    lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}
"""
POSTED_AND_CREDITED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6}}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
- post_invoices: all
- revise: P-00001
  on: 2026-04-12
- confirm: all
- post_invoices: all
"""
WIP = "posting_type = 'wip_sales_value' and transaction_amount < 0"
CREDIT = "document_class = 'credit_note'"


@pytest.mark.parametrize(
    ("truth", "breach"),
    [
        ("wip_of_an_invoiced_sale_is_zero", f"update ledger_entry set accounting_amount = -1 where {WIP}"),
        (
            "open_customer_transactions_equal_the_control_account",
            "update ledger_customer_transaction set accounting_amount = accounting_amount + 1",
        ),
        ("invoice_numbers_have_no_gaps", "update companies_number_series set next_number = 7"),
        (
            "invoice_numbers_follow_their_dates",
            f"update ledger_invoice set series = 'invoice', sequence_number = 2, invoice_date = '2020-01-01'"
            f" where {CREDIT}",
        ),
        ("invoice_totals_equal_their_lines", "update ledger_invoice_line set net_amount = net_amount + 1"),
        (
            "tax_on_invoices_equals_tax_in_the_ledger",
            "update ledger_tax_transaction set accounting_tax_amount = accounting_tax_amount + 1",
        ),
        (
            "what_a_code_taxes_is_what_its_document_earned",
            "update ledger_tax_transaction set accounting_base_amount = accounting_base_amount + 1",
        ),
        (
            "lines_of_an_invoice_share_its_converted_total",
            "update ledger_project_transaction set accounting_amount = accounting_amount + 1"
            " where transaction_type = 'billed_sales'",
        ),
        (
            "every_invoice_names_its_seller_and_buyer",
            "delete from ledger_invoice_party where party = 'buyer'",
        ),
        ("every_invoice_names_its_seller_and_buyer", "update ledger_invoice_party set address = ''"),
        ("lines_of_an_invoice_name_the_taxes_it_charges", "update ledger_invoice_line set tax_rates = '{7}'"),
        ("lines_of_an_invoice_name_the_taxes_it_charges", "update ledger_tax_transaction set code = 'VAT7'"),
        (
            "an_invoice_is_numbered_in_the_year_of_its_date",
            f"update ledger_invoice set invoice_date = '2025-12-31' where not {CREDIT}",
        ),
        ("every_invoice_has_a_voucher_of_its_own", "update ledger_voucher set voucher_kind = 'project_cost'"),
        ("tax_by_code_equals_tax_on_lines", "update accounting_proposal_tax set tax_amount = tax_amount + 1"),
        (
            "a_posted_proposal_is_one_invoice",
            "update ledger_invoice set due_date = due_date, net_amount = 1, gross_amount = 1 + tax_amount",
        ),
        (
            "a_populated_proposal_lists_every_billed_sale",
            "update accounting_proposal set line_count = line_count + 1",
        ),
        ("every_confirmed_proforma_has_a_proposal", "update billing_proforma set is_nil = true"),
        ("every_confirmed_proforma_has_a_proposal", "update accounting_proposal set number = 'X' || number"),
        (
            "an_invoice_and_its_full_credit_sum_to_zero",
            f"update ledger_invoice set accounting_tax_amount = 0 where {CREDIT}",
        ),
        (
            "an_invoice_and_its_full_credit_sum_to_zero",
            "update ledger_project_transaction set accounting_amount = accounting_amount + 1"
            " where transaction_type = 'billed_sales'",
        ),
    ],
)
def test_a_breach_is_found(books: Books, truth: str, breach: str) -> None:
    books.given(GIVEN)
    books.do(POSTED_AND_CREDITED)

    assert truth in truths_broken_by(breach)
