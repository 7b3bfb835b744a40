"""Add to a proforma: what is ready goes on a draft that is there already."""

from collections.abc import Sequence
from datetime import date

from unbilled.billing.events.claim_work import Claiming, claim_work
from unbilled.billing.events.deduct_retainers import deduct_retainers
from unbilled.billing.events.spread_discounts import spread_discounts
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.billing.reads.unclaimed_work import unclaimed_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class CorrectionTakesNoWork(Refusal):
    """A correction says what remains billed, and bills nothing new."""

    sentence = "Proforma {proforma} corrects {corrects} and takes no other work."
    remedy = "Bill the work on a draft of its own."


class WorkOfOtherProforma(Refusal):
    """A proforma bills one customer of one contract."""

    sentence = "Ready, but of another contract or customer than proforma {proforma}: {records}."
    remedy = "Bill it on a draft of its own."
    subject = "actual_ids"


@event("billing.add_to_proforma")
def add_to_proforma(
    act: Act,
    *,
    proforma_id: int,
    through: date | None = None,
    actual_ids: Sequence[int] = (),
    milestone_ids: Sequence[int] = (),
    retainer_ids: Sequence[int] = (),
) -> int:
    """Put work that is ready to invoice on a draft proforma, behind the lines it has; all or nothing.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft`` that is no correction.
        through: All that is ready of its contract and customer up to this day.
        actual_ids: These unbilled sales, whatever their days.
        milestone_ids: These milestones, whatever their days.
        retainer_ids: These retainers, whatever their days.

    Returns:
        How many lines were added; what is deducted from them by itself is not counted.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        CorrectionTakesNoWork: It is a correction.
        WorkNotReady: Chosen work is not ready, on a proforma already or unknown.
        MilestoneNotReady: The same of a chosen milestone.
        RetainerNotReady: The same of a chosen retainer.
        WorkOfOtherProforma: Chosen work is of another contract or customer.
        DiscountTooLarge: A discount would be more than what it is of.

    Source:
        docs/rules/billing.md#adding-to-a-draft; docs/rules/retainers.md#applying-by-itself.
    """
    draft = lock_draft(act, proforma_id)
    if draft.corrects:
        raise CorrectionTakesNoWork(proforma=draft.number, corrects=draft.corrects)
    last = SQL.row(act, proforma_id=proforma_id, contract_id=draft.contract_id)["last_line_no"]
    claimed = claim_work(
        act,
        drafts=[Claiming(proforma_id, draft.contract_id, draft.customer_id, last)],
        through=through,
        actual_ids=actual_ids,
        milestone_ids=milestone_ids,
        retainer_ids=retainer_ids,
    )
    elsewhere = unclaimed_work(
        act,
        actual_ids=actual_ids,
        milestone_ids=milestone_ids,
        retainer_ids=retainer_ids,
        proforma_ids=[proforma_id],
    )
    if elsewhere:
        raise WorkOfOtherProforma(
            proforma=draft.number,
            actual_ids=[row["id"] for row in elsewhere if row["kind"] == "work"],
            records=[row["name"] for row in elsewhere],
        )
    spread_discounts(act, proforma_ids=[proforma_id])
    deduct_retainers(act, proforma_ids=[proforma_id], after_line_nos=[last], is_automatic=True)
    return sum(one.detail_count for one in claimed.values())
