"""Approval run: submitted work is approved and recorded, contract by contract."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.reads.undecided_entries import undecided_entries


def approval_run(
    *,
    company_id: int,
    approved_on: date,
    approved_by: int,
    selection: Selection | None = None,
    submit_drafts: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Approve submitted entries, record their actuals and open backlog and journal lines.

    Args:
        company_id: Company of the entries.
        approved_on: Company date of the decision.
        approved_by: Person who decides.
        selection: Which entries; all when None.
        submit_drafts: Submit drafts and returned entries of the selection first.
        dry_run: Do it and undo it.
        progress: Told entries done and entries in all.

    Returns:
        ``counts``: entries, cost actuals, unbilled sales. ``amounts``: cost, unbilled sales.

    Raises:
        RunInProgress: Another process approves for this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/work.md#approving.
    """
    selection = selection or Selection()
    drafts: set[int] = set()

    def selected() -> Sequence[Selected]:
        submitted = undecided_entries(company_id=company_id, statuses=["submitted"], selection=selection)
        if not submit_drafts:
            return submitted
        unsubmitted = undecided_entries(
            company_id=company_id, statuses=["draft", "returned"], selection=selection
        )
        drafts.update(one.record_id for one in unsubmitted)
        return [*submitted, *unsubmitted]

    def step(ids: list[int]) -> Outcome:
        outcome = Outcome()
        unsubmitted = [one for one in ids if one in drafts]
        if unsubmitted:
            submit_entries(company_id=company_id, entry_ids=unsubmitted)
        done = record_approved_work(
            company_id=company_id,
            entry_ids=ids,
            approved_on=approved_on,
            approved_by=approved_by,
            recorded_at=timezone.now(),
        )
        outcome.count("entries", done.entry_count)
        outcome.count("cost actuals", done.cost_count)
        outcome.count("unbilled sales", done.unbilled_count)
        for what, amounts in (("cost", done.cost_amounts), ("unbilled sales", done.unbilled_amounts)):
            for currency, amount in amounts.items():
                outcome.add(what, currency, amount)
        return outcome

    job = Job(
        company_id=company_id,
        run_kind="approve_entries",
        subject="entry",
        ids_of_refusals="entry_ids",
        step=step,
        arguments={**selection.params(), "approved_on": approved_on, "submit_drafts": submit_drafts},
        started_by=approved_by,
    )
    return carry_out(job, selected, dry_run=dry_run, progress=progress)
