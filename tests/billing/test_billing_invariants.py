"""The truths of billing can be broken: each planted breach is found."""

from pathlib import Path

import pytest
from billing_world import confirmed
from django.db import connection, transaction
from test_retainer_invariants import BREACHES as OF_RETAINERS

from acting import acting
from unbilled.billing.events.edit_details import edit_details
from unbilled.foundation.invariants import all_invariants, read_invariant
from unbilled.foundation.money import to_decimal
from unbilled.lab.scenarios.books import Books

INVARIANTS = Path(__file__).parents[2] / "src/unbilled/billing/invariants"
TABLES = (
    *("actuals_actual", "billing_backlog_line", "billing_milestone", "billing_proforma"),
    *("billing_proforma_line", "billing_proforma_detail"),
)
BREACHES = [
    (
        "a_confirmed_sale_leaves_no_unbilled_amount",
        "update actuals_actual set transaction_amount = transaction_amount + 1 "
        "where transaction_type = 'unbilled_sales' and quantity = -2.5",
    ),
    (
        "a_confirmed_sale_leaves_no_unbilled_amount",
        "delete from actuals_actual where transaction_type = 'unbilled_sales' and quantity = -2.5",
    ),
    (
        "no_unbilled_sale_is_billed_twice",
        "update billing_backlog_line set actual_id = (select reverses_id from actuals_actual "
        "where transaction_type = 'unbilled_sales' and quantity = -2.5) where quantity = 3",
    ),
    (
        "a_backlog_line_on_a_proforma_is_a_detail_of_it",
        "delete from billing_backlog_line where billing_status = 'customer_invoice_created' and quantity = 3",
    ),
    (
        "a_backlog_line_on_a_proforma_is_a_detail_of_it",
        "delete from billing_proforma_detail where quantity = 3 and not is_correction",
    ),
    (
        "a_milestone_on_a_proforma_is_a_detail_of_it",
        "delete from billing_proforma_detail where milestone_id is not null and not is_correction",
    ),
    (
        "a_milestone_is_billed_as_its_status_says",
        "update billing_milestone set status = 'ready_to_invoice', proforma_id = null where name = 'Go-live'",
    ),
    (
        "milestones_of_a_line_never_exceed_the_contracted_amount",
        "update billing_milestone set transaction_amount = 1000.01 where name = 'Start'",
    ),
    (
        "every_detail_of_a_confirmed_proforma_is_billed_as_it_says",
        "update actuals_actual set billing_type = 'complimentary' "
        "where transaction_type = 'billed_sales' and quantity = 2.5",
    ),
    (
        "every_detail_of_a_confirmed_proforma_is_billed_as_it_says",
        "delete from billing_proforma_detail where quantity = 2.5",
    ),
    (
        "the_rest_of_a_correction_is_unbilled_again",
        "update actuals_actual set transaction_amount = 399.99 where goes_to_journal and quantity = 2 "
        "and transaction_amount = 400",
    ),
    (
        "what_a_correction_puts_back_is_accrued_no_earlier_than_it",
        "update actuals_actual set accounting_date = '2000-01-01' where goes_to_journal and quantity = 2 "
        "and transaction_amount = 400",
    ),
    (
        "a_correction_lists_what_the_corrected_proforma_billed",
        "update billing_proforma set corrects_id = (select id from billing_proforma where number = 'P-00002') "
        "where corrects_id is not null",
    ),
    (
        "a_proforma_that_became_no_invoice_charges_nothing",
        "update billing_proforma set is_nil = true where status = 'confirmed'",
    ),
    (
        "a_proforma_that_became_no_invoice_charges_nothing",
        "update billing_proforma set is_nil = true where number = 'P-00002'",
    ),
    (
        "every_detail_stands_under_a_line_of_its_proforma",
        "delete from billing_proforma_line",
    ),
    (
        "what_a_schedule_billed_is_on_a_proforma_of_its_day",
        "update billing_proforma set scheduled_on = '2026-03-31' where number = 'P-00002'",
    ),
    (
        "the_parts_of_a_product_total_the_quantity_that_is_agreed",
        "update agreements_contract_line set billing_method = 'product', include_time = false, "
        "include_expense = false, include_material = false, include_fee = false, quantity = 3, "
        "unit = 'piece', unit_price = 1, delivery_date = '2026-03-31' where name = 'Launch'",
    ),
    (
        "what_is_within_its_limits_never_exceeds_them",
        "with limited as (update agreements_contract_line set limit_amount = 1 where name = 'Build') "
        "update billing_backlog_line set limit_status = 'committed' where quantity = 2",
    ),
]


@pytest.fixture
def busy(worked: Books) -> Books:
    """P-00001 is confirmed and corrected by P-00004 from 8 to 6 hours; P-00002 and P-00003 are drafts."""
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")
    confirmed(worked, "P-00001")
    worked.do("- revise: {proformas: [P-00001]}")
    edit_details(
        acting(worked.company_id),
        proforma_id=worked.id("proformas", "P-00004"),
        quantities={1: to_decimal(6), 2: to_decimal("2.5"), 4: to_decimal(1)},
    )
    confirmed(worked, "P-00004")
    return worked


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_a_breach_is_found(busy: Books, name: str, breach: str) -> None:
    invariant = read_invariant(INVARIANTS / f"{name}.sql")
    assert invariant.offenders() == []

    savepoint = transaction.savepoint()
    with connection.cursor() as cursor:
        # A breach that the guards would refuse must still be found, should somebody take them away.
        cursor.execute("set constraints all immediate")
        for table in TABLES:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(breach)
        assert cursor.rowcount > 0
    found = invariant.offenders()
    transaction.savepoint_rollback(savepoint)

    assert found


def test_every_truth_of_billing_has_a_breach() -> None:
    elsewhere = {
        "every_open_unbilled_sale_is_in_the_backlog",
        "backlog_totals_equal_what_they_total",
        "what_was_worked_is_billed_open_or_given_away",
        *(name for name, _ in OF_RETAINERS),
    }
    named = {one.name for one in all_invariants() if one.room == "billing"}

    assert {one for one in named if one not in elsewhere} == {name for name, _ in BREACHES}
