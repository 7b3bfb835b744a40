"""Change the parameters of the company."""

from collections.abc import Mapping
from typing import Any

from unbilled.companies.kinds import COMPANY
from unbilled.companies.models import Company
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("companies.change_parameters")
def change_parameters(act: Act, *, changes: Mapping[str, Any]) -> list[Change]:
    """Change who the company is and how it works, from now on. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``CompanyParameters`` and what they become.

    Returns:
        What changed.

    Raises:
        MastersRefused: A field is none of it, names what is not there or holds what it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#parameters.
    """
    code = Company.objects.values_list("code", flat=True).get(pk=act.company_id)
    return changed(act, COMPANY, {code: changes})
