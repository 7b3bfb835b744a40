"""Corrections of nothing but tax that correct no tax."""

from collections.abc import Sequence

from unbilled.billing.events.confirm_proformas import CorrectionUnchanged
from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def refuse_unchanged_taxes(act: Act, *, proforma_ids: Sequence[int]) -> None:
    """Refuse corrections whose proposals bill everything again at the tax it had.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Confirmed proformas; those whose proposals wait for their lines are passed over.

    Raises:
        CorrectionUnchanged: A correction changes nothing.

    Source:
        docs/rules/billing.md#corrections.
    """
    rows = SQL.rows(act, proforma_ids=list(proforma_ids))
    if rows:
        raise CorrectionUnchanged(
            proforma_ids=[row["proforma_id"] for row in rows], records=[row["number"] for row in rows]
        )
