"""Deduct retainers: what is available of them becomes lines of drafts, below zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.billing.events.draw_hours import DrawnHours, draw_hours
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class AppliedRetainer:
    """What a draft deducts of a retainer, contract currency, before tax."""

    proforma_id: int
    retainer_id: int
    line_no: int
    transaction_amount: Decimal
    transaction_currency: str


@event("billing.deduct_retainers")
def deduct_retainers(
    act: Act,
    *,
    proforma_ids: Sequence[int],
    amounts: Mapping[int, Decimal] | None = None,
    after_line_nos: Sequence[int] | None = None,
    is_automatic: bool = False,
) -> list[AppliedRetainer]:
    """Deduct retainers from drafts, within the event that makes, adds to or applies to them: hours, then money.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Draft proformas, whose contracts are locked.
        amounts: Retainer in money to how much of it each of the drafts deducts; None: what is available, oldest first,
            up to what they charge.
        after_line_nos: Of each draft, the line behind which it charges what is deducted from; None: all of it.
        is_automatic: Only drafts of contracts that say so, and on top of what a draft deducts already.

    Returns:
        Each deduction that was written, by proforma and line.

    Source:
        docs/rules/retainers.md#applying; docs/rules/retainers.md#applying-by-itself;
        docs/rules/retainers.md#prepaid-hours.
    """
    if not proforma_ids:
        return []
    drawn: list[DrawnHours] = []
    if amounts is None:
        drawn = draw_hours(
            act, proforma_ids=proforma_ids, after_line_nos=after_line_nos, is_automatic=is_automatic
        )
    rows = SQL.rows(
        act,
        proforma_ids=list(proforma_ids),
        after_line_nos=list(after_line_nos or [0] * len(proforma_ids)),
        drawn_amounts=[
            sum((one.transaction_amount for one in drawn if one.proforma_id == proforma_id), Decimal(0))
            for proforma_id in proforma_ids
        ],
        is_automatic=is_automatic,
        is_chosen=amounts is not None,
        retainer_ids=list(amounts or ()),
        amounts=list((amounts or {}).values()),
    )
    return [*map(deduction, drawn), *(AppliedRetainer(**row) for row in rows)]


def deduction(drawn: DrawnHours) -> AppliedRetainer:
    """What is deducted for hours that were drawn."""
    return AppliedRetainer(
        drawn.proforma_id,
        drawn.retainer_id,
        drawn.line_no,
        drawn.transaction_amount,
        drawn.transaction_currency,
    )
