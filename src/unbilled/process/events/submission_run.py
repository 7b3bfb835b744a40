"""Submission run: drafts of work go to whoever approves them."""

from collections.abc import Sequence

from unbilled.foundation.selections import Selection
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.reads.undecided_entries import undecided_entries


def submission_run(
    *,
    company_id: int,
    submitted_by: int,
    selection: Selection | None = None,
    entry_ids: Sequence[int] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Submit draft and returned entries; what is refused is set aside.

    Args:
        company_id: Company of the entries.
        submitted_by: Person who runs it.
        selection: Which entries; all when None.
        entry_ids: Only these, such as those just imported; any when None.
        dry_run: Do it and undo it.
        progress: Told entries done and entries in all.

    Returns:
        ``counts``: entries.

    Raises:
        RunInProgress: Another process submits for this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/work.md#submitting.
    """
    selection = selection or Selection()

    def step(ids: list[int]) -> Outcome:
        outcome = Outcome()
        outcome.count("entries", submit_entries(company_id=company_id, entry_ids=ids))
        return outcome

    job = Job(
        company_id=company_id,
        run_kind="submit_entries",
        subject="entry",
        ids_of_refusals="entry_ids",
        step=step,
        arguments=selection.params(),
        started_by=submitted_by,
    )
    return carry_out(
        job,
        lambda: undecided_entries(
            company_id=company_id, statuses=["draft", "returned"], selection=selection, entry_ids=entry_ids
        ),
        dry_run=dry_run,
        progress=progress,
    )
