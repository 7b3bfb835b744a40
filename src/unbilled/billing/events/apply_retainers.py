"""Apply retainers: what was paid in advance is deducted from what a draft charges."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from unbilled.billing.events.add_to_proforma import CorrectionTakesNoWork
from unbilled.billing.events.deduct_retainers import AppliedRetainer, deduct_retainers, deduction
from unbilled.billing.events.draw_hours import redraw_hours
from unbilled.billing.models import Retainer
from unbilled.billing.reads.available_retainers import refuse_unavailable
from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.overapplied import refuse_overapplied
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft, RetainersExceedCharges
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
            contract currency, before tax; of prepaid hours, how many.

    Returns:
        Each deduction that was written, by proforma and line.

    Raises:
        ProformaNotDraft: A proforma is confirmed or does not exist.
        CorrectionTakesNoWork: One is a correction.
        RetainerNotAvailable: So much of a retainer is not available, or not to the customer of the contract.
        RetainersExceedCharges: A draft would deduct more than it charges before tax, or draw more hours than it has.

    Source:
        docs/rules/retainers.md#applying; docs/rules/retainers.md#prepaid-hours.
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
    if amounts is None:
        applied = deduct_retainers(act, proforma_ids=ids)
    else:
        refuse_unavailable(act, amounts=amounts, proforma_ids=ids)
        applied = _applied(act, ids, amounts)
    refuse_overapplied(act, proforma_ids=ids)
    return applied


def _applied(act: Act, ids: Sequence[int], amounts: Mapping[int, Decimal]) -> list[AppliedRetainer]:
    """Apply what is said: hours of retainers that are prepaid hours, money of the others."""
    prepaid = Retainer.objects.filter(company_id=act.company_id, hours__isnull=False).in_bulk(amounts)
    hours = {one: each for one, each in amounts.items() if one in prepaid}
    drawn = redraw_hours(act, proforma_ids=ids, hours=hours) if hours else []
    for one in drawn:
        hours[one.retainer_id] = min(hours.get(one.retainer_id, one.hours), one.hours)
    missed = [
        f"{amounts[one]:f} h of {prepaid[one].name} ({each:f} h of time)"
        for one, each in hours.items()
        if one in prepaid and (each < amounts[one] or not any(of.retainer_id == one for of in drawn))
    ]
    if missed:
        raise RetainersExceedCharges(proforma_ids=list(ids), records=missed)
    money = {one: each for one, each in amounts.items() if one not in prepaid}
    deducted = deduct_retainers(act, proforma_ids=ids, amounts=money) if money else []
    return [*map(deduction, drawn), *deducted]
