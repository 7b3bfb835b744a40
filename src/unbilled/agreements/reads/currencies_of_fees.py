"""In which currency fees on projects are charged: that of the contract which sells them."""

from collections.abc import Collection

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def currencies_of_fees(*, company_id: int, project_ids: Collection[int]) -> dict[tuple[int, int], str]:
    """Currencies by project and task, 0 where a fee has none; where nothing sells fees, there is none.

    Source:
        docs/rules/agreements.md#prices-of-fees.
    """
    rows = SQL.tuples(company_id=company_id, project_ids=sorted(project_ids))
    return {(project_id, task_id): currency for project_id, task_id, currency in rows}
