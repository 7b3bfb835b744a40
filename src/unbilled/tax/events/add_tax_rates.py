"""Add rates to tax codes, each from a day on."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, is_a_day, refuse
from unbilled.foundation.nearest import nearest
from unbilled.foundation.statements import statement
from unbilled.tax.kinds import TAX_CODE
from unbilled.tax.models import TaxRate
from unbilled.tax.rules import is_a_share

SQL = statement(__file__)
UNTIL = statement(__file__, "until")


@event("tax.add_tax_rates")
def add_tax_rates(act: Act, *, rates: Mapping[str, Mapping[date, Decimal]]) -> int:
    """Add rates to tax codes; all or nothing. The rate that holds on the day before ends with that day.

    Args:
        act: Who, for which company, on which day.
        rates: Percent of the net amount, from 0 to 100, by first day, by tax code. A rate holds until the next begins.

    Returns:
        How many were added.

    Raises:
        MastersRefused: A code is not there or has a rate of that day, or a rate is not between 0 and 100; every fault
            is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/tax.md#codes-that-apply.
    """
    ids = TAX_CODE.known(act.company_id, rates)
    there = set(TaxRate.objects.filter(tax_code__in=ids.values()).values_list("tax_code", "valid_from"))
    faults: list[str] = []
    for code, dated in rates.items():
        faults += faults_of_rates(code, dated)
        if code not in ids:
            near = nearest(code, TAX_CODE.known(act.company_id))
            faults.append(Fault(f"tax code {code}", f"there is no {{}}, {near}"))
        faults += [
            Fault(f"tax code {code}", f"{{}} has a rate from {day} already")
            for day in dated
            if (ids.get(code), day) in there
        ]
    refuse(faults)
    listed = [(ids[code], day, percent) for code, dated in rates.items() for day, percent in dated.items()]
    asked = {
        "tax_code_ids": [code for code, _, _ in listed],
        "days": [day for _, day, _ in listed],
    }
    UNTIL.execute(act, **asked)
    return SQL.execute(act, percents=[percent for _, _, percent in listed], **asked)


def faults_of_rates(code: str, dated: Mapping[date, Decimal]) -> Iterator[str]:
    """What is wrong with dated rates of a code."""
    for day, percent in dated.items():
        if problem := is_a_day(day):
            yield Fault(f"tax code {code}", f"the day {day!r} {problem}")
        if not isinstance(percent, Decimal | int) or isinstance(percent, bool):
            yield Fault(f"tax code {code}", f"the rate from {day} is {percent!r}, not a decimal number")
        elif problem := is_a_share(Decimal(percent)):
            yield Fault(f"tax code {code}", f"the rate from {day} is {percent}, which {problem}")
