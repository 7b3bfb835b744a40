"""On which days milestones are due, of lines that are billed by milestone."""

from datetime import date

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def milestone_days(*, company_id: int, on: date) -> list[tuple[int, date]]:
    """Contract line and day of the milestones that are ready and due by a day.

    Args:
        company_id: Company that bills.
        on: The last day.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    rows = SQL.rows(company_id=company_id, on=on)
    return [(row["contract_line_id"], row["run_date"]) for row in rows]
