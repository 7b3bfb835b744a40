"""The truths of retainers can be broken: each planted breach is found."""

from django.db import connection, transaction

from retainer_world import GIVEN, STEPS
from unbilled.foundation.invariants import all_invariants
from unbilled.lab.scenarios.books import Books

BREACHES = (
    (
        "a_retainer_is_open_applied_or_refunded_as_billed",
        "update billing_retainer set applied_amount = applied_amount - 1, refunded_amount = refunded_amount + 1 "
        "where name = 'Start'",
    ),
    (
        "a_retainer_is_open_applied_or_refunded_as_billed",
        "update billing_retainer set open_actual_id = billed_actual_id where name = 'Later'",
    ),
    (
        "a_retainer_on_drafts_is_what_they_take_of_it",
        "update billing_retainer set drafted_amount = 0 where name = 'Later'",
    ),
    (
        "a_retainer_on_drafts_is_what_they_take_of_it",
        "delete from billing_proforma_detail where retainer_use = 'invoiced'",
    ),
    (
        "no_open_unbilled_sale_of_a_retainer_is_without_it",
        "update billing_retainer set open_actual_id = billed_actual_id where name = 'Later'",
    ),
    (
        "a_retainer_on_drafts_is_what_they_take_of_it",
        "update billing_retainer set drafted_hours = 0 where name = 'Ten'",
    ),
    (
        "a_retainer_is_open_applied_or_refunded_as_billed",
        "update billing_retainer set applied_hours = 1, open_hours = open_hours - 1 where name = 'Ten'",
    ),
    (
        "what_prepaid_hours_pay_for_is_what_is_deducted",
        "update billing_proforma_detail set drawn_hours = drawn_hours - 1 where drawn_hours > 0",
    ),
    (
        "what_remains_to_be_paid_is_converted_at_the_rate_of_the_invoice",
        "update ledger_invoice set accounting_net_amount = accounting_net_amount + 1",
    ),
    (
        "what_expired_of_a_retainer_is_what_the_books_released",
        "update billing_retainer set expired_amount = 1, open_amount = open_amount - 1 where name = 'Ten'",
    ),
    (
        "a_retainer_that_is_used_up_leaves_nothing_in_the_books",
        "update ledger_project_transaction set accounting_amount = accounting_amount + 1 "
        "where transaction_class = 'retainer'",
    ),
)
TABLES = ("billing_retainer", "billing_proforma_detail", "ledger_project_transaction", "ledger_invoice")


def test_a_breach_of_what_retainers_are_is_found(books: Books) -> None:
    """Start is used up and posted, of Later 100.00 are applied and 50.00 on a draft."""
    books.given(GIVEN)
    books.do(STEPS)
    books.do("""
        - apply_retainers: P-00003
        - confirm: P-00003
        - add_retainers: {contract: C-1, retainers: {Ten: {date: 2026-03-01, hours: 10, price: 90}}}
        - mark_ready: {retainers: [Ten]}
        - create_proformas: {contracts: [C-1], retainers: [Ten]}
        - confirm: P-00005
        - apply_retainers: {proformas: P-00004, amounts: {Later: 50, Ten: 2}}
        - post_journals: all
        - populate: all
        - post_invoices: P-00001
        - populate: all
        - post_invoices: P-00003
    """)
    invariants = {one.name: one for one in all_invariants()}
    for name, breach in BREACHES:
        assert invariants[name].offenders() == []
        savepoint = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            for table in TABLES:
                cursor.execute(f"alter table {table} disable trigger user")
            cursor.execute(breach)
            assert cursor.rowcount > 0
        found = invariants[name].offenders()
        transaction.savepoint_rollback(savepoint)
        assert found, breach
