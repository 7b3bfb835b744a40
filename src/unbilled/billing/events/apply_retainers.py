"""Apply retainers: what was paid in advance is deducted from what a draft charges."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from unbilled.billing.events.add_to_proforma import CorrectionTakesNoWork
from unbilled.billing.events.deduct_retainers import AppliedRetainer, deduct_retainers
from unbilled.billing.reads.available_retainers import refuse_unavailable
from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.overapplied import refuse_overapplied
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.apply_retainers")
def apply_retainers(
    act: Act, *, proforma_ids: Sequence[int], amounts: Mapping[int, Decimal] | None = None
) -> list[AppliedRetainer]:
    """Deduct retainers from what drafts charge; all or nothing.

    Without amounts the retainers that the customer of the contract has available are deducted, oldest first, from the
    drafts in their order until nothing is charged any more; a draft that deducts or refunds something already is left
    as it is.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Proformas in status ``draft`` that are no corrections.
        amounts: Retainer to how much of it each of these drafts deducts, in the place of what it deducts so far;
            contract currency, before tax.

    Returns:
        Each deduction that was written, by proforma and line.

    Raises:
        ProformaNotDraft: A proforma is confirmed or does not exist.
        CorrectionTakesNoWork: One is a correction.
        RetainerNotAvailable: So much of a retainer is not available, or not to the customer of the contract.
        RetainersExceedCharges: A draft would deduct more than it charges before tax.

    Source:
        docs/rules/retainers.md#applying.
    """
    ids = sorted(set(proforma_ids))
    lock_proformas(act, proforma_ids=ids)
    drafts = SQL.rows(act, proforma_ids=ids)
    refuse_rest(
        ProformaNotDraft, ids, [row["proforma_id"] for row in drafts], proforma_names(act, states=True)
    )
    for row in drafts:
        if row["corrects"]:
            raise CorrectionTakesNoWork(proforma=row["number"], corrects=row["corrects"])
    if amounts is not None:
        refuse_unavailable(act, amounts=amounts, proforma_ids=ids)
    applied = deduct_retainers(act, proforma_ids=ids, amounts=amounts)
    refuse_overapplied(act, proforma_ids=ids)
    return applied
