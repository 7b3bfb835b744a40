"""Changing retainers: what was agreed is agreed otherwise, as long as nobody was asked for it."""

from datetime import date
from decimal import Decimal
from typing import Any

from billing_world import refusing

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.billing.events.add_retainers import (
    RetainerAmountNotPositive,
    RetainerNameMissing,
    RetainerNameTaken,
)
from unbilled.billing.events.change_retainers import ChangedRetainer, change_retainers
from unbilled.billing.events.delete_retainers import RetainerBilled
from unbilled.billing.models import Retainer
from unbilled.foundation.money import AmountTooLarge
from unbilled.lab.scenarios.books import Books


def test_what_no_proforma_lists_becomes_another(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    books.do("""
        - add_retainers: {contract: C-1, retainers: {New: {date: 2026-05-01, amount: 1}}}
        - add_retainers: {contract: C-1, retainers: {Next: {date: 2026-05-01, amount: 2}}}
        - mark_ready: {retainers: [New, Next]}
        - change_retainers: {retainers: {New: {date: 2026-06-01}, Next: {name: Last, amount: 2.5}}}
    """)
    books.show(
        "retainers",
        """
        retainer | date       | amount | status
        Later    | 2026-02-15 | 500.00 | customer_invoice_posted
        Start    | 2026-01-15 | 300.00 | customer_invoice_posted
        Other    | 2026-01-15 |  70.00 | customer_invoice_posted
        New      | 2026-06-01 |   1.00 | ready_to_invoice
        Last     | 2026-05-01 |   2.50 | not_ready
        """,
    )
    ids = dict(Retainer.objects.values_list("name", "pk"))

    def change(**changes: ChangedRetainer) -> Any:
        return change_retainers(
            acting(books.company_id), changes={ids.get(name, 0): one for name, one in changes.items()}
        )

    with refusing(RetainerBilled) as caught:
        change(Start=ChangedRetainer(retainer_date=date(2026, 1, 1)), New=ChangedRetainer(name="One"))
    assert caught.value.message == "Retainers stay once they are on a proforma: Start of contract C-1."
    with refusing(RetainerBilled):
        change(Gone=ChangedRetainer(name="One"))
    for taken in (
        {"New": ChangedRetainer(name="Start")},
        {"New": ChangedRetainer(name="One"), "Last": ChangedRetainer(name=" One ")},
    ):
        with refusing(RetainerNameTaken):
            change(**taken)
    with refusing(RetainerNameMissing):
        change(New=ChangedRetainer(name=" "))
    with refusing(RetainerAmountNotPositive):
        change(New=ChangedRetainer(transaction_amount=Decimal("0.001")))
    with refusing(AmountTooLarge):
        change(New=ChangedRetainer(transaction_amount=Decimal(10) ** 20))
