"""Add fiscal years: twelve months each, that follow the last."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.ledger.models import FiscalPeriod

SQL = statement(__file__)
FIRST_YEAR, LAST_YEAR = 1990, 2999


class FiscalYearNotNext(Refusal):
    """The calendar has neither gaps nor overlaps, and years that a calendar knows."""

    sentence = "Fiscal years {years} do not follow {last}, the last there is."
    remedy = "Add the years in a row, beginning with {following}."


@event("ledger.add_fiscal_years")
def add_fiscal_years(act: Act, *, years: Sequence[int]) -> int:
    """Add fiscal years of twelve open monthly periods; all or nothing.

    The first of a company begins on 1 January of its year, each further one when the one before it ends.

    Args:
        act: Who, for which company, on which day.
        years: Years in a row that follow the last there is; any where there is none.

    Returns:
        How many periods were added.

    Raises:
        FiscalYearNotNext: The years leave a gap, or are there already.

    Source:
        docs/rules/companies.md#calendar.
    """
    wanted = sorted(years)
    there = FiscalPeriod.objects.filter(company_id=act.company_id).order_by("-starts_on")
    last = there.values_list("fiscal_year", flat=True).first()
    following = (wanted or [FIRST_YEAR])[0] if last is None else last + 1
    if wanted != list(range(following, following + len(wanted))) or not (
        following >= FIRST_YEAR and following + len(wanted) <= LAST_YEAR + 1
    ):
        raise FiscalYearNotNext(years=wanted, last=last or "nothing", following=max(following, FIRST_YEAR))
    return SQL.execute(act, years=wanted)
