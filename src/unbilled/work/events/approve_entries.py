"""Approve entries: pencil becomes ink, with the quantity and type that will be billed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.rules import BILLING_TYPES, BillingTypeUnknown, EntryNotSubmitted, QuantityNegative

SQL = statement(__file__)
OWN = statement(__file__, "own")


class OwnWork(Refusal):
    """The company has work approved by somebody else than who did it."""

    sentence = "This is your own work, which somebody else approves here: {records}."
    remedy = (
        "Ask another project manager or billing lead. Whether people approve their own work is a parameter of "
        "the company, which an administrator changes."
    )
    subject = "entry_ids"


@event("work.approve_entries")
def approve_entries(
    act: Act,
    *,
    entry_ids: Sequence[int],
    billable: Mapping[int, Decimal] | None = None,
    billing_types: Mapping[int, str] | None = None,
) -> int:
    """Approve submitted entries; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``submitted``.
        billable: Quantity to bill, in the entry's unit, where it differs from what was submitted.
        billing_types: Billing type where the approver decides it: ``chargeable``, ``non_chargeable`` or
            ``complimentary``.

    Returns:
        How many were approved.

    Raises:
        EntryNotSubmitted: One is not submitted, or does not exist.
        QuantityNegative: A billable quantity is below zero.
        BillingTypeUnknown: A billing type is none an approver may choose.
        OwnWork: One is work of whoever approves, and the company has another do it.

    Source:
        docs/rules/work.md#approving; docs/rules/acts.md#separation-of-duties.
    """
    billable, billing_types = billable or {}, billing_types or {}
    negative = sorted(entry_id for entry_id, quantity in billable.items() if quantity < 0)
    if negative:
        found = [
            f"{billable[one]} billable of {name}"
            for one, name in zip(negative, entry_names(act)(negative), strict=True)
        ]
        raise QuantityNegative(entry_ids=negative, found=found)
    unknown = sorted(set(billing_types.values()) - set(BILLING_TYPES))
    if unknown:
        raise BillingTypeUnknown(billing_types=unknown)
    own = OWN.values(act, person_id=act.person_id, entry_ids=list(entry_ids))
    if own:
        raise OwnWork(entry_ids=own, records=entry_names(act)(own))
    approved = SQL.values(
        act,
        entry_ids=list(entry_ids),
        changed_ids=list(billable),
        billable_quantities=list(billable.values()),
        retyped_ids=list(billing_types),
        billing_types=list(billing_types.values()),
    )
    asked = {*entry_ids, *billable, *billing_types}
    refuse_rest(EntryNotSubmitted, asked, approved, entry_names(act, states=True))
    return len(approved)
