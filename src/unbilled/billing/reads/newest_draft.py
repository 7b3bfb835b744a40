"""The draft that chosen work goes on where nobody says which."""

from collections.abc import Sequence

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class NoDraft(Refusal):
    """Work goes on a draft of its contract and customer, where there is one."""

    sentence = "There is no one draft to add this to: {found}."
    remedy = "Create proformas from it; of several contracts or customers, choose the work of one."


def newest_draft(
    *, company_id: int, actual_ids: Sequence[int] = (), milestone_ids: Sequence[int] = ()
) -> int:
    """The newest draft of the contract and customer that chosen work is of; no correction is one.

    Args:
        company_id: Company of the work.
        actual_ids: Unbilled sales.
        milestone_ids: Milestones.

    Raises:
        NoDraft: Their contract and customer have no draft, or they are of several.

    Source:
        docs/rules/billing.md#adding-to-a-draft.
    """
    rows = SQL.rows(company_id=company_id, actual_ids=list(actual_ids), milestone_ids=list(milestone_ids))
    if len(rows) != 1 or rows[0]["proforma_id"] is None:
        raise NoDraft(found=[f"{row['contract']}, {row['customer']}" for row in rows] or ["nothing is open"])
    found: int = rows[0]["proforma_id"]
    return found
