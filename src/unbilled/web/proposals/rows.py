"""What is done with rows of proposals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.kit.screens import Chosen, Done
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.runs.post_invoices import POST_INVOICES


def post(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Post proposals; they get their legal number."""
    posted = post_proposals(
        act, proposal_ids=chosen.ids, invoice_date=date.fromisoformat(filled["invoice_date"])
    )
    tally = POST_INVOICES.tally(posted)
    return Done("Posted", tally.counts, tally.amounts)


def proposals_on(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> tuple[list[int], dict[str, Any]]:
    """The proposals, with the date of those that have none."""
    return chosen.ids, {"invoice_date": date.fromisoformat(filled["invoice_date"])}
