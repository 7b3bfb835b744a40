"""Proformas that wait to be confirmed."""

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def draft_proformas(*, company_id: int, selection: Selection) -> list[Selected]:
    """The drafts that a filter takes, each with how many details it has.

    Args:
        company_id: Company that bills.
        selection: By contract and customer, by project of a detail, and by the day they were created.
    """
    rows = SQL.rows(company_id=company_id, **selection.params())
    return [Selected(row["contract_id"], row["proforma_id"], row["detail_count"]) for row in rows]
