"""Edit details: the manager decides how much of the work a draft proforma bills."""

from collections.abc import Mapping
from decimal import Decimal

from unbilled.billing.reads.differences import differences
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.billing.rules import DetailUnknown
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import AmountTooLarge
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.work.rules import QuantityNegative

SQL = statement(__file__)
REFUSED = statement(__file__, "refused")
TOO_LARGE = statement(__file__, "too_large")
CHANGED = statement(__file__, "changed")


class MilestoneNotDivisible(Refusal):
    """A milestone is billed whole and credited whole."""

    sentence = "Lines {line_nos} of proforma {proforma} are milestones, which are not billed in part."
    remedy = "Leave the quantity at 1; on a correction 0 credits the milestone and 1 leaves it billed."


class DifferenceUnexplained(Refusal):
    """What is given away, or billed beyond what was worked, has a reason that somebody can read later."""

    sentence = "Without a reason so far: {found}."
    remedy = "Give the reason; or take the line off the draft, and its work waits to be billed another time."


class DetailChanged(Refusal):
    """Nobody writes over what somebody else has written meanwhile without having seen it."""

    sentence = "Proforma {proforma} was changed meanwhile: {found}."
    remedy = "Look at the lines as they are now, and edit them again where yours is to stand."


class TaxNotCorrected(Refusal):
    """Tax groups of work that is billed for the first time are the accountant's."""

    sentence = "Proforma {proforma} is no correction; its tax groups are those of its work."
    remedy = "Set the tax groups on the journal lines, or on the proposal once the proforma is confirmed."


@event("billing.edit_details")
def edit_details(
    act: Act,
    *,
    proforma_id: int,
    quantities: Mapping[int, Decimal],
    reason: str = "",
    tax_group_id: int | None = None,
    item_tax_group_id: int | None = None,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Change quantities on a draft proforma; all or nothing.

    The amount follows: quantity times unit price, rounded to the currency; the source's own amount when
    the quantity is the source's. On a correction the quantity is what remains billed.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft``.
        quantities: Line number to quantity, in the unit of the detail, with up to six decimals.
        reason: Why less or more is billed than there was; needed where that changes what is charged, and not on a
            correction, which has a reason of its own.
        tax_group_id: On a correction, the sales tax group of what remains billed of these lines.
        item_tax_group_id: On a correction, their item sales tax group.
        seen: Line number to the act that had written the line when it was looked at; nothing is held against the
            others.

    Returns:
        How many details were edited.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        QuantityNegative: A quantity is below zero.
        DetailChanged: Another act has written a line since it was looked at.
        DetailUnknown: The proforma has no such line.
        MilestoneNotDivisible: A milestone would be billed in part.
        DifferenceUnexplained: Less or more would be charged than there was, and nobody says why.
        TaxNotCorrected: A tax group is given for what is no correction.
        AmountTooLarge: A quantity, or what it is worth, has more digits than the books hold.

    Source:
        docs/rules/billing.md#editing; docs/rules/billing.md#differences.
    """
    draft = lock_draft(act, proforma_id)
    number = draft.number
    _refuse_changed(act, proforma_id, number, seen or {})
    _refuse_negative(number, quantities)
    if (tax_group_id or item_tax_group_id) and not draft.corrects:
        raise TaxNotCorrected(proforma=number)
    large = TOO_LARGE.values(
        act,
        proforma_id=proforma_id,
        line_nos=list(quantities),
        quantities=list(quantities.values()),
    )
    if large:
        raise AmountTooLarge(
            found=[f"{quantities[one].normalize():f} in line {one} of proforma {number}" for one in large]
        )
    edited = SQL.values(
        act,
        proforma_id=proforma_id,
        line_nos=list(quantities),
        quantities=list(quantities.values()),
        reason=reason.strip(),
        tax_group_id=tax_group_id,
        item_tax_group_id=item_tax_group_id,
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


def _refuse_changed(act: Act, proforma_id: int, number: str, seen: Mapping[int, int]) -> None:
    if not seen:
        return
    changed = CHANGED.rows(act, proforma_id=proforma_id, line_nos=list(seen), act_ids=list(seen.values()))
    if changed:
        raise DetailChanged(
            proforma=number,
            found=[
                f"line {row['line_no']} to {row['quantity'].normalize():f} by {row['person']}"
                for row in changed
            ],
        )


def _refuse_negative(number: str, quantities: Mapping[int, Decimal]) -> None:
    negative = sorted(line_no for line_no, quantity in quantities.items() if quantity < 0)
    if negative:
        raise QuantityNegative(
            found=[
                f"{quantities[line_no].normalize():f} in line {line_no} of proforma {number}"
                for line_no in negative
            ]
        )
