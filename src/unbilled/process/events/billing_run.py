"""Billing run: open work and milestones through a date become draft proformas."""

from collections.abc import Sequence
from datetime import date

from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.reads.billable_work import billable_contracts, billable_work
from unbilled.foundation.selections import Selected, Selection
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out


def billing_run(
    *,
    company_id: int,
    through: date,
    created_on: date,
    created_by: int,
    selection: Selection | None = None,
    only_ready: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Mark open work and milestones ready to invoice and put them on proformas, one per contract and customer.

    Args:
        company_id: Company that bills.
        through: Last day of the work and of milestones, inclusive.
        created_on: Company date on the proformas.
        created_by: Person who creates them.
        selection: Which work; all when None.
        only_ready: Take what somebody has marked ready, and mark nothing.
        dry_run: Do it and undo it.
        progress: Told backlog lines done and lines in all.

    Returns:
        ``counts``: marked ready, proformas, details. ``amounts``: proformas, before tax.

    Raises:
        RunInProgress: Another process bills for this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/billing.md#marking-ready;
        docs/rules/billing.md#creating-proformas.
    """
    selection = (selection or Selection()).but(through_date=through)

    def selected() -> Sequence[Selected]:
        return billable_contracts(company_id=company_id, selection=selection, only_ready=only_ready)

    def step(ids: list[int]) -> Outcome:
        outcome = Outcome()
        work = billable_work(
            company_id=company_id,
            selection=selection.but(contract_ids=ids),
            only_ready=only_ready,
        )
        marked = 0
        if work.unready_actual_ids or work.unready_milestone_ids:
            marked = mark_ready(
                company_id=company_id,
                actual_ids=work.unready_actual_ids,
                milestone_ids=work.unready_milestone_ids,
            )
        outcome.count("marked ready", marked)
        created = create_proformas(
            company_id=company_id,
            contract_ids=ids,
            through=through,
            created_on=created_on,
            created_by=created_by,
            actual_ids=work.actual_ids,
            milestone_ids=work.milestone_ids,
        )
        outcome.count("proformas", len(created))
        outcome.count("details", sum(proforma.detail_count for proforma in created))
        for proforma in created:
            outcome.add("proformas", proforma.transaction_currency, proforma.transaction_amount)
        return outcome

    job = Job(
        company_id=company_id,
        run_kind="create_proformas",
        subject="contract",
        ids_of_refusals="contract_ids",
        step=step,
        arguments={**selection.params(), "created_on": created_on, "only_ready": only_ready},
        started_by=created_by,
    )
    return carry_out(job, selected, dry_run=dry_run, progress=progress)
