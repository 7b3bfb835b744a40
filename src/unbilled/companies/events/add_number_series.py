"""Add number series: how documents will be numbered, before the first of them is."""

from collections.abc import Sequence

from unbilled.companies.kinds import NUMBER_SERIES
from unbilled.companies.models import NumberSeries
from unbilled.companies.records import NewNumberSeries
from unbilled.companies.rules import LEGAL_SERIES, likeness
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, added


@event("companies.add_number_series")
def add_number_series(act: Act, *, number_series: Sequence[NewNumberSeries]) -> dict[str, int]:
    """Add number series; all or nothing. One that nobody adds is made with the usual prefix when it is first drawn.

    Args:
        act: Who, for which company, on which day.
        number_series: What they are.

    Returns:
        The identity of each by series and fiscal year, as ``invoice/2027``.

    Raises:
        MastersRefused: One is there already, is given twice or holds what it may not; numbers of two would be alike;
            every fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#number-series.
    """
    there = NumberSeries.objects.filter(company_id=act.company_id, series__in=LEGAL_SERIES)
    others = {(one.series, one.fiscal_year): one.prefix for one in there}
    wanted = {(one.series, one.fiscal_year): one.prefix for one in number_series}
    faults = [
        Fault(f"number series {series}/{year}", f"prefix {problem}")
        for (series, year), prefix in wanted.items()
        if (problem := likeness(series, year, prefix, others | wanted))
    ]
    return added(act, NUMBER_SERIES, number_series, also=faults)
