"""Draft a change order: what is to change of a confirmed contract, tried before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from unbilled.agreements.events import draft_change_order as agreements
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.rules import ChangeOrderEmpty, ChangeOrderOfDraft
from unbilled.foundation import figures
from unbilled.foundation.acts import Act, Change, event, hearing
from unbilled.process.events.apply_change_orders import TERMS, Terms, apply_terms, kept_of
from unbilled.process.events.reevaluate_work import ReevaluatedWork


@dataclass(frozen=True)
class DraftedChangeOrder:
    """A change order, by the name people know: what the contract is worth, and would be, and what becomes another.

    ``work`` is what it would do to recorded work as that stands today.
    """

    change_order_id: int
    name: str
    value_before: Decimal
    value_after: Decimal
    work: ReevaluatedWork
    changes: list[Change] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """Each field that becomes another, before and after."""
        return [
            f"{one.record}: {figures.words(one.field)} {figures.became(one.before, one.after)}"
            for one in self.changes
        ]

    @property
    def sentence(self) -> str:
        """What it does to the value of the contract."""
        before, after = figures.decimals(self.value_before, 2), figures.decimals(self.value_after, 2)
        if before == after:
            return f"{self.name}: the contract stays at {before}."
        return f"{self.name}: the contract goes from {before} to {after}."


@event("process.draft_change_order")
def draft_change_order(
    act: Act,
    *,
    contract_id: int,
    name: str,
    effective_date: date,
    contract: Mapping[str, Any] | None = None,
    lines: Mapping[str, Mapping[str, Any]] | None = None,
    prices: Mapping[str, Mapping[str, Decimal]] | None = None,
) -> DraftedChangeOrder:
    """Draft a change order of a confirmed contract. It is tried and undone, so that what cannot be is refused now.

    Args:
        act: Who, for which company, on which day.
        contract_id: The contract.
        name: What it is about.
        effective_date: First day on which what it changes holds.
        contract: Fields of ``NewContract`` that change, and what they become.
        lines: By the name of the line, fields of ``NewLine``; a line that the contract does not have is added.
        prices: By price list, the new price of each role.

    Returns:
        The order; the value of the contract before and after in its currency, what it would do to recorded work, and
        each field that would become another.

    Raises:
        ChangeOrderEmpty: It has no name, or changes nothing.
        ChangeOrderOfDraft: The contract is not confirmed.
        SharesHoldLater: The shares of a line begin on a later day already.
        Refusal: What changing a contract, its lines or its prices refuses.

    Source:
        docs/rules/agreements.md#change-orders.
    """
    terms = Terms(contract_id, effective_date, contract or {}, lines or {}, prices or {})
    if not name.strip():
        raise ChangeOrderEmpty(reason="it has no name")
    if not (terms.contract or terms.lines or terms.prices):
        raise ChangeOrderEmpty(reason="nothing becomes another")
    lock_contracts(act)
    there = TERMS.row(act, contract_id=contract_id)
    if there["status"] != "confirmed":
        raise ChangeOrderOfDraft(contract_ids=[contract_id], records=[there["number"]])
    with transaction.atomic(), hearing() as changes:
        would = apply_terms(act, terms)
        transaction.set_rollback(True)
    change_order_id, order_no = agreements.draft_change_order(
        act,
        contract_id=contract_id,
        name=name.strip(),
        effective_date=effective_date,
        changes=kept_of(terms),
        value_after=would.value_after,
    )
    name = f"{there['number']}/{order_no}"
    values = would.value_before, would.value_after
    return DraftedChangeOrder(change_order_id, name, *values, would.work, changes)
