"""Posting expired retainers: what was a liability is revenue, what was revenue stays so."""

from datetime import date

import pytest
from django.db import transaction

from acting import acting
from unbilled.accounting.models import PostingRule, RetainerExpiry
from unbilled.accounting.rules import AccountMissing
from unbilled.billing.models import Retainer
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.rules import DayOutsideYears
from unbilled.process.events.expire_retainers import expire_retainers

GIVEN = """
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    lines: {Build: {project: P-1}}
  C-2:
    customers: {Helios: 100}
    profile: time_and_material_no_wip
    lines: {Run: {project: P-2}}
"""
STEPS = """
- add_retainers: {contract: C-1, retainers: {Owed: {date: 2026-01-15, amount: 100, expires: 2026-03-31}}}
- add_retainers: {contract: C-2, retainers: {Earned: {date: 2026-01-15, amount: 50, expires: 2026-03-31}}}
- mark_ready: {retainers: [Owed, Earned]}
- create_proformas: {through: 2026-01-31}
- confirm: all
- post_invoices: all
"""


def test_only_a_liability_is_released_and_every_fault_leaves_everything(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    ids = list(Retainer.objects.values_list("pk", flat=True))

    def expire(on: date) -> None:
        expire_retainers(acting(books.company_id, by=books.person_id, on=on), retainer_ids=ids)

    before = snapshot()
    with pytest.raises(DayOutsideYears), transaction.atomic():
        expire(date(2036, 1, 1))
    savepoint = transaction.savepoint()
    PostingRule.objects.filter(posting_type="invoiced_revenue").delete()
    with pytest.raises(AccountMissing) as caught, transaction.atomic():
        expire(date(2026, 4, 1))
    assert caught.value.subject_ids == (Retainer.objects.get(name="Owed").pk,)
    transaction.savepoint_rollback(savepoint)
    assert snapshot() == before

    books.do("- expire_retainers: {retainers: [Owed, Earned], on: 2026-04-01}")
    books.show(
        "new ledger entries",
        """
        posting type            | account | accounting | kind
        wip_invoiced_on_account | 2200    |     100.00 | retainer_expiry
        invoiced_revenue        | 4000    |    -100.00 | retainer_expiry
        """,
    )
    expired = RetainerExpiry.objects.order_by("transaction_amount")
    assert [(one.accounting_amount, one.voucher_id is None) for one in expired] == [(50, True), (100, False)]
