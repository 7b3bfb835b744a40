"""Proposals that are posted by the run of the invoice schedules."""

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def scheduled_proposals(*, company_id: int, selection: Selection) -> list[Selected]:
    """Proposals of what the run of the schedules has confirmed itself, where the company has them posted.

    Args:
        company_id: Company that invoices.
        selection: Of which contracts.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    rows = SQL.rows(company_id=company_id, **selection.params())
    return [Selected(row["contract_id"], row["proposal_id"], row["detail_count"]) for row in rows]
