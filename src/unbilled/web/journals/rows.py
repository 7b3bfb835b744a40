"""What is done with rows of journal lines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from unbilled.accounting.events.post_journals import post_journals
from unbilled.foundation.acts import Act
from unbilled.kit.screens import Chosen, Done
from unbilled.process.runs.over_rows import ADJUST, TRY
from unbilled.reports.reads.find_named import find_setup
from unbilled.web.lists.over import over

ADJUSTED = {
    "tax_group_id": "tax group",
    "item_tax_group_id": "item tax group",
    "dimension_set_id": "dimensions",
}
"""What of journal lines is adjusted by name, and the kind of set-up it is."""


def adjusted(company_id: int, filled: Mapping[str, str]) -> dict[str, Any]:
    """What journal lines are given: date, tax groups, dimensions; what is left empty stays."""
    groups = {
        parameter: find_setup(company_id=company_id, kind=kind, names=[filled[parameter]])[0]
        for parameter, kind in ADJUSTED.items()
        if filled[parameter]
    }
    day = filled["accounting_date"]
    return {"accounting_date": date.fromisoformat(day) if day else None, **groups}


ADJUSTS = over(ADJUST, "Adjusted", lambda act, chosen, filled: adjusted(act.company_id, filled))


def post_lines(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Post journal lines."""
    posted = post_journals(act, actual_ids=chosen.ids)
    return Done("Posted", {"journal lines": posted.line_count, "vouchers": posted.voucher_count})


TRIES = over(TRY, "Tried")
