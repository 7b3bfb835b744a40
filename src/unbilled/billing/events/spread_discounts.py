"""Spread discounts: what lines of drafts bear of discounts and surcharges follows what they charge."""

from collections.abc import Sequence

from unbilled.billing.rules import DiscountTooLarge
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.spread_discounts")
def spread_discounts(act: Act, *, proforma_ids: Sequence[int]) -> None:
    """Work out what lines of drafts bear, within the event that changes what they charge.

    A discount of lines is of each of them; one of the document is divided over all that it charges, in the order of its
    lines, and of its percentages each is of the same sum. What remains billed on a correction keeps its part.
    Retainers, and time that prepaid hours pay for, bear nothing. One that no line bears any more is no more.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Draft proformas, whose contracts are locked.

    Raises:
        DiscountTooLarge: More would be taken off than is charged.

    Source:
        docs/rules/billing.md#discounts-and-surcharges.
    """
    found = SQL.kept_for_one(proforma_ids).values(act, proforma_ids=list(proforma_ids))
    if found:
        raise DiscountTooLarge(proforma_ids=list(proforma_ids), found=found)
