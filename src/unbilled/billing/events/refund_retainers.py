"""Refund retainers: what was paid in advance and not used is given back by a credit note."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.create_proformas import number_proformas
from unbilled.billing.reads.available_retainers import refuse_unavailable
from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.rules import CreatedProforma
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
OPEN = statement(__file__, "open")


@event("billing.refund_retainers")
def refund_retainers(
    act: Act, *, retainer_ids: Sequence[int], amounts: Mapping[int, Decimal] | None = None, reason: str = ""
) -> list[CreatedProforma]:
    """Draft refunds of retainers, one proforma per contract and customer; all or nothing.

    Confirmed and posted, each becomes a credit note. Discarding the draft takes the refund back.

    Args:
        act: Who, for which company, on which day.
        retainer_ids: Retainers that are invoiced.
        amounts: Of some of these, how much is given back, contract currency, before tax, or hours of prepaid ones;
            of the others all that is available.
        reason: Why; printed on the credit note.

    Returns:
        One draft per contract and customer, in that order; its amount is negative.

    Raises:
        ContractClosed: A retainer is of a closed contract.
        RetainerNotAvailable: So much of a retainer is not available.

    Source:
        docs/rules/retainers.md#refunding.
    """
    ids = sorted(set(retainer_ids))
    lock_work(act, actual_ids=(), milestone_ids=(), retainer_ids=ids)
    rows = OPEN.rows(act, retainer_ids=ids)
    closed = {row["contract_id"]: row["contract"] for row in rows if row["is_closed"]}
    if closed:
        raise ContractClosed(contract_ids=list(closed), records=list(closed.values()))
    given = amounts or {}
    # What is not among the retainers asked for is neither locked nor known to be the person's own.
    wanted = {row["retainer_id"]: given.get(row["retainer_id"], row["available_amount"]) for row in rows}
    refuse_unavailable(act, amounts=wanted)
    created = SQL.rows(act, retainer_ids=list(wanted), amounts=list(wanted.values()), reason=reason.strip())
    return number_proformas(act, created=created)
