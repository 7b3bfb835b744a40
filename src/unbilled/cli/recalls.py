"""``unbilled recalls`` and ``take-back``: approved work that is wanted back, and taken back."""

from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk
from unbilled.cli.entries import References
from unbilled.cli.listing import listing

app = typer.Typer(help="Approved work that somebody wants back: ask, accept, refuse.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.work.reads.recalls:RECALLS",
    asks=("project", "resource", "status", "entry", "date", "person", "text"),
    doc="""List who wants which approved work back, why, and what became of it.

    Example: unbilled recalls list --status requested.
    """,
)

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it should come back.")]
Why = Annotated[str, typer.Option("--comment", metavar="TEXT", help="Why it stays approved.")]
Comment = Annotated[str, typer.Option("--comment", metavar="TEXT", help="What to correct.")]


@app.command()
@acting()
def ask(at: Desk, references: References, reason: Reason) -> None:
    """Ask for approved entries back; they stay approved until somebody decides.

    Example: unbilled recalls ask toggl:8812 --reason "Only six hours".
    """
    from unbilled.process.events.ask_for_work_back import ask_for_work_back
    from unbilled.reports.reads.find_named import find_entries

    entry_ids = find_entries(company_id=at.company_id, names=references, sight=at.sees)
    did(at, "Asked for", {"entries": ask_for_work_back(at.act, entry_ids=entry_ids, reason=reason)})


@app.command()
@acting(on=True)
def accept(at: Desk, references: References, comment: Comment = "") -> None:
    """Give approved entries back to who asked for them: what was recorded is reversed, and they are returned.

    Example: unbilled recalls accept toggl:8812.
    """
    from unbilled.process.events.accept_recalls import accept_recalls
    from unbilled.reports.reads.find_named import find_entries

    entry_ids = find_entries(company_id=at.company_id, names=references, sight=at.sees)
    done = accept_recalls(at.act, entry_ids=entry_ids, comment=comment)
    did(at, "Given back", {"entries": done.entry_count}, done.amounts)


@app.command()
@acting()
def refuse(at: Desk, references: References, comment: Why) -> None:
    """Refuse to give approved entries back. Example: unbilled recalls refuse toggl:8812 --comment "It was eight"."""
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.events.refuse_recalls import refuse_recalls

    entry_ids = find_entries(company_id=at.company_id, names=references, sight=at.sees)
    did(at, "Refused", {"entries": refuse_recalls(at.act, entry_ids=entry_ids, comment=comment)})


@acting(on=True)
def take_back(at: Desk, references: References, comment: Comment = "") -> None:
    """Take the approval of entries back: what was recorded is reversed, and they wait for another decision.

    With --comment they are returned to whoever entered them. Example: unbilled take-back toggl:8812 --comment "Which
    task?"
    """
    from unbilled.process.events.take_back_work import take_back_work
    from unbilled.reports.reads.find_named import find_entries

    entry_ids = find_entries(company_id=at.company_id, names=references, sight=at.sees)
    done = take_back_work(at.act, entry_ids=entry_ids, comment=comment)
    did(at, "Taken back", {"entries": done.entry_count}, done.amounts)
