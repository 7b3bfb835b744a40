"""Remove details: lines are taken off a draft proforma, and their work waits as before."""

from collections.abc import Sequence

from unbilled.billing.events.draw_hours import redraw_hours
from unbilled.billing.events.release_work import Released, release_work
from unbilled.billing.events.spread_discounts import spread_discounts
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.billing.rules import DetailUnknown
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class DraftWouldBeEmpty(Refusal):
    """A proforma bills something, or corrects something."""

    sentence = "Nothing would be left on proforma {proforma}."
    remedy = "Discard the draft instead; what it holds waits as before."


@event("billing.remove_details")
def remove_details(act: Act, *, proforma_id: int, line_nos: Sequence[int]) -> int:
    """Take lines off a draft proforma; all or nothing.

    Their work and milestones are ready to invoice again, marked by whoever marked them. A line that is taken off a
    correction stays billed as it was. Prepaid hours that stay on the draft pay for what time is left on it.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft``.
        line_nos: Its lines, by number; the others keep theirs.

    Returns:
        How many lines were taken off.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        DetailUnknown: The proforma has no such line.
        DraftWouldBeEmpty: It has no others.
        DiscountTooLarge: A discount takes off more than what is left charges.

    Source:
        docs/rules/billing.md#taking-lines-off; docs/rules/retainers.md#prepaid-hours.
    """
    number = lock_draft(act, proforma_id).number
    released = release_work(act, proforma_ids=[proforma_id], line_nos=line_nos)
    removed = released.get(proforma_id, Released()).line_nos
    unknown = sorted(set(line_nos) - set(removed))
    if unknown:
        raise DetailUnknown(line_nos=unknown, proforma=number)
    if not SQL.values(act, proforma_id=proforma_id)[0]:
        raise DraftWouldBeEmpty(proforma=number)
    spread_discounts(act, proforma_ids=[proforma_id])
    redraw_hours(act, proforma_ids=[proforma_id])
    return len(removed)
