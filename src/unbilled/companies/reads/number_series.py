"""Number series of a company and what they give next."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Ordinal, Word
from unbilled.foundation.lists.questions import Numbers
from unbilled.foundation.statements import statement

NUMBER_SERIES = List(
    name="series",
    title="Number series",
    nothing="Nothing is numbered yet.",
    statement=statement(__file__),
    key=("series_id",),
    columns=(
        Identity("series_id"),
        Code("name", "Name"),
        Word("series", "Series", is_shown=False),
        Ordinal("fiscal_year", "Fiscal year", is_shown=False),
        Code("prefix", "Prefix"),
        Ordinal("digits", "Digits"),
        Ordinal("next_number", "Next"),
        Day("last_date", "Last dated"),
    ),
    questions=(Numbers("year", "fiscal_year"),),
    sorts={"name": ("name",)},
    order="name",
    scope="",
)
"""Number series. Source: docs/rules/companies.md#number-series."""
