"""Billing run: open work and milestones through a date become draft proformas."""

from collections.abc import Sequence
from datetime import date

from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.reads.billable_work import billable_contracts, billable_work
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out


def billing_run(
    act: Act,
    *,
    through: date,
    selection: Selection | None = None,
    only_ready: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Mark open work and milestones ready to invoice and put them on proformas, one per contract and customer.

    Args:
        act: Who, for which company, on which day.
        through: Last day of the work and of milestones, inclusive.
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
        return billable_contracts(company_id=act.company_id, selection=selection, only_ready=only_ready)

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        work = billable_work(
            company_id=act.company_id,
            selection=selection.but(contract_ids=ids),
            only_ready=only_ready,
        )
        marked = 0
        if work.unready_actual_ids or work.unready_milestone_ids:
            marked = mark_ready(
                act,
                actual_ids=work.unready_actual_ids,
                milestone_ids=work.unready_milestone_ids,
            )
        outcome.count("marked ready", marked)
        created = create_proformas(
            act,
            contract_ids=ids,
            through=through,
            actual_ids=work.actual_ids,
            milestone_ids=work.milestone_ids,
        )
        outcome.count("proformas", len(created))
        outcome.count("details", sum(proforma.detail_count for proforma in created))
        for proforma in created:
            outcome.add("proformas", proforma.transaction_currency, proforma.transaction_amount)
        return outcome

    job = Job(
        event="process.billing_run",
        run_kind="create_proformas",
        subject="contract",
        ids_of_refusals="contract_ids",
        step=step,
        arguments={**selection.params(), "created_on": act.on, "only_ready": only_ready},
    )
    return carry_out(act, job, selected, dry_run=dry_run, progress=progress)
