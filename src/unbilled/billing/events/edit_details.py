"""Edit details: the manager decides how much of the work a draft proforma bills, at which price, and whether at all."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from unbilled.actuals.rules import WriteOffReasonUnknown
from unbilled.billing.events.plan_products import plan_products
from unbilled.billing.events.spread_discounts import spread_discounts
from unbilled.billing.reads.differences import Difference, differences
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.billing.rules import DetailUnknown
from unbilled.foundation import figures
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import AmountTooLarge, refuse_too_fine
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import WriteOffReason
from unbilled.work.rules import BILLING_TYPES, BillingTypeUnknown, QuantityNegative

SQL = statement(__file__)
REFUSED = statement(__file__, "refused")
TOO_LARGE = statement(__file__, "too_large")
CHANGED = statement(__file__, "changed")
PRODUCTS = statement(__file__, "products")


class MilestoneNotDivisible(Refusal):
    """A milestone is one piece; what of it remains billed is said by its price."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} "
        "{line_nos:is a milestone, which is|are milestones, which are} not billed in part."
    )
    remedy = (
        "Leave the quantity at 1; on a correction 0 credits the milestone, 1 leaves it billed, and 1 at a lower price "
        "credits a part."
    )


class MilestoneAsAgreed(Refusal):
    """What a milestone costs is agreed with the customer, not decided on a draft."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} "
        "{line_nos:is a milestone, which is|are milestones, which are} charged as agreed."
    )
    remedy = (
        "Take the milestone off the draft, and change its amount or remove it; on a correction give what remains "
        "billed of it, less than was, in whole units of the currency."
    )


class ProductAsAgreed(Refusal):
    """What a unit of a product costs is agreed with the customer; how much of it is billed is not more than that."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} "
        "{line_nos:is a product, which is|are products, which are} charged as agreed."
    )
    remedy = (
        "Give another quantity above zero, or take the line off the draft; the price is changed on the "
        "contract line. On a correction give what remains billed: no more of it, at no higher price, than was."
    )


class RetainerAsAgreed(Refusal):
    """How much of a retainer is asked for, deducted or given back is not decided by editing a line."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} "
        "{line_nos:is a retainer, which is|are retainers, which are} not edited so."
    )
    remedy = (
        "Apply another amount of the retainer, or take the line off; on a correction 0 takes it back, 1 leaves it, and "
        "1 at a lower price, in whole units of the currency, takes back a part. Prepaid hours keep their price; of "
        "those that were invoiced less may remain, those that were drawn are taken back whole."
    )


class PrepaidAsAgreed(Refusal):
    """What prepaid hours pay for is charged at their price."""

    sentence = (
        "Prepaid hours pay for {line_nos:line|lines} {line_nos} of proforma {proforma}, which "
        "{line_nos:is|are} not edited."
    )
    remedy = "Take the prepaid hours off the draft, edit the lines, and apply the hours again."


class PriceNegative(Refusal):
    """A price is asked, not given."""

    sentence = "Prices would be negative: {found}."
    remedy = "Give prices of zero or more; what is owed to the customer is credited on a correction."


class BillingTypeCorrected(Refusal):
    """A correction says how much remains billed; whether work is charged is decided when it is billed."""

    sentence = (
        "Proforma {proforma} is a correction; the billing types of its lines are those they were billed with."
    )
    remedy = "Let 0 of the line remain billed, and bill its work on a draft of its own."


class DifferenceUnexplained(Refusal):
    """What is given away, or billed beyond what was worked, has a reason that somebody can read later."""

    sentence = "Without a reason so far: {found}."
    remedy = "Give the reason; or take the line off the draft, and its work waits to be billed another time."


class DetailChanged(Refusal):
    """Nobody writes over what somebody else has written meanwhile without having seen it."""

    sentence = "Proforma {proforma} was changed meanwhile: {found}."
    remedy = "Look at the lines as they are now, and edit them again where yours is to stand."


class NotWrittenOff(Refusal):
    """What is written off is charged less than there was."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} {line_nos:charges|charge} no less than "
        "there was."
    )
    remedy = "Give the reason to write off for lines that charge less; a correction has a reason of its own."


class TaxNotCorrected(Refusal):
    """Tax groups of work that is billed for the first time are the accountant's."""

    sentence = "Proforma {proforma} is no correction; its tax groups are those of its work."
    remedy = "Set the tax groups on the journal lines, or on the proposal once the proforma is confirmed."


@event("billing.edit_details")
def edit_details(
    act: Act,
    *,
    proforma_id: int,
    quantities: Mapping[int, Decimal] | None = None,
    prices: Mapping[int, Decimal] | None = None,
    billing_types: Mapping[int, str] | None = None,
    reason: str = "",
    write_off_reason_id: int | None = None,
    tax_group_id: int | None = None,
    item_tax_group_id: int | None = None,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Change quantities, prices and billing types on a draft proforma; all or nothing.

    The amount follows: quantity times unit price, rounded to the currency; the source's own amount when
    quantity and price are the source's. On a correction quantity and price are those that remain billed.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft``.
        quantities: Line number to quantity, in the unit of the detail, with up to six decimals.
        prices: Line number to price per unit, transaction currency, with up to six decimals.
        billing_types: Line number to ``chargeable``, ``non_chargeable`` or ``complimentary``.
        reason: Why less or more is charged than there was; needed where that is so, and not on a correction, which
            has a reason of its own.
        write_off_reason_id: What is charged less is written off for this reason.
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
        RetainerAsAgreed: A line invoices, applies or refunds a retainer; or a correction would leave more of it than
            was billed, or a part of what is taken back whole.
        PrepaidAsAgreed: Prepaid hours pay for a line.
        MilestoneNotDivisible: A milestone would be billed in part.
        MilestoneAsAgreed: A milestone would get another price or billing type.
        ProductAsAgreed: A product would get another price or billing type, or nothing of it would be billed; or a
            correction would bill more of it.
        ProductBeyondContract: More of a product would be billed than waits of it.
        PriceNegative: A price is below zero.
        BillingTypeUnknown: There is no such billing type.
        BillingTypeCorrected: A billing type is given for what is a correction.
        DifferenceUnexplained: Less or more would be charged than there was, and nobody says why.
        NotWrittenOff: A reason to write off is given, and a line charges no less than there was, or is of a correction.
        WriteOffReasonUnknown: The company has no such reason.
        TaxNotCorrected: A tax group is given for what is no correction.
        DiscountTooLarge: Discounts would take off more than is charged.
        AmountTooLarge: A quantity or price, or what it is worth, has more digits than the books hold.
        FigureTooFine: A quantity or price has more than six decimals.

    Source:
        docs/rules/billing.md#editing; docs/rules/billing.md#differences.
    """
    quantities, prices, billing_types = quantities or {}, prices or {}, billing_types or {}
    lines = sorted({*quantities, *prices, *billing_types})
    draft = lock_draft(act, proforma_id)
    number = draft.number
    _refuse_changed(act, proforma_id, number, seen or {})
    _refuse_unfit(number, quantities, prices)
    unknown = sorted(set(billing_types.values()) - set(BILLING_TYPES))
    if unknown:
        raise BillingTypeUnknown(billing_types=unknown)
    if billing_types and draft.corrects:
        raise BillingTypeCorrected(proforma=number)
    if (tax_group_id or item_tax_group_id) and not draft.corrects:
        raise TaxNotCorrected(proforma=number)
    given: dict[str, Any] = {
        "proforma_id": proforma_id,
        "line_nos": lines,
        "quantities": [quantities.get(one) for one in lines],
        "prices": [prices.get(one) for one in lines],
        "billing_types": [billing_types.get(one) for one in lines],
    }
    large = TOO_LARGE.kept_for_one(lines).values(act, **given)
    if large:
        raise AmountTooLarge(
            found=[f"{_told(one, quantities, prices)} of proforma {number}" for one in large]
        )
    edited = SQL.kept_for_one(lines).values(
        act,
        **given,
        reason=reason.strip(),
        write_off_reason_id=write_off_reason_id,
        tax_group_id=tax_group_id,
        item_tax_group_id=item_tax_group_id,
    )
    _refuse_unedited(act, proforma_id, number, sorted(set(lines) - set(edited)), {*prices, *billing_types})
    sold = PRODUCTS.kept_for_one(edited).values(act, proforma_id=proforma_id, line_nos=edited)
    if sold:
        # What the draft does not bill waits, and what it bills more is taken from there.
        plan_products(act, contract_line_ids=sold, only_waiting=True)
    if write_off_reason_id or not reason.strip():
        changed = differences(company_id=act.company_id, proforma_id=proforma_id, line_nos=lines)
        if write_off_reason_id:
            _refuse_more(act, number, set(lines), changed, write_off_reason_id)
        elif changed:
            raise DifferenceUnexplained(found="; ".join(one.sentence for one in changed))
    spread_discounts(act, proforma_ids=[proforma_id])
    return len(edited)


def _refuse_unedited(
    act: Act, proforma_id: int, number: str, refused: Sequence[int], of_other_terms: set[int]
) -> None:
    """Say why lines were not edited, where some were not."""
    if not refused:
        return
    known = REFUSED.rows(act, proforma_id=proforma_id, line_nos=list(refused))
    unknown_lines = sorted(set(refused) - {row["line_no"] for row in known})
    if unknown_lines:
        raise DetailUnknown(line_nos=unknown_lines, proforma=number)
    for word, refusal in (
        ("is_retainer", RetainerAsAgreed),
        ("is_drawn", PrepaidAsAgreed),
        ("is_product", ProductAsAgreed),
    ):
        found = [row["line_no"] for row in known if row[word]]
        if found:
            raise refusal(line_nos=found, proforma=number)
    if set(refused) & of_other_terms:
        raise MilestoneAsAgreed(line_nos=refused, proforma=number)
    raise MilestoneNotDivisible(line_nos=refused, proforma=number)


def _refuse_more(
    act: Act, number: str, lines: set[int], changed: Sequence[Difference], write_off_reason_id: int
) -> None:
    """Refuse to write off what is charged as it was, or more, or for a reason that the company does not have."""
    if not WriteOffReason.objects.filter(pk=write_off_reason_id, company_id=act.company_id).exists():
        raise WriteOffReasonUnknown(write_off_reason_ids=[write_off_reason_id])
    kept = sorted(lines - {one.line_no for one in changed if one.difference < 0})
    if kept:
        raise NotWrittenOff(line_nos=kept, proforma=number)


def _told(line_no: int, quantities: Mapping[int, Decimal], prices: Mapping[int, Decimal]) -> str:
    """What was asked for a line, in a refusal."""
    asked = [f"{given[line_no].normalize():f}" for given in (quantities, prices) if line_no in given]
    return f"{' at '.join(asked)} in line {line_no}"


def _refuse_changed(act: Act, proforma_id: int, number: str, seen: Mapping[int, int]) -> None:
    if not seen:
        return
    changed = CHANGED.kept_for_one(seen).rows(
        act, proforma_id=proforma_id, line_nos=list(seen), act_ids=list(seen.values())
    )
    if changed:
        raise DetailChanged(
            proforma=number,
            found=[
                f"line {row['line_no']} to {figures.quantity(row['quantity'])} "
                f"at {figures.quantity(row['unit_price'])}, {figures.words(row['billing_type'])}, by {row['person']}"
                for row in changed
            ],
        )


def _refuse_unfit(number: str, quantities: Mapping[int, Decimal], prices: Mapping[int, Decimal]) -> None:
    for refusal, given in ((QuantityNegative, quantities), (PriceNegative, prices)):
        negative = sorted(line_no for line_no, value in given.items() if value < 0)
        if negative:
            found = [f"{given[one].normalize():f} in line {one} of proforma {number}" for one in negative]
            raise refusal(found=found)
    refuse_too_fine(
        (value, f"in line {line_no} of proforma {number}")
        for given in (quantities, prices)
        for line_no, value in given.items()
    )
