"""``unbilled backlog``, ``ready`` and ``not-ready``: open work, and what of it may be billed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli.acting import WORKED, acting, named_or_filtered
from unbilled.cli.acts import Entries, HeldUntil, Milestones, did, figure
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
                "currency",
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
    until: HeldUntil = None,
    amount: Annotated[
        str | None,
        typer.Option(
            "--amount",
            metavar="NUMBER",
            help="Only so much of the one entry that is named; in contract currency.",
        ),
    ] = None,
) -> None:
    """Hold open work and milestones back, with a reason; what was ready is not any more.

    Until the day, or until somebody marks it ready by name, bill and ready pass it over.
    Example: unbilled hold --entry toggl:8812 --reason "price in dispute" --until 2026-04-15; unbilled hold --entry T9
    --amount 150 --reason "one hour in dispute".
    """
    from unbilled.billing.events.hold_work import hold_work
    from unbilled.process.events.postpone_part import postpone_part

    if amount is not None:
        ids = _on_no_draft(at, entry, "process.postpone_part")
        if len(ids) != 1 or milestone:
            raise typer.BadParameter("--amount is of one sale; name its entry")
        part = {ids[0]: figure("--amount", amount)}
        parts = postpone_part(at.act, amounts=part, reason=reason, until=until and until.date())
        did(at, "Held back", {"parts": parts})
        return

    work = found_work(at, entry, milestone, event="billing.hold_work", is_ready=False)
    held = hold_work(
        at.act,
        actual_ids=work.actual_ids,
        milestone_ids=work.milestone_ids,
        reason=reason,
        until=until and until.date(),
    )
    did(at, "Held back", work.counts if held else {})


Why = Annotated[
    str,
    typer.Option(
        "--reason", metavar="CODE", help="Why: a write-off reason, by its code.", show_default=False
    ),
]
Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why, in words.")]
Amount = Annotated[
    str | None,
    typer.Option(
        "--amount", metavar="NUMBER", help="By so much, of the one entry that is named; in contract currency."
    ),
]
Percent = Annotated[
    str | None, typer.Option("--percent", metavar="NUMBER", help="By such a part of what each is worth.")
]


@acting(filters=True, also=WORKED, on=True)
def write_off(
    at: Desk,
    reason: Why,
    entry: Entries = None,
    amount: Amount = None,
    percent: Percent = None,
    because: Because = "",
) -> None:
    """Write open work off, whole or in part: it is no longer charged. What is on a draft is edited there.

    Example: unbilled write-off --entry toggl:8812 --amount 150 --reason GOODWILL;
    unbilled write-off --project P-1 --through 2026-03-31 --percent 10 --reason GOODWILL --because "slow machine".
    """
    from unbilled.process.events.write_off_work import write_off_work

    asked = _adjusting(at, entry, amount, percent, reason, event="process.write_off_work")
    done = write_off_work(at.act, **asked, reason=because)
    did(at, "Written off", {"sales": done.sale_count}, {"charged": done.amounts})


@acting(filters=True, also=WORKED, on=True)
def write_up(
    at: Desk,
    reason: Why,
    entry: Entries = None,
    amount: Amount = None,
    percent: Percent = None,
    because: Because = "",
) -> None:
    """Write open work up: more is charged for the same quantity. What is on a draft is edited there.

    Example: unbilled write-up --entry toggl:8812 --amount 50 --reason RUSH; unbilled write-up --entry T9 --percent 5
    --reason RUSH.
    """
    from unbilled.process.events.write_up_work import write_up_work

    if amount is None and percent is None:
        raise typer.BadParameter("say by how much: --amount or --percent")
    asked = _adjusting(at, entry, amount, percent, reason, event="process.write_up_work")
    done = write_up_work(at.act, **asked, reason=because)
    did(at, "Written up", {"sales": done.sale_count}, {"charged": done.amounts})


def _adjusting(
    at: Desk, entries: list[str] | None, amount: str | None, percent: str | None, reason: str, *, event: str
) -> dict[str, Any]:
    """Which sales are adjusted, by how much, and why."""
    from unbilled.reports.reads.find_named import find_setup

    if amount is not None and percent is not None:
        raise typer.BadParameter("say --amount or --percent, not both")
    [reason_id] = find_setup(company_id=at.company_id, kind="write-off reason", names=[reason])
    ids = _on_no_draft(at, entries, event, chargeable=True)
    if amount is not None and len(ids) != 1:
        raise typer.BadParameter("--amount is of one sale; name its entry, or say --percent")
    return {
        "actual_ids": ids,
        "amounts": {ids[0]: figure("--amount", amount)} if amount is not None else None,
        "percent": figure("--percent", percent) if percent is not None else None,
        "write_off_reason_id": reason_id,
    }


@acting(filters=True, also=WORKED, on=True)
def reprice(
    at: Desk,
    entry: Entries = None,
    price: Annotated[
        str | None,
        typer.Option("--price", metavar="NUMBER", help="This price per unit, in contract currency."),
    ] = None,
    percent: Annotated[
        str | None,
        typer.Option(
            "--percent", metavar="NUMBER", help="So many percent more than each is; below zero: less."
        ),
    ] = None,
    because: Because = "",
) -> None:
    """Price open work anew: by the price lists as they are now, at a --price, or by a --percent; first with --dry-run.

    Example: unbilled reprice --contract C-1 --dry-run; unbilled reprice --project P-1 --role Developer --price 95;
    unbilled reprice --entry toggl:8812 --percent -10 --because "trainee".
    """
    from unbilled.process.events.reprice_work import method_of, reprice_work
    from unbilled.reports.reads.repricing import repricing

    if price is not None and percent is not None:
        raise typer.BadParameter("say --price or --percent, not both")
    ids = _on_no_draft(at, entry, "process.reprice_work")
    new_price = figure("--price", price) if price is not None else None
    more = figure("--percent", percent) if percent is not None else None
    method, value = method_of(new_price, more)
    foreseen = repricing(company_id=at.company_id, actual_ids=ids, method=method, value=value)
    done = reprice_work(at.act, actual_ids=ids, price=new_price, percent=more, reason=because)
    said = [one.sentence for one in foreseen]
    did(at, "Priced anew", {"sales": done.sale_count}, {"charged": done.amounts}, said, contracts=foreseen)


adjustments = typer.Typer(
    help="What was written off, written up and priced anew: list and undo it.", no_args_is_help=True
)
listing(
    adjustments,
    "list",
    "unbilled.actuals.reads.adjustments:ADJUSTMENTS",
    asks=(
        "contract",
        "project",
        "customer",
        "resource",
        "kind",
        "reason",
        "undone",
        "date",
        "amount",
        "person",
        "text",
    ),
    doc="""List what was written off, written up and priced anew, by whom and why.

    Example: unbilled adjustments list --contract C-1 --kind written_off --from 2026-03-01.
    """,
)


@adjustments.command()
@acting(on=True)
def undo(
    at: Desk, act: Annotated[int, typer.Argument(metavar="ACT", help="Number of the act, as it is listed.")]
) -> None:
    """Undo what one act adjusted: the work is worth again what it was.

    Example: unbilled adjustments undo 1204.
    """
    from unbilled.process.events.undo_adjustments import undo_adjustments

    done = undo_adjustments(at.act, act_number=act)
    did(at, "Undone", {"sales": done.sale_count}, {"charged": done.amounts})


def realization(app: typer.Typer) -> None:
    """Make the command that tells what became of work."""
    reads = "unbilled.reports.reads.realization"
    listing(
        app,
        "realization",
        f"{reads}:BY_CONTRACT",
        asks=("contract", "project", "customer", "resource", "date", "text"),
        instead=(
            ("--by-project", "By project.", f"{reads}:BY_PROJECT"),
            ("--by-person", "By who worked.", f"{reads}:BY_PERSON"),
            ("--by-month", "By month of the work.", f"{reads}:BY_MONTH"),
            ("--by-day", "By contract, project, person and day.", f"{reads}:REALIZATION"),
        ),
        doc="""Tell by contract what was worked, what of it was given away, and what became of the rest.

        Amounts are before tax, of time and material.

        Example: unbilled realization --from 2026-01-01 --through 2026-03-31; unbilled realization --by-person --totals.
        """,
    )


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


def _on_no_draft(at: Desk, entries: list[str] | None, event: str, *, chargeable: bool = False) -> list[int]:
    """Open sales of the entries that are named, in that order, or what is the person's of what the filters take."""
    from unbilled.billing.reads.backlog import OPEN_SALES
    from unbilled.billing.reads.sales_of_entries import sales_of_entries
    from unbilled.reports.reads.find_named import find_entries

    named_or_filtered(at, entries)
    if entries:
        entry_ids = find_entries(company_id=at.company_id, names=entries, sight=at.sees)
        return sales_of_entries(company_id=at.company_id, entry_ids=entry_ids, chargeable=chargeable)
    asked = at.selection.but(status=["not_ready", "ready_to_invoice"])
    if chargeable:
        asked = asked.but(billing_type="chargeable")
    listed = OPEN_SALES.of(company_id=at.company_id, selection=asked, sight=at.sight(event))
    return listed.taken()
