"""Fiscal years of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Count, Day, Ordinal
from unbilled.foundation.lists.questions import Numbers
from unbilled.foundation.statements import statement

FISCAL_YEARS = List(
    name="years",
    title="Fiscal years",
    nothing="There is no fiscal year.",
    statement=statement(__file__),
    key=("fiscal_year",),
    columns=(
        Ordinal("fiscal_year", "Fiscal year"),
        Day("first_day", "First day"),
        Day("last_day", "Last day"),
        Count("period_count", "Periods"),
        Count("open_count", "Open"),
    ),
    questions=(Numbers("year", "fiscal_year"),),
    sorts={"year": ("fiscal_year",)},
    order="year",
    scope="",
)
"""Fiscal years. Source: docs/rules/companies.md#calendar."""
