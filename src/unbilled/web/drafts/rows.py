"""What is done with rows of proformas."""

from collections.abc import Mapping

from unbilled.billing.events.merge_drafts import merge_drafts
from unbilled.foundation.acts import Act
from unbilled.kit.screens import Chosen, Done
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.over_rows import DISCARD
from unbilled.web.lists.over import over

DISCARDS = over(DISCARD, "Discarded")


def confirm(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Confirm draft proformas; they become proposals."""
    tally = CONFIRM.tally(confirm_and_propose(act, proforma_ids=chosen.ids))
    return Done("Confirmed", tally.counts, tally.amounts)


def merge(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Merge drafts into the oldest of them."""
    merged = merge_drafts(act, proforma_ids=chosen.ids)
    return Done(f"Merged into {merged.number}", {"lines": merged.line_count})
