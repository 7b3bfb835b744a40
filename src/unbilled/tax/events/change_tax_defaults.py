"""Change the item tax groups of the company's sales that name none."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.tax.kinds import TAX_DEFAULTS
from unbilled.tax.models import TaxParameters


@event("tax.change_tax_defaults")
def change_tax_defaults(act: Act, *, changes: Mapping[str, Any]) -> list[Change]:
    """Change the item tax groups of work and of milestones that name none. The act log keeps what each was.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``TaxDefaults`` and what they become.

    Returns:
        What changed.

    Raises:
        MastersRefused: A field is none of it, or names a group that is not there; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/tax.md#the-groups-of-a-line.
    """
    code = TaxParameters.objects.values_list("company__code", flat=True).get(company_id=act.company_id)
    return changed(act, TAX_DEFAULTS, {code: changes})
