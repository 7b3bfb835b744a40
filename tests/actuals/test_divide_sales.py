"""Dividing sales: one becomes two, which sum to it."""

from decimal import Decimal

from acting import acting
from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.actuals.events.divide_sales import divide_sales
from unbilled.actuals.models import Actual
from unbilled.billing.events.close_backlog import close_backlog
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.lab.scenarios.books import Books


def test_parts_sum_to_the_whole(books: Books) -> None:
    books.given("""
        resources: {Ada: {role: Developer, cost_price: 50}}
        contracts: {C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 99.99}}}}}
    """)
    books.do("""
        - enter: {T1: {class: time, resource: Ada, project: P-1, date: 2026-03-02, hours: 7.25}}
        - submit: all
        - approve: {entries: all, on: 2026-03-03}
    """)
    whole = Actual.objects.get(transaction_type="unbilled_sales")
    act = acting(books.company_id)

    # All of it, or more, is no part.
    assert divide_sales(act, amounts={whole.pk: whole.transaction_amount}).part_ids == []
    done = divide_sales(act, amounts={whole.pk: Decimal("0.01")})

    part, rest = Actual.objects.get(pk=done.part_ids[0]), Actual.objects.get(pk=done.rest_ids[0])
    assert (part.transaction_amount, rest.transaction_amount) == (Decimal("0.01"), Decimal("724.92"))
    assert part.quantity + rest.quantity == whole.quantity
    assert {part.replaces_id, rest.replaces_id} == {whole.pk} == {*done.reversed_ids}
    close_backlog(act, actual_ids=done.reversed_ids)
    mirror_journal_lines(act, reversal_ids=done.reversal_ids)
    open_backlog(act, actual_ids=[*done.part_ids, *done.rest_ids])
    open_journal_lines(act, actual_ids=[*done.part_ids, *done.rest_ids])
