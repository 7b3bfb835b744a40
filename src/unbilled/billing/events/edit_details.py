"""Edit details: the manager decides how much of the work a draft proforma bills."""

from collections.abc import Mapping
from decimal import Decimal

from unbilled.billing.reads.differences import differences
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.billing.rules import DetailUnknown
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.work.rules import QuantityNegative

SQL = statement(__file__)
REFUSED = statement(__file__, "refused")


class MilestoneNotDivisible(Refusal):
    """A milestone is billed whole and credited whole."""

    sentence = "Lines {line_nos} of proforma {proforma} are milestones, which are not billed in part."
    remedy = "Leave the quantity at 1; on a correction 0 credits the milestone and 1 leaves it billed."


class DifferenceUnexplained(Refusal):
    """What is given away, or billed beyond what was worked, has a reason that somebody can read later."""

    sentence = "Without a reason so far: {found}."
    remedy = "Give the reason; or take the line off the draft, and its work waits to be billed another time."


@event("billing.edit_details")
def edit_details(act: Act, *, proforma_id: int, quantities: Mapping[int, Decimal], reason: str = "") -> int:
    """Change quantities on a draft proforma; all or nothing.

    The amount follows: quantity times unit price, rounded to the currency; the source's own amount when
    the quantity is the source's. On a correction the quantity is what remains billed.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft``.
        quantities: Line number to quantity, in the unit of the detail, with up to six decimals.
        reason: Why less or more is billed than there was; needed where that changes what is charged, and not on a
            correction, which has a reason of its own.

    Returns:
        How many details were edited.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        QuantityNegative: A quantity is below zero.
        DetailUnknown: The proforma has no such line.
        MilestoneNotDivisible: A milestone would be billed in part.
        DifferenceUnexplained: Less or more would be charged than there was, and nobody says why.

    Source:
        docs/rules/billing.md#editing; docs/rules/billing.md#differences.
    """
    number = lock_draft(act, proforma_id).number
    negative = sorted(line_no for line_no, quantity in quantities.items() if quantity < 0)
    if negative:
        raise QuantityNegative(
            found=[
                f"{quantities[line_no].normalize():f} in line {line_no} of proforma {number}"
                for line_no in negative
            ]
        )
    edited = SQL.values(
        act,
        proforma_id=proforma_id,
        line_nos=list(quantities),
        quantities=list(quantities.values()),
        reason=reason.strip(),
    )
    refused = sorted(set(quantities) - set(edited))
    if refused:
        milestones = REFUSED.values(act, proforma_id=proforma_id, line_nos=refused)
        unknown = sorted(set(refused) - set(milestones))
        if unknown:
            raise DetailUnknown(line_nos=unknown, proforma=number)
        raise MilestoneNotDivisible(line_nos=refused, proforma=number)
    if not reason.strip():
        changed = differences(company_id=act.company_id, proforma_id=proforma_id, quantities=quantities)
        if changed:
            raise DifferenceUnexplained(found="; ".join(one.sentence for one in changed))
    return len(edited)
