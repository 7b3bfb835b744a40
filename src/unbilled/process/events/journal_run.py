"""Journal run: recorded cost and unbilled sales reach the ledger."""

from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.reads.draft_journal_lines import draft_journal_lines
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selection
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out


def journal_run(
    act: Act,
    *,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Post the draft lines of the integration journals.

    Args:
        act: Who, for which company, on which day.
        selection: Which lines; all when None.
        dry_run: Do it and undo it.
        progress: Told lines done and lines in all.

    Returns:
        ``counts``: journal lines, vouchers.

    Raises:
        RunInProgress: Another process posts journals of this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/journal.md#posting-journals.
    """
    selection = selection or Selection()

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        posted = post_journals(
            act,
            actual_ids=ids,
        )
        outcome.count("journal lines", posted.line_count)
        outcome.count("vouchers", posted.voucher_count)
        return outcome

    job = Job(
        event="process.journal_run",
        run_kind="post_journals",
        subject="journal_line",
        ids_of_refusals="actual_ids",
        step=step,
        arguments=selection.params(),
    )
    return carry_out(
        act,
        job,
        lambda: draft_journal_lines(company_id=act.company_id, selection=selection),
        dry_run=dry_run,
        progress=progress,
    )
