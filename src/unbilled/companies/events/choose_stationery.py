"""Choose what the paper of the company is made with: its layout and its logo."""

from collections.abc import Mapping
from typing import Any

from unbilled.companies.models import Company
from unbilled.foundation.acts import Act, event


@event("companies.choose_stationery")
def choose_stationery(act: Act, *, chosen: Mapping[str, Any]) -> None:
    """Note which layout and logo invoices are posted with from now on; what is posted keeps what it has.

    Args:
        act: Who, for which company, on which day.
        chosen: Of ``layout`` (its name), ``layout_id`` (of the company's own, else nothing) and ``logo_id`` those
            that change.

    Source:
        docs/rules/documents.md#layouts; docs/rules/documents.md#letterhead.
    """
    Company.objects.filter(pk=act.company_id).update(**chosen, act_id=act.stamp)
