"""Add a discount: lines of a draft, or all of it, are charged less, or more, and say why."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.billing.events.spread_discounts import spread_discounts
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.billing.rules import DetailUnknown
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import rounded
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINES = statement(__file__, "lines")


class DiscountUnclear(Refusal):
    """A discount or surcharge is a part of what is charged, or an amount."""

    sentence = "Proforma {proforma} cannot be discounted or surcharged so: {found}."
    remedy = (
        "Give a percentage above zero, of at most 100 (a surcharge: 1000), or an amount above zero with no more "
        "decimals than the currency has; not both."
    )


class DiscountWithoutText(Refusal):
    """Whoever reads the invoice sees what is taken off, or charged on top, and why."""

    sentence = "The discount or surcharge does not say what it is for."
    remedy = "Give it a text as the invoice should print it."


class CorrectionTakesNoDiscount(Refusal):
    """What remains billed on a correction keeps its part of the discounts of its invoice."""

    sentence = "Proforma {proforma} corrects {corrects}, and takes no discounts or surcharges of its own."
    remedy = "Lower the price of what remains billed; or let nothing remain, and bill the work anew with a discount."


class NotDiscountable(Refusal):
    """What is paid in advance is not charged, but deducted."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} "
        "{line_nos:is of a retainer|are of retainers}, or time that prepaid hours pay for."
    )
    remedy = "Choose other lines."


@event("billing.add_discount")
def add_discount(
    act: Act,
    *,
    proforma_id: int,
    text: str,
    percent: Decimal | None = None,
    amount: Decimal | None = None,
    line_nos: Sequence[int] | None = None,
    is_surcharge: bool = False,
) -> Decimal:
    """Discount or surcharge lines of a draft proforma, or the whole of it; all or nothing.

    It follows what is charged: where lines are edited, come or go, what they bear of it is worked out anew.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft`` that is no correction.
        text: What it is for; printed.
        percent: Part of what is charged before tax.
        amount: The same as an amount, contract currency: of each line, or of the document.
        line_nos: The lines; None: the document, divided over all that it charges.
        is_surcharge: It is charged on top.

    Returns:
        By how much more is charged before tax, contract currency; below zero for a discount.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        CorrectionTakesNoDiscount: It is a correction.
        DiscountWithoutText: The text is empty.
        DiscountUnclear: Neither or both of percentage and amount are given, or one that cannot be.
        DetailUnknown: The proforma has no such line.
        NotDiscountable: A line is that of a retainer, or prepaid hours pay for it.
        DiscountTooLarge: More would be taken off than is charged.

    Source:
        docs/rules/billing.md#discounts-and-surcharges.
    """
    draft = lock_draft(act, proforma_id)
    if draft.corrects:
        raise CorrectionTakesNoDiscount(proforma=draft.number, corrects=draft.corrects)
    if not text.strip():
        raise DiscountWithoutText()
    known = LINES.row(act, proforma_id=proforma_id, line_nos=None if line_nos is None else list(line_nos))
    unclear = _unclear(percent, amount, known["digits"], is_surcharge)
    if unclear:
        raise DiscountUnclear(proforma=draft.number, found=unclear)
    unknown = sorted(set(line_nos or ()) - set(known["line_nos"]))
    if unknown:
        raise DetailUnknown(line_nos=unknown, proforma=draft.number)
    if known["deducted"]:
        raise NotDiscountable(line_nos=known["deducted"], proforma=draft.number)
    if line_nos is not None and not line_nos:
        raise DetailUnknown(line_nos=[], proforma=draft.number)
    SQL.execute(
        act,
        proforma_id=proforma_id,
        text=text.strip(),
        percent=percent,
        amount=amount,
        line_nos=None if line_nos is None else list(line_nos),
        is_surcharge=is_surcharge,
    )
    spread_discounts(act, proforma_ids=[proforma_id])
    now = LINES.row(act, proforma_id=proforma_id, line_nos=None)
    return Decimal(now["borne_amount"] - known["borne_amount"])


def _unclear(percent: Decimal | None, amount: Decimal | None, digits: int, is_surcharge: bool) -> str:
    """What is wrong with a percentage or an amount; empty: nothing."""
    if percent is None and amount is None:
        return "neither a percentage nor an amount"
    if percent is not None and amount is not None:
        return "a percentage and an amount"
    if percent is not None:
        most = 1000 if is_surcharge else 100
        return "" if 0 < percent <= most else f"{percent.normalize():f} percent"
    assert amount is not None
    return "" if amount > 0 and amount == rounded(amount, digits) else f"an amount of {amount.normalize():f}"
