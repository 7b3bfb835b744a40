"""Change number series that have numbered nothing yet."""

from collections.abc import Mapping
from typing import Any

from unbilled.companies.kinds import NUMBER_SERIES
from unbilled.companies.models import NumberSeries
from unbilled.companies.rules import LEGAL_SERIES, likeness
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import Fault, changed


@event("companies.change_number_series")
def change_number_series(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change prefix or digits of number series; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewNumberSeries`` and what they become, by series and fiscal year, as ``invoice/2027``.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, has numbered a document, or would hold what it may not; numbers of two would
            be alike; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#number-series.
    """
    # A number that is drawn at this moment is waited for: its series has numbered something then.
    there = list(
        NumberSeries.objects.filter(company_id=act.company_id)
        .select_for_update()
        .order_by("series", "fiscal_year")
    )
    prefixes = {(one.series, one.fiscal_year): one.prefix for one in there}
    faults: list[str] = []
    for one in there:
        name = f"{one.series}/{one.fiscal_year}"
        if name not in changes:
            continue
        if one.next_number > 1:
            faults.append(
                Fault(f"number series {name}", "{} has numbered documents; numbers keep their form")
            )
        prefixes[one.series, one.fiscal_year] = str(changes[name].get("prefix", one.prefix)).strip()
    legal = {key: prefix for key, prefix in prefixes.items() if key[0] in LEGAL_SERIES}
    faults += [
        Fault(f"number series {series}/{year}", f"prefix {problem}")
        for (series, year), prefix in legal.items()
        if f"{series}/{year}" in changes and (problem := likeness(series, year, prefix, legal))
    ]
    return changed(act, NUMBER_SERIES, changes, also=faults)
