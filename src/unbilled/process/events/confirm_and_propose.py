"""Confirm and propose: a confirmed proforma is an invoice proposal from the same moment on."""

from collections.abc import Sequence

from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.propose import propose
from unbilled.accounting.reads.unchanged_taxes import refuse_unchanged_taxes
from unbilled.billing.events.confirm_proformas import ConfirmedProforma, confirm_proformas
from unbilled.billing.models import Proforma
from unbilled.billing.reads.limited_work import limited_contracts
from unbilled.billing.reads.open_work_of_contracts import open_work_of_contracts
from unbilled.foundation.acts import Act, event
from unbilled.ledger.reads.days_not_open import days_not_open
from unbilled.ledger.rules import DayOutsideYears
from unbilled.process.events.evaluate_limits import evaluate_limits


@event("process.confirm_and_propose")
def confirm_and_propose(
    act: Act,
    *,
    proforma_ids: Sequence[int],
    by_schedule: bool = False,
) -> list[ConfirmedProforma]:
    """Confirm draft proformas and hand them to the accountant; all or nothing.

    Unbilled sales that a correction puts back get a journal line. Each proforma becomes a proposal, with
    its lines and tax as soon as all unbilled sales it bills are posted. One that charges nothing becomes none: what
    its work accrued leaves the journal, or is posted back there.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Proformas in status ``draft``.
        by_schedule: The run of the invoice schedules confirms what it drafted, which it may post then.

    Returns:
        One result per proforma, by number.

    Raises:
        DayOutsideYears: No fiscal year has the day of the act, which is that of the confirmation.
        ProformaNotDraft: A proforma is confirmed already or does not exist.
        CorrectionUnchanged: A correction changes nothing.
        CorrectionOfNothing: A correction charges what became no invoice.
        RetainerUsed: A correction credits the invoice of a retainer that is applied, refunded or on a draft in part.
        RetainersExceedCharges: A draft would deduct more than it charges before tax, or draw more hours than it has.
        TaxNotDetermined: A chargeable line has no tax group or no item tax group, or they share no code.
        TaxRateMissing: A code has no rate on the tax date (the day of the supply, or the invoice date where the
            company is set so; on a correction that of its original).

    Source:
        docs/rules/billing.md#confirming; docs/rules/billing.md#nothing-to-charge;
        docs/rules/proposals.md#proposing; docs/rules/journal.md#reversed-lines; docs/rules/ledger.md#periods.
    """
    if any(one.status is None for one in days_not_open(company_id=act.company_id, days=[act.on])):
        raise DayOutsideYears(proforma_ids=list(proforma_ids), found=[act.on])
    confirmed = confirm_proformas(
        act,
        proforma_ids=proforma_ids,
        by_schedule=by_schedule,
    )
    reopened = [actual_id for result in confirmed for actual_id in result.reopened_ids]
    if reopened:
        open_journal_lines(act, actual_ids=reopened)
    closed = [reversal_id for result in confirmed for reversal_id in result.reversal_ids]
    if closed:
        mirror_journal_lines(act, reversal_ids=closed)
    _hold_to_limits(act, [result.proforma_id for result in confirmed])
    proposals = propose(act, proforma_ids=[result.proforma_id for result in confirmed if not result.is_nil])
    populate_proposals(act, proposal_ids=proposals)
    refuse_unchanged_taxes(act, proforma_ids=[result.proforma_id for result in confirmed])
    return confirmed


def _hold_to_limits(act: Act, proforma_ids: Sequence[int]) -> None:
    """Hold the open work of contracts with limits against what is billed now, which edits made more or less."""
    limited = set(limited_contracts(company_id=act.company_id))
    if limited:
        billed = Proforma.objects.filter(pk__in=proforma_ids).values_list("contract_id", flat=True)
        contract_ids = sorted(limited & set(billed))
        evaluate_limits(act, actual_ids=open_work_of_contracts(act, contract_ids=contract_ids))
