"""Open work that may be adjusted: it is on no proforma."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class WorkNotAdjustable(Refusal):
    """Only open work that is on no proforma can be written off, written up or priced anew."""

    sentence = "Cannot be adjusted: {records}."
    remedy = (
        "Edit what is on a draft there, or take it off; what is billed is corrected by revising. Of what was adjusted "
        "again since, the later act is undone first."
    )
    subject = "actual_ids"


def lock_adjustable(act: Act, *, actual_ids: Sequence[int]) -> None:
    """Hold the contracts of open work until the transaction ends, and refuse what is on a proforma or open no more.

    Raises:
        WorkNotAdjustable: Some of it is on a proforma, billed already, or unknown.

    Source:
        docs/rules/billing.md#writing-off.
    """
    lock_work(act, actual_ids=actual_ids, milestone_ids=())
    rest = SQL.values(act, actual_ids=list(actual_ids))
    if rest:
        refused = state_of_work(act, actual_ids=rest, milestone_ids=())
        raise WorkNotAdjustable(
            actual_ids=[row["id"] for row in refused], records=[row["name"] for row in refused]
        )
