"""Postpone details: lines are taken off a draft, and their work is held until a day."""

from collections.abc import Sequence
from datetime import date

from unbilled.billing.events.edit_details import RetainerAsAgreed
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class NothingToHold(Refusal):
    """What is written by hand is no work that could wait."""

    sentence = (
        "{line_nos:Line|Lines} {line_nos} of proforma {proforma} {line_nos:was|were} written by hand: no "
        "work waits for another time."
    )
    remedy = "Take them off, and write them on another draft when it is time."


@event("billing.postpone_details")
def postpone_details(
    act: Act, *, proforma_id: int, line_nos: Sequence[int], reason: str, until: date | None = None
) -> int:
    """Take lines off a draft proforma and hold their work and milestones back; all or nothing.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft`` that is no correction.
        line_nos: Its lines, by number; the others keep theirs.
        reason: Why.
        until: The first day on which they are no longer held; None: until somebody marks them ready.

    Returns:
        How many lines were postponed.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        DetailUnknown: The proforma has no such line.
        DraftWouldBeEmpty: It has no others.
        RetainerAsAgreed: A line is that of a retainer.
        NothingToHold: A line was written by hand.
        HoldWithoutReason: The reason is empty.
        HoldInThePast: The day is not after that of the act.
        WorkNotHoldable: The proforma is a correction; what it lists is billed.
        DiscountTooLarge: A discount would be more than what it is of.

    Source:
        docs/rules/billing.md#postponing.
    """
    number = lock_draft(act, proforma_id).number
    rows = SQL.rows(act, proforma_id=proforma_id, line_nos=list(line_nos))
    retainers = [row["line_no"] for row in rows if row["is_retainer"]]
    if retainers:
        raise RetainerAsAgreed(line_nos=retainers, proforma=number)
    written = [row["line_no"] for row in rows if row["is_written"]]
    if written:
        raise NothingToHold(line_nos=written, proforma=number)
    removed = remove_details(act, proforma_id=proforma_id, line_nos=line_nos)
    hold_work(
        act,
        reason=reason,
        until=until,
        actual_ids=[row["actual_id"] for row in rows if row["actual_id"] is not None],
        milestone_ids=[row["milestone_id"] for row in rows if row["milestone_id"] is not None],
    )
    return removed
