"""Change a company: its parameters, and what its sales are taxed as when nothing nearer says it."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from unbilled.companies.events.change_parameters import change_parameters
from unbilled.foundation.acts import Act, Change, event
from unbilled.tax.events.change_tax_defaults import change_tax_defaults
from unbilled.tax.records import TaxDefaults

OF_TAX = {one.name for one in fields(TaxDefaults)}


@event("process.change_company")
def change_company(act: Act, *, changes: Mapping[str, Any]) -> list[Change]:
    """Change the company, all or nothing, from now on. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``CompanyParameters`` and ``TaxDefaults`` and what they become.

    Returns:
        What changed.

    Raises:
        MastersRefused: A field is none of them, names what is not there or holds what it may not.
        ChangedMeanwhile: The company is not what the act has seen of it.

    Source:
        docs/rules/companies.md#parameters.
    """
    taxed = {one: value for one, value in changes.items() if one in OF_TAX}
    others = {one: value for one, value in changes.items() if one not in OF_TAX}
    return [*change_parameters(act, changes=others), *change_tax_defaults(act, changes=taxed)]
