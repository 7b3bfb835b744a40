"""Add tax codes with their rates."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, added
from unbilled.tax.events.add_tax_rates import add_tax_rates, faults_of_rates
from unbilled.tax.kinds import TAX_CODE
from unbilled.tax.records import NewTaxCode


@event("tax.add_tax_codes")
def add_tax_codes(act: Act, *, tax_codes: Sequence[NewTaxCode]) -> dict[str, int]:
    """Add tax codes with the rates they have from some day on; all or nothing.

    Args:
        act: Who, for which company, on which day.
        tax_codes: What they are; each has a rate at least.

    Returns:
        The identity of each by its code.

    Raises:
        MastersRefused: One is there already, is given twice, has no rate or holds what it may not; every fault is
            named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/tax.md#codes-that-apply.
    """
    faults = [
        fault
        for one in tax_codes
        for fault in (
            faults_of_rates(one.code, one.rates)
            if one.rates
            else [Fault(f"tax code {one.code}", "{} has no rate; one that charges nothing has 0")]
        )
    ]
    ids = added(act, TAX_CODE, tax_codes, also=faults)
    add_tax_rates(act, rates={one.code.strip(): one.rates for one in tax_codes})
    return ids
