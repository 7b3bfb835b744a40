"""Remove discounts: what a draft takes off, or charges on top, is charged as it was."""

from collections.abc import Sequence

from unbilled.billing.events.spread_discounts import spread_discounts
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class DiscountUnknown(Refusal):
    """Only what a draft has is removed."""

    sentence = "Proforma {proforma} has no discount or surcharge {found}."
    remedy = "Name it by its text, as the proforma shows it."


@event("billing.remove_discounts")
def remove_discounts(act: Act, *, proforma_id: int, texts: Sequence[str]) -> int:
    """Remove discounts and surcharges from a draft proforma; all or nothing.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft``.
        texts: What they are for; of several with one text all go.

    Returns:
        How many were removed.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        DiscountUnknown: It has none with such a text.
        DiscountTooLarge: What is left takes off more than is charged, a surcharge being no more.

    Source:
        docs/rules/billing.md#discounts-and-surcharges.
    """
    number = lock_draft(act, proforma_id).number
    removed = SQL.values(act, proforma_id=proforma_id, texts=[one.strip() for one in texts])
    unknown = [one for one in texts if one.strip() not in removed]
    if unknown or not removed:
        raise DiscountUnknown(proforma=number, found=unknown)
    spread_discounts(act, proforma_ids=[proforma_id])
    return len(removed)
