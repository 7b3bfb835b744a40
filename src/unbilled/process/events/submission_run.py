"""Submission run: drafts of work go to whoever approves them."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selection
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.reads.undecided_entries import undecided_entries


def submission_run(
    act: Act,
    *,
    selection: Selection | None = None,
    entry_ids: Sequence[int] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Submit draft and returned entries; what is refused is set aside.

    Args:
        act: Who, for which company, on which day.
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

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        outcome.count("entries", submit_entries(act, entry_ids=ids))
        return outcome

    job = Job(
        event="process.submission_run",
        run_kind="submit_entries",
        subject="entry",
        ids_of_refusals="entry_ids",
        step=step,
        arguments=selection.params(),
    )
    return carry_out(
        act,
        job,
        lambda: undecided_entries(
            company_id=act.company_id,
            statuses=["draft", "returned"],
            selection=selection,
            entry_ids=entry_ids,
        ),
        dry_run=dry_run,
        progress=progress,
    )
