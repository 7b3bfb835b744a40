"""What is done with rows of entries and of recalls."""

from collections.abc import Mapping, Sequence

from unbilled.billing.reads.expected_use import expected_use
from unbilled.foundation.acts import Act
from unbilled.foundation.lists.columns import Row
from unbilled.kit.numbers import number_typed
from unbilled.kit.screens import Chosen, Done, Explained
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.over_rows import ACCEPT, ASK_BACK, REFUSE, REJECT, TAKE_BACK
from unbilled.reports.reads.why import why
from unbilled.web.lists.over import over, typed

REJECTS = over(REJECT, "Rejected", typed("comment"))
TAKES_BACK = over(TAKE_BACK, "Taken back", typed("comment"))
ASKS_BACK = over(ASK_BACK, "Asked for", typed("reason"))
TAKES_SALES_BACK = over(
    TAKE_BACK,
    "Taken back",
    typed("comment"),
    rows=lambda chosen: sorted({one for one in chosen.listing.values("entry_id") if one}),
)
"""The same with the entries that open sales are of."""


ACCEPTS = over(
    ACCEPT, "Given back", typed("comment"), rows=lambda chosen: list(chosen.listing.values("entry_id"))
)
REFUSES = over(
    REFUSE, "Refused", typed("comment"), rows=lambda chosen: list(chosen.listing.values("entry_id"))
)


def approve(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Approve submitted entries."""
    cells = chosen.cells
    billable = {
        one: number_typed(of["billable_quantity"]) for one, of in cells.items() if "billable_quantity" in of
    }
    billing_types = {one: of["billing_type"] for one, of in cells.items() if of.get("billing_type")}
    approved = record_approved_work(act, entry_ids=chosen.ids, billable=billable, billing_types=billing_types)
    tally = APPROVE.tally(approved)
    return Done("Approved", tally.counts, tally.amounts)


def limits_of_entries(company_id: int, chosen: Chosen, filled: Mapping[str, str]) -> list[str]:
    """What chosen entries take of limits, level by level."""
    return [one.sentence for one in expected_use(company_id=company_id, entry_ids=chosen.ids)]


def entry_explained(company_id: int, row: Row) -> Sequence[Explained]:
    """Why an entry is not billed."""
    return why(company_id=company_id, entry_ids=[row["entry_id"]])
