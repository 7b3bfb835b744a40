"""Revising lines: what chosen lines of a confirmed proforma bill goes on its correction, the open one or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.billing.events.add_to_correction import add_to_correction
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.models import Proforma
from unbilled.billing.reads.billed_sales import billed_sales
from unbilled.foundation.acts import Act
from unbilled.reports.reads.proforma_sheet import sheet_standing


@dataclass(frozen=True)
class Revised:
    """The correction on which lines are, how many came, and whether it was open already."""

    number: str
    line_count: int
    was_open: bool


def revise_lines(
    act: Act, *, proforma_id: int, number: str, line_nos: Sequence[int] | None, reason: str
) -> Revised:
    """Ask for the one event that it takes: add to the correction that is open, or draft one.

    Args:
        act: Who, for which company, on which day.
        proforma_id: The confirmed proforma.
        number: Its number.
        line_nos: Lines of it; None: all, on a correction of their own.
        reason: Printed on the credit note, where a correction is drafted.

    Raises:
        DetailUnknown: None of the lines bills anything any more.
        Refusal: See ``add_to_correction`` and ``revise_proformas``.

    Source:
        docs/rules/billing.md#revising.
    """
    chosen = None
    if line_nos is not None:
        of = {"company_id": act.company_id, "proforma_id": proforma_id}
        chosen = billed_sales(**of, number=number, line_nos=line_nos)
        if correction := sheet_standing(**of)["correction"]:
            draft = Proforma.objects.get(company_id=act.company_id, number=correction)
            count = add_to_correction(act, proforma_id=draft.pk, actual_ids=chosen)
            return Revised(correction, count, was_open=True)
    [created] = revise_proformas(act, proforma_ids=[proforma_id], reason=reason, actual_ids=chosen)
    return Revised(created.number, created.detail_count, was_open=False)
