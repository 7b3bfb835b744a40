"""``unbilled backlog``, ``ready`` and ``not-ready``: open work, and what of it may be billed."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from unbilled.cli.acting import WORKED, acting, named_or_filtered
from unbilled.cli.acts import Entries, Milestones, did
from unbilled.cli.desk import DAYS, Desk
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
            *("status", "limit_status", "held", "date", "amount", "person", "text"),
        ),
        instead=(
            ("--lines", "Line by line, not in total.", "unbilled.billing.reads.backlog:OPEN_SALES"),
            (
                "--without-line",
                "Instead, approved work that no contract line covers, and why.",
                "unbilled.billing.reads.work_without_line:WORK_WITHOUT_LINE",
            ),
            (
                "--of-day",
                "Instead, backlog and work in progress as they stood at the end of --through, by the books.",
                "unbilled.reports.reads.backlog_of_day:BACKLOG_OF_DAY",
            ),
        ),
        doc="""Show open work by contract line, class and billing status, or line by line.

        Example: unbilled backlog --contract C-1; unbilled backlog --lines --through month-end --format csv;
        unbilled backlog --without-line; unbilled backlog --of-day --through last-month-end.
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
        on=at.today,
    )


@acting(filters=True, also=WORKED)
def hold(
    at: Desk,
    entry: Entries = None,
    milestone: Milestones = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is not billed.")] = "",
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until", metavar="DATE", formats=DAYS, help="First day on which it is held no longer."
        ),
    ] = None,
) -> None:
    """Hold open work and milestones back, with a reason; what was ready is not any more.

    Until the day, or until somebody marks it ready by name, bill and ready pass it over.
    Example: unbilled hold --entry toggl:8812 --reason "price in dispute" --until 2026-04-15.
    """
    from unbilled.billing.events.hold_work import hold_work

    work = found_work(at, entry, milestone, event="billing.hold_work", is_ready=False)
    held = hold_work(
        at.act,
        actual_ids=work.actual_ids,
        milestone_ids=work.milestone_ids,
        reason=reason,
        until=until and until.date(),
    )
    did(at, "Held back", work.counts if held else {})


limits = typer.Typer(help="Not-to-exceed limits: list, evaluate and reset them.", no_args_is_help=True)
listing(
    limits,
    "list",
    "unbilled.billing.reads.limits:LIMITS",
    asks=("contract", "customer", "level", "amount", "text"),
    doc="""List limits of contracts, lines and customers, and what is left of them.

    Limits are set with contracts change and contracts lines change.

    Example: unbilled limits list --contract C-1.
    """,
)


@limits.command()
@acting(filters=True, also=WORKED)
def evaluate(at: Desk, entry: Entries = None) -> None:
    """Hold open work against its limits again; what is named first has the headroom first.

    Example: unbilled limits evaluate --contract C-1; unbilled limits evaluate --entry T9 --entry T8.
    """
    from unbilled.process.events.evaluate_limits import evaluate_limits

    done = evaluate_limits(at.act, actual_ids=_on_no_draft(at, entry, "process.evaluate_limits"))
    did(at, "Evaluated", {"within": done.committed_count, "over": done.failed_count})


@limits.command()
@acting(filters=True, also=WORKED)
def reset(at: Desk, entry: Entries = None) -> None:
    """Free what open work takes of its limits, until it is evaluated again.

    Example: unbilled limits reset --contract C-1 --through 2026-03-31.
    """
    from unbilled.billing.events.reset_limits import reset_limits

    count = reset_limits(at.act, actual_ids=_on_no_draft(at, entry, "billing.reset_limits"))
    did(at, "Reset", {"sales": count})


def _on_no_draft(at: Desk, entries: list[str] | None, event: str) -> list[int]:
    """Open sales that are named, in that order, or what is the person's of what the filters take."""
    from unbilled.billing.reads.backlog import OPEN_SALES
    from unbilled.reports.reads.find_work import find_open_work

    named_or_filtered(at, entries)
    if entries:
        work = find_open_work(
            company_id=at.company_id, entries=entries, milestones=None, selection=at.selection, is_ready=False
        )
        return list(work.actual_ids)
    asked = at.selection.but(status=["not_ready", "ready_to_invoice"])
    listed = OPEN_SALES.of(company_id=at.company_id, selection=asked, sight=at.sight(event))
    return listed.taken()
