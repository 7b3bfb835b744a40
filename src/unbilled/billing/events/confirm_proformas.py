"""Confirm proformas: from here on their work counts as billed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from unbilled.billing.events.plan_products import plan_products
from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.overapplied import refuse_overapplied
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft, RetainerUsed
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.events.keep_entries import keep_entries

SQL = statement(__file__)
UNCHANGED = statement(__file__, "unchanged")
USED = statement(__file__, "used")
RETAINERS = statement(__file__, "retainers")
WRITTEN = statement(__file__, "written")


class CorrectionUnchanged(Refusal):
    """A correction that leaves everything billed as it was corrects nothing."""

    sentence = "Correction {records} leaves everything billed as it was."
    remedy = "Change the quantity that remains billed of at least one line, or its tax group."
    subject = "proforma_ids"


class CorrectionOfNothing(Refusal):
    """What became no invoice has nothing that a correction could add to."""

    sentence = "A correction charges what became no invoice: {records}."
    remedy = (
        "Leave its quantities at zero: the work is open again then, and can be billed; where that leaves all as it "
        "was, discard the correction."
    )
    subject = "proforma_ids"


@dataclass(frozen=True)
class ConfirmedProforma:
    """What one confirmation did.

    ``line_count`` counts details; ``transaction_amount`` is by how much the chargeable amount billed
    changed, before tax; ``reopened_ids`` are the unbilled sales that a correction put back. ``is_nil``: it charges
    nothing and becomes no invoice; ``reversal_ids`` are then those of what it closed, for the journal.
    """

    proforma_id: int
    number: str
    line_count: int
    transaction_amount: Decimal
    transaction_currency: str
    reopened_ids: tuple[int, ...] = ()
    is_nil: bool = False
    reversal_ids: tuple[int, ...] = ()


@event("billing.confirm_proformas")
def confirm_proformas(
    act: Act,
    *,
    proforma_ids: Sequence[int],
    by_schedule: bool = False,
) -> list[ConfirmedProforma]:
    """Confirm draft proformas and move their work from unbilled to billed sales; all or nothing.

    - Work billed as it was: the unbilled sale is reversed, a billed sale recorded.
    - Work billed for less: what is kept and the rest take its place among the unbilled sales, leave at
      once, and are billed, the rest as non-chargeable. For more: one larger sale does the same.
    - What was written by hand is an unbilled sale that leaves at once, and billed; with a fixed price it is billed
      only.
    - A correction reverses the billed sale; what remains billed is billed again; the rest is an open
      unbilled sale again, with its place in the backlog. Lines of a correction that leave their quantity
      and tax as they were are taken off it. One without a reason gets one that says what it does.
    - Milestones are billed; a credited milestone is ready to invoice again. What is credited of a product waits at the
      price of its line.
    - Retainers are invoiced, and available from here on; what is applied or refunded of them is not any more. What a
      correction takes back of that is available again, and a credited retainer is ready to invoice again.
    - What charges nothing on any line, and changes nothing that was charged, is nil unless the customer wants it: its
      work is closed, and it is to become no invoice.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Proformas in status ``draft``.
        by_schedule: The run of the invoice schedules confirms what it drafted, which it may post then.

    Returns:
        One result per proforma, by number.

    Raises:
        ProformaNotDraft: A proforma is confirmed already or does not exist.
        CorrectionUnchanged: A correction changes nothing.
        CorrectionOfNothing: A correction charges what became no invoice.
        RetainersExceedCharges: A draft deducts more of retainers than it charges before tax.
        RetainerUsed: A correction credits the invoice of a retainer that is applied, refunded or on a draft in part.

    Source:
        docs/rules/billing.md#confirming; docs/rules/billing.md#corrections;
        docs/rules/billing.md#nothing-to-charge; docs/rules/actuals.md#what-is-recorded-when;
        docs/rules/retainers.md#available; docs/rules/retainers.md#applying; docs/rules/retainers.md#corrections.
    """
    ids = sorted(set(proforma_ids))
    lock_proformas(act, proforma_ids=ids)
    UNCHANGED.execute(act, proforma_ids=ids)
    refuse_overapplied(act, proforma_ids=ids)
    used = USED.rows(act, proforma_ids=ids)
    if used:
        raise RetainerUsed(
            retainer_ids=[row["retainer_id"] for row in used], records=[row["name"] for row in used]
        )
    written = WRITTEN.rows(act, proforma_ids=ids)
    if written:
        keep_entries(act, **{name: [row[name] for row in written] for name in written[0]})
    rows = SQL.rows(act, proforma_ids=ids, by_schedule=by_schedule)
    charged = [row for row in rows if row["nil_original"] and not row["is_nil"]]
    if charged:
        raise CorrectionOfNothing(
            proforma_ids=[row["proforma_id"] for row in charged],
            records=[f"{row['number']} of {row['nil_original']}" for row in charged],
        )
    confirmed = [_confirmed(row) for row in rows]
    refuse_rest(
        ProformaNotDraft, ids, [result.proforma_id for result in confirmed], proforma_names(act, states=True)
    )
    empty = [result for result in confirmed if not result.line_count]
    if empty:
        raise CorrectionUnchanged(
            proforma_ids=[result.proforma_id for result in empty],
            records=[result.number for result in empty],
        )
    RETAINERS.values(act, proforma_ids=ids)
    credited = sorted({line_id for row in rows for line_id in row["credited_line_ids"]})
    if credited:
        plan_products(act, contract_line_ids=credited)
    return confirmed


# What a statement says of a proforma for its event alone.
APART = {"nil_original", "credited_line_ids"}


def _confirmed(row: dict[str, Any]) -> ConfirmedProforma:
    ids = {name: tuple(row[name]) for name in ("reopened_ids", "reversal_ids")}
    return ConfirmedProforma(**{name: row[name] for name in row if name not in APART} | ids)
