"""Drafts that deduct more of retainers than they charge."""

from collections.abc import Sequence

from unbilled.billing.rules import RetainersExceedCharges
from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def refuse_overapplied(act: Act, *, proforma_ids: Sequence[int]) -> None:
    """See that retainers are deducted from what is charged, and from no more.

    Raises:
        RetainersExceedCharges: A draft deducts more than it charges.

    Source:
        docs/rules/retainers.md#applying.
    """
    rows = SQL.rows(act, proforma_ids=list(proforma_ids))
    if rows:
        raise RetainersExceedCharges(
            proforma_ids=[row["proforma_id"] for row in rows],
            records=[
                f"{row['number']} ({row['applied_amount']} of {row['charged_amount']} {row['currency']})"
                for row in rows
            ],
        )
