"""``unbilled periods``: which months take postings."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk
from unbilled.cli.listing import listing

app = typer.Typer(help="Fiscal periods: list, hold, open and close them.", no_args_is_help=True)

Periods = Annotated[
    list[str], typer.Argument(metavar="YYYY-MM...", help="Periods by their first month.", show_default=False)
]
listing(
    app,
    "list",
    "unbilled.ledger.reads.periods:PERIODS",
    asks=("year", "status", "date"),
    doc="List fiscal periods and whether they take postings. Example: unbilled periods list --year 2026.",
)


@app.command()
@acting()
def hold(at: Desk, names: Periods) -> None:
    """Put open periods on hold: for a while they take no postings. Example: unbilled periods hold 2026-03."""
    from unbilled.ledger.events.hold_periods import hold_periods

    move(at, "Put on hold", hold_periods, names)


@app.command("open")
@acting()
def reopen(at: Desk, names: Periods) -> None:
    """Open periods that are on hold. Example: unbilled periods open 2026-03."""
    from unbilled.ledger.events.open_periods import open_periods

    move(at, "Opened", open_periods, names)


@app.command()
@acting()
def close(
    at: Desk,
    names: Periods,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help="Also where something is left that will have to be posted on a later day."
        ),
    ] = False,
) -> None:
    """Close periods for good, if all is done in them; a dry run says what is not.

    Example: unbilled periods close 2026-01 2026-02 --dry-run.
    """
    from unbilled.process.events.close_periods import close_periods

    closed = close_periods(at.act, period_ids=found(at, names), anyway=anyway)
    did(
        at,
        "Closed",
        {"periods": closed.period_count},
        said=[f"Left in {one}." for one in closed.undone],
        undone=[asdict(one) for one in closed.undone],
    )


def move(at: Desk, done: str, event: Callable[..., int], names: Sequence[str]) -> None:
    """Move the periods that are named."""
    did(at, done, {"periods": event(at.act, period_ids=found(at, names))})


def found(at: Desk, names: Sequence[str]) -> list[int]:
    """The periods that are named.

    Raises:
        NameUnknown: The company has none of a name.
    """
    from unbilled.reports.reads.find_named import find_setup

    return find_setup(company_id=at.company_id, kind="period", names=names)
