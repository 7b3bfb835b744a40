"""Days of invoice schedules that are still to be run."""

from datetime import date

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINES_A_DAY = 40
"""About how many pieces of work go on the proformas of one contract and day."""


def due_rows(*, company_id: int, on: date, selection: Selection) -> list[Selected]:
    """Of each confirmed contract and run date through a day that is still to be done, one row of its schedules.

    Args:
        company_id: Company that bills.
        on: The last run date.
        selection: Of which contracts, projects or customers.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    rows = SQL.rows(company_id=company_id, on=on, **selection.params())
    return [Selected(row["contract_id"], row["schedule_row_id"], LINES_A_DAY) for row in rows]
