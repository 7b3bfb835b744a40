"""Confirm and propose: a confirmed proforma is an invoice proposal from the same moment on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.propose import propose
from unbilled.billing.events.confirm_proformas import ConfirmedProforma, confirm_proformas


@transaction.atomic
def confirm_and_propose(
    *,
    company_id: int,
    proforma_ids: Sequence[int],
    confirmed_on: date,
    confirmed_by: int,
    recorded_at: datetime,
) -> list[ConfirmedProforma]:
    """Confirm draft proformas and hand them to the accountant; all or nothing.

    Unbilled sales that a correction puts back get a journal line. Each proforma becomes a proposal, with
    its lines and tax as soon as all unbilled sales it bills are posted.

    Args:
        company_id: Company that bills.
        proforma_ids: Proformas in status ``draft``.
        confirmed_on: Company date of confirmation.
        confirmed_by: Person who confirms.
        recorded_at: Moment the actuals are recorded at.

    Returns:
        One result per proforma, by number.

    Raises:
        ProformaNotDraft: A proforma is confirmed already or does not exist.
        CorrectionUnchanged: A correction changes nothing.

    Source:
        docs/rules/billing.md#confirming; docs/rules/proposals.md#proposing.
    """
    confirmed = confirm_proformas(
        company_id=company_id,
        proforma_ids=proforma_ids,
        confirmed_on=confirmed_on,
        confirmed_by=confirmed_by,
        recorded_at=recorded_at,
    )
    reopened = [actual_id for result in confirmed for actual_id in result.reopened_ids]
    if reopened:
        open_journal_lines(company_id=company_id, actual_ids=reopened)
    proposals = propose(company_id=company_id, proforma_ids=[result.proforma_id for result in confirmed])
    populate_proposals(company_id=company_id, proposal_ids=proposals)
    return confirmed
