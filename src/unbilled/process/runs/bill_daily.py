"""The run of the invoice schedules: bill what is due, and confirm and post where contract and company say so.

Source:
    docs/rules/billing.md#periodic-billing.
"""

from dataclasses import replace

from unbilled.accounting.reads.scheduled_proposals import scheduled_proposals
from unbilled.agreements.models import ContractLine
from unbilled.billing.reads.scheduled_drafts import scheduled_drafts
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selection
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.runs.bill import BILL_DUE
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.runs.periodic import Due, Periodic
from unbilled.runs.running import OnProgress, RunReport, carry_out

CONFIRM_SCHEDULED = replace(
    CONFIRM,
    select=lambda act, selection: scheduled_drafts(company_id=act.company_id, selection=selection),
    step=lambda act, selection, ids: confirm_and_propose(act, proforma_ids=ids, by_schedule=True),
    listed=None,
)
"""Confirm what schedules have drafted of contracts that confirm by themselves."""
POST_SCHEDULED = replace(
    POST_INVOICES,
    select=lambda act, selection, **_: scheduled_proposals(company_id=act.company_id, selection=selection),
    listed=None,
)
"""Post the invoices of what the run has confirmed itself, where the company says so."""


def bill_daily(
    act: Act,
    *,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: OnProgress | None = None,
) -> list[RunReport]:
    """Bill what is due by invoice schedules through the day of the act, and go on where that was agreed.

    Started again, it does what is left, which is nothing where nothing failed. A dry run drafts, and undoes that; it
    confirms and posts nothing.

    Args:
        act: Who, for which company; its day is the last run date.
        selection: Of which contracts, projects and customers; all when None.
        dry_run: Do it and undo it.
        progress: Told the lines done and the lines in all.

    Returns:
        What was billed, and confirmed and posted where there was something.

    Raises:
        NotAllowed: The person may not bill, or not confirm or post what is to be.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    reports = [carry_out(act, BILL_DUE, selection=selection, dry_run=dry_run, progress=progress, on=act.on)]
    asked = selection or Selection()
    if not dry_run and scheduled_drafts(company_id=act.company_id, selection=asked):
        reports.append(carry_out(act, CONFIRM_SCHEDULED, selection=selection, progress=progress))
    if not dry_run and scheduled_proposals(company_id=act.company_id, selection=asked):
        reports.append(
            carry_out(act, POST_SCHEDULED, selection=selection, progress=progress, invoice_date=act.on)
        )
    return reports


def _bill_company(due: Due) -> None:
    """Run the schedules of a company that has some."""
    if ContractLine.objects.filter(company_id=due.company.company_id).exclude(schedule="").exists():
        bill_daily(due.act())


DAILY_BILLING = Periodic("daily-billing", "0 5 * * *", _bill_company)
"""Every day at five in the morning, by the clock of the company."""
