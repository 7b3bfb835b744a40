"""Fiscal periods and whether they take postings."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Ordinal, Status
from unbilled.foundation.lists.questions import Days, Numbers, Words
from unbilled.foundation.statements import statement
from unbilled.ledger.states import PERIOD

PERIODS = List(
    name="periods",
    title="Fiscal periods",
    nothing="There is no such period.",
    statement=statement(__file__),
    key=("period_id",),
    columns=(
        Identity("period_id"),
        Code("name", "Period", link="period", link_id="period_id"),
        Ordinal("fiscal_year", "Fiscal year"),
        Day("first_day", "First day"),
        Day("last_day", "Last day"),
        Status("status", "Status", drawing=PERIOD),
    ),
    questions=(Numbers("year", "fiscal_year"), Words("status", "status", PERIOD), Days("first_day")),
    sorts={"date": ("first_day",)},
    order="date",
    scope="",
)
"""Fiscal periods, by date. Source: docs/rules/ledger.md#periods."""
