"""Somebody's work of some days, for the page on which they enter it."""

from datetime import date
from typing import Any

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def week_entries(*, company_id: int, person_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """Entries of the resources that are a person, with the names people know, by day.

    Args:
        company_id: Company.
        person_id: The person.
        first: First day.
        last: Last day.

    Source:
        docs/rules/work.md#entering; docs/rules/acts.md#separation-of-duties.
    """
    return SQL.rows(company_id=company_id, person_id=person_id, first=first, last=last)
