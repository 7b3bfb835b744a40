"""``unbilled backlog``, ``ready`` and ``not-ready``: open work, and what of it may be billed."""

from typing import TYPE_CHECKING

import typer

from unbilled.cli.acting import WORKED, acting, named_or_filtered
from unbilled.cli.acts import Entries, Milestones, did
from unbilled.cli.desk import Desk
from unbilled.cli.listing import listing

if TYPE_CHECKING:
    from unbilled.reports.reads.find_work import OpenWork


def backlog(app: typer.Typer) -> None:
    """Make the command that shows open work."""
    listing(
        app,
        "backlog",
        "unbilled.billing.reads.backlog_totals:OPEN_TOTALS",
        asks=(
            *(
                "contract",
                "project",
                "customer",
                "task",
                "role",
                "resource",
                "category",
                "class",
                "billing_type",
            ),
            *("status", "limit_status", "date", "amount", "person", "text"),
        ),
        instead=(
            ("--lines", "Line by line, not in total.", "unbilled.billing.reads.backlog:OPEN_SALES"),
            (
                "--without-line",
                "Instead, approved work that no contract line covers, and why.",
                "unbilled.billing.reads.work_without_line:WORK_WITHOUT_LINE",
            ),
        ),
        doc="""Show open work by contract line, class and billing status, or line by line.

        Example: unbilled backlog --contract C-1; unbilled backlog --lines --through month-end --format csv;
        unbilled backlog --without-line.
        """,
    )


@acting(filters=True, also=WORKED)
def ready(at: Desk, entry: Entries = None, milestone: Milestones = None) -> None:
    """Mark open work and milestones ready to invoice.

    What is named is marked all or not at all; --contract says whose milestone is meant.
    Example: unbilled ready --through 2026-03-31 --task Design; unbilled ready --milestone "Report accepted".
    """
    from unbilled.billing.events.mark_ready import mark_ready

    work = found_work(at, entry, milestone, event="billing.mark_ready", is_ready=False)
    mark_ready(at.act, actual_ids=work.actual_ids, milestone_ids=work.milestone_ids)
    did(at, "Marked ready to invoice", work.counts)


@acting(filters=True, also=WORKED)
def not_ready(at: Desk, entry: Entries = None, milestone: Milestones = None) -> None:
    """Take the mark away again from open work and milestones that are ready to invoice.

    Example: unbilled not-ready --entry toggl:8812.
    """
    from unbilled.billing.events.mark_not_ready import mark_not_ready

    work = found_work(at, entry, milestone, event="billing.mark_not_ready", is_ready=True)
    mark_not_ready(at.act, actual_ids=work.actual_ids, milestone_ids=work.milestone_ids)
    did(at, "Marked not ready", work.counts)


def found_work(
    at: Desk, entries: list[str] | None, milestones: list[str] | None, *, event: str, is_ready: bool
) -> "OpenWork":
    """The work that is named, or what is the person's of what the filters take."""
    from unbilled.reports.reads.find_work import find_open_work

    named_or_filtered(at, entries or milestones, beside=("contract",))
    return find_open_work(
        company_id=at.company_id,
        entries=entries,
        milestones=milestones,
        selection=at.selection,
        is_ready=is_ready,
        sight=at.sight(event),
    )
