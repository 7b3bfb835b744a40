"""Confirmation run: draft proformas are confirmed and become invoice proposals."""

from datetime import date

from django.utils import timezone

from unbilled.billing.reads.draft_proformas import draft_proformas
from unbilled.foundation.selections import Selection
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out


def confirmation_run(
    *,
    company_id: int,
    confirmed_on: date,
    confirmed_by: int,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Confirm draft proformas and propose their invoices.

    Args:
        company_id: Company that bills.
        confirmed_on: Company date of the confirmation, and date for the books where a proforma has none.
        confirmed_by: Person who confirms.
        selection: Which proformas: by contract and customer, by project of a detail, and by the day they
            were created; all when None.
        dry_run: Do it and undo it.
        progress: Told details done and details in all.

    Returns:
        ``counts``: proformas, details. ``amounts``: confirmed, before tax.

    Raises:
        RunInProgress: Another process confirms for this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/billing.md#confirming.
    """
    selection = selection or Selection()

    def step(ids: list[int]) -> Outcome:
        outcome = Outcome()
        confirmed = confirm_and_propose(
            company_id=company_id,
            proforma_ids=ids,
            confirmed_on=confirmed_on,
            confirmed_by=confirmed_by,
            recorded_at=timezone.now(),
        )
        outcome.count("proformas", len(confirmed))
        outcome.count("details", sum(proforma.line_count for proforma in confirmed))
        for proforma in confirmed:
            outcome.add("confirmed", proforma.transaction_currency, proforma.transaction_amount)
        return outcome

    job = Job(
        company_id=company_id,
        run_kind="confirm_proformas",
        subject="proforma",
        ids_of_refusals="proforma_ids",
        step=step,
        arguments={**selection.params(), "confirmed_on": confirmed_on},
        started_by=confirmed_by,
    )
    return carry_out(
        job,
        lambda: draft_proformas(company_id=company_id, selection=selection),
        dry_run=dry_run,
        progress=progress,
    )
