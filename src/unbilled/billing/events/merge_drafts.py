"""Merge drafts: several draft proformas of one contract and customer become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)
FOUND = statement(__file__, "found")


class DraftsNotMergeable(Refusal):
    """An invoice is of one contract and customer, and a correction corrects one invoice."""

    sentence = "Cannot be merged: {found}."
    remedy = (
        "Merge drafts of one contract and customer that correct nothing; take off lines that apply or refund "
        "retainers, and remove discounts and surcharges of a whole draft, first."
    )
    subject = "proforma_ids"


@dataclass(frozen=True)
class MergedDraft:
    """The draft that stays, and how many lines it got."""

    proforma_id: int
    number: str
    line_count: int


@event("billing.merge_drafts")
def merge_drafts(act: Act, *, proforma_ids: Sequence[int]) -> MergedDraft:
    """Put the lines of draft proformas on the oldest of them, as they were edited; the others are no more.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Two or more proformas in status ``draft``, of one contract and customer.

    Raises:
        ProformaNotDraft: A proforma is confirmed or does not exist.
        DraftsNotMergeable: They are of several contracts or customers, one is a correction has lines that apply or
            refund retainers or a discount or surcharge of the whole, or there is only one.

    Source:
        docs/rules/billing.md#merging-drafts.
    """
    ids = sorted(set(proforma_ids))
    lock_proformas(act, proforma_ids=ids)
    rows = FOUND.rows(act, proforma_ids=ids)
    drafts = [row["id"] for row in rows if row["status"] == "draft"]
    refuse_rest(ProformaNotDraft, ids, drafts, proforma_names(act, states=True))
    found = [f"{row['number']} {row['fault']}" for row in rows if row["fault"]]
    if len({(row["contract_id"], row["customer_id"]) for row in rows}) > 1:
        found += [f"{row['number']} is of {row['contract']}, {row['customer']}" for row in rows]
    if len(ids) < 2:
        found.append("one draft is none to merge with another")
    if found:
        raise DraftsNotMergeable(proforma_ids=ids, found=found)
    moved = SQL.values(act, proforma_id=ids[0], merged_ids=ids[1:])
    return MergedDraft(ids[0], next(row["number"] for row in rows if row["id"] == ids[0]), len(moved))
