"""Deduct retainers: what is available of them becomes lines of drafts, below zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    """Deduct retainers from drafts, within the event that makes, adds to or applies to them.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Draft proformas, whose contracts are locked.
        amounts: Retainer to how much of it each of the drafts deducts; None: what is available, oldest first, up to
            what they charge.
        after_line_nos: Of each draft, the line behind which it charges what is deducted from; None: all of it.
        is_automatic: Only drafts of contracts that say so, and on top of what a draft deducts already.

    Returns:
        Each deduction that was written, by proforma and line.

    Source:
        docs/rules/retainers.md#applying; docs/rules/retainers.md#applying-by-itself.
    """
    if not proforma_ids:
        return []
    rows = SQL.rows(
        act,
        proforma_ids=list(proforma_ids),
        after_line_nos=list(after_line_nos or [0] * len(proforma_ids)),
        is_automatic=is_automatic,
        is_chosen=amounts is not None,
        retainer_ids=list(amounts or ()),
        amounts=list((amounts or {}).values()),
    )
    return [AppliedRetainer(**row) for row in rows]
