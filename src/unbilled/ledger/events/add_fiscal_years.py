"""Add fiscal years: twelve months each, in a row with those there are."""

from collections.abc import Sequence
from datetime import date

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.ledger.models import FiscalPeriod

SQL = statement(__file__)
FIRST_YEAR, LAST_YEAR = 1990, 2999


class FiscalYearNotNext(Refusal):
    """The calendar has neither gaps nor overlaps, and years that a calendar knows."""

    sentence = (
        "Fiscal years {years} neither follow {last}, the last there is, nor end before {first}, the first."
    )
    remedy = "Add the years in a row, beginning with {following} or ending with {preceding}."


class FiscalYearNotOfItsDay(Refusal):
    """Periods are months, and a year is called after a calendar year that it shares days with."""

    sentence = "The fiscal year {year} cannot begin on {first_day}."
    remedy = "Begin it on the first day of a month of {year}, or of the year before."


@event("ledger.add_fiscal_years")
def add_fiscal_years(act: Act, *, years: Sequence[int], first_day: date | None = None) -> int:
    """Add fiscal years of twelve open monthly periods; all or nothing.

    The first of a company begins on 1 January of its year, or on the day that is said; each further one when the one
    before it ends. Years before the first are for work that was done before the books were opened.

    Args:
        act: Who, for which company, on which day.
        years: Years in a row that follow the last there is, or end before the first; any where there is none.
        first_day: On which day the first of them begins, where the company has none yet.

    Returns:
        How many periods were added.

    Raises:
        FiscalYearNotNext: The years leave a gap, or are there already, or lie before 1990 or after 2999.
        FiscalYearNotOfItsDay: The first day is not the first of a month, or not of the year or the one before.

    Source:
        docs/rules/companies.md#calendar.
    """
    wanted = sorted(years)
    there = FiscalPeriod.objects.filter(company_id=act.company_id)
    known = sorted(set(there.values_list("fiscal_year", flat=True)))
    asked = (wanted or [FIRST_YEAR])[0]
    following = known[-1] + 1 if known else asked
    preceding = known[0] - 1 if known else asked
    in_a_row = wanted == list(range(asked, asked + len(wanted)))
    is_next = asked == following or (bool(wanted) and wanted[-1] == preceding)
    if not (in_a_row and is_next and asked >= FIRST_YEAR and asked + len(wanted) <= LAST_YEAR + 1):
        raise FiscalYearNotNext(
            years=wanted,
            first=known[0] if known else "nothing",
            last=known[-1] if known else "nothing",
            following=max(following, FIRST_YEAR),
            preceding=max(preceding, FIRST_YEAR),
        )
    begins = first_day or date(asked, 1, 1)
    if begins.day != 1 or begins.year not in (asked, asked - 1) or begins == date(asked - 1, 1, 1):
        raise FiscalYearNotOfItsDay(year=asked, first_day=begins)
    return SQL.execute(act, years=wanted, begins_on=begins)
