"""How much of retainers is available, for whoever applies or refunds them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from unbilled.billing.rules import RetainerNotAvailable
from unbilled.foundation.acts import Act
from unbilled.foundation.money import rounded
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def refuse_unavailable(
    act: Act, *, amounts: Mapping[int, Decimal], proforma_ids: Sequence[int] | None = None
) -> None:
    """See that so much of retainers is available.

    Args:
        act: Who, for which company, on which day.
        amounts: Retainer to how much of it is wanted, contract currency, before tax; of prepaid hours, how many.
        proforma_ids: Drafts that each are to deduct it, in the place of what they deduct so far; None: a refund.

    Raises:
        RetainerNotAvailable: An amount is not positive, not in whole minor units, or more than is available; or the
            retainer is not of the customer and contract of a draft.

    Source:
        docs/rules/retainers.md#applying; docs/rules/retainers.md#refunding.
    """
    rows = {
        row["retainer_id"]: row
        for row in SQL.rows(
            act,
            retainer_ids=list(amounts),
            proforma_ids=list(proforma_ids or ()),
        )
    }
    times = 1 if proforma_ids is None else len(proforma_ids)
    found = [
        f"{amount.normalize():f} of {row['name']} ({row['available_amount']} {row['currency']} available)"
        for retainer_id, amount in amounts.items()
        for row in [rows[retainer_id]]
        if not 0 < amount * times <= row["available_amount"] or amount != rounded(amount, row["digits"])
    ]
    if found:
        raise RetainerNotAvailable(retainer_ids=list(amounts), found=found)
