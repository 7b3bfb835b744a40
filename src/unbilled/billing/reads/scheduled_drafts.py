"""Drafts that are confirmed by the run that made them."""

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def scheduled_drafts(*, company_id: int, selection: Selection) -> list[Selected]:
    """Drafts that invoice schedules made of contracts that confirm by themselves; not what somebody has touched.

    Args:
        company_id: Company that bills.
        selection: Of which contracts.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    rows = SQL.rows(company_id=company_id, **selection.params())
    return [Selected(row["contract_id"], row["proforma_id"], row["detail_count"]) for row in rows]
