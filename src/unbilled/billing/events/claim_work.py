"""Claim work: what is ready to invoice becomes details of drafts that are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Claiming:
    """A draft that takes work of its contract and customer, behind the line ``last_line_no``."""

    proforma_id: int
    contract_id: int
    customer_id: int
    last_line_no: int = 0


@dataclass(frozen=True)
class Claimed:
    """What a draft got; the amount of chargeable details, contract currency, before tax."""

    detail_count: int
    transaction_amount: Decimal


@event("billing.claim_work")
def claim_work(
    act: Act,
    *,
    drafts: Sequence[Claiming],
    through: date | None,
    actual_ids: Sequence[int],
    milestone_ids: Sequence[int],
    retainer_ids: Sequence[int] = (),
) -> dict[int, Claimed]:
    """Put what is ready and meant on drafts, numbered by contract line, date and identity.

    Args:
        act: Who, for which company, on which day.
        drafts: Draft proformas, whose contracts are locked.
        through: Last day of work, milestones and retainers to take; None takes only what is named.
        actual_ids: These unbilled sales, whatever their days.
        milestone_ids: These milestones, whatever their days.
        retainer_ids: These retainers, whatever their days.

    Returns:
        By proforma what it got; nothing for one that got nothing.

    Source:
        docs/rules/billing.md#creating-proformas; docs/rules/billing.md#adding-to-a-draft.
    """
    rows = SQL.rows(
        act,
        proforma_ids=[one.proforma_id for one in drafts],
        contract_ids=[one.contract_id for one in drafts],
        customer_ids=[one.customer_id for one in drafts],
        last_line_nos=[one.last_line_no for one in drafts],
        through=through,
        actual_ids=list(actual_ids),
        milestone_ids=list(milestone_ids),
        retainer_ids=list(retainer_ids),
    )
    return {row["proforma_id"]: Claimed(row["detail_count"], row["transaction_amount"]) for row in rows}
