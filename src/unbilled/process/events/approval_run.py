"""Approval run: submitted work is approved and recorded, contract by contract."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.reads.undecided_entries import undecided_entries


def approval_run(
    act: Act,
    *,
    selection: Selection | None = None,
    submit_drafts: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Approve submitted entries, record their actuals and open backlog and journal lines.

    Args:
        act: Who, for which company, on which day.
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
        submitted = undecided_entries(company_id=act.company_id, statuses=["submitted"], selection=selection)
        if not submit_drafts:
            return submitted
        unsubmitted = undecided_entries(
            company_id=act.company_id, statuses=["draft", "returned"], selection=selection
        )
        drafts.update(one.record_id for one in unsubmitted)
        return [*submitted, *unsubmitted]

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        unsubmitted = [one for one in ids if one in drafts]
        if unsubmitted:
            submit_entries(act, entry_ids=unsubmitted)
        done = record_approved_work(
            act,
            entry_ids=ids,
        )
        outcome.count("entries", done.entry_count)
        outcome.count("cost actuals", done.cost_count)
        outcome.count("unbilled sales", done.unbilled_count)
        for what, amounts in (("cost", done.cost_amounts), ("unbilled sales", done.unbilled_amounts)):
            for currency, amount in amounts.items():
                outcome.add(what, currency, amount)
        return outcome

    job = Job(
        event="process.approval_run",
        run_kind="approve_entries",
        subject="entry",
        ids_of_refusals="entry_ids",
        step=step,
        arguments={**selection.params(), "approved_on": act.on, "submit_drafts": submit_drafts},
    )
    return carry_out(act, job, selected, dry_run=dry_run, progress=progress)
