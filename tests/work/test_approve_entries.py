"""Approving entries: the decision, with the quantity and type to be billed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from acting import acting
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.work.events.approve_entries import approve_entries
from unbilled.work.rules import BillingTypeUnknown, EntryNotSubmitted, QuantityNegative


def approve(books: Books, names: Sequence[str], **decisions: Any) -> int:
    return approve_entries(
        acting(books.company_id, on=date(2026, 3, 4), by=books.person_id),
        entry_ids=[books.id("entries", name) for name in names],
        **decisions,
    )


def test_an_approval_keeps_quantities_types_and_who_decided(entered: Books) -> None:
    entered.do("- submit: [T1, T2]")

    with transaction.atomic():
        count = approve(
            entered,
            ["T1", "T2"],
            billable={entered.id("entries", "T1"): Decimal(6)},
            billing_types={entered.id("entries", "T2"): "complimentary"},
        )
        assert count == 2
        entered.show(
            "entries",
            """
            entry | quantity | billable | billing type  | status
            T1    |     7.50 |     6.00 |               | approved
            T2    |     4.00 |          | complimentary | approved
            """,
        )
        entered.show(
            "approvals",
            """
            decision | date       | by         | entries
            approved | 2026-03-04 | accountant | 2
            """,
        )
        # Approval alone leaves the work unrecorded.
        transaction.set_rollback(True)


@pytest.mark.parametrize("names", [["T1", "T2"], ["T2"]])
def test_a_draft_is_refused(entered: Books, names: list[str]) -> None:
    entered.do("- submit: [T1]")
    before = snapshot()

    with pytest.raises(EntryNotSubmitted) as refused:
        approve(entered, names)

    assert refused.value.subject_ids == (entered.id("entries", "T2"),)
    assert snapshot() == before


def test_a_negative_billable_quantity_is_refused(entered: Books) -> None:
    entered.do("- submit: [T1]")
    before = snapshot()

    with pytest.raises(QuantityNegative, match=r"-0\.25 billable of T1"):
        approve(entered, ["T1"], billable={entered.id("entries", "T1"): Decimal("-0.25")})

    assert snapshot() == before


def test_a_type_no_approver_may_choose_is_refused(entered: Books) -> None:
    entered.do("- submit: [T1]")
    before = snapshot()

    with pytest.raises(BillingTypeUnknown, match="not_available"):
        approve(entered, ["T1"], billing_types={entered.id("entries", "T1"): "not_available"})

    assert snapshot() == before


def test_a_decision_on_an_entry_that_is_not_approved_is_refused(entered: Books) -> None:
    """A billable quantity for an entry outside the set would silently do nothing."""
    entered.do("- submit: [T1, T2]")
    before = snapshot()

    with pytest.raises(EntryNotSubmitted):
        approve(entered, ["T1"], billable={entered.id("entries", "T2"): Decimal(1)})

    assert snapshot() == before
