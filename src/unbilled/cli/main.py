"""The ``unbilled`` command: thin windows onto events and runs.

Every command module brings a Typer app; here they are named, and here a refusal becomes a sentence,
and so does what fails unexpectedly.
"""

import json
import sys
from collections.abc import Sequence
from copy import copy
from typing import Annotated

import typer

from unbilled import __version__
from unbilled.cli import (
    act_log,
    backlog,
    backup,
    bench,
    billing,
    changeorders,
    company,
    contracts,
    database,
    deliveries,
    demo,
    documents,
    entries,
    export,
    importing,
    invoices,
    journals,
    layouts,
    ledger,
    masters,
    milestones,
    people,
    periods,
    post,
    prices,
    printing,
    products,
    proformas,
    proposals,
    recalls,
    retainers,
    runs,
    scenario,
    schedules,
    serve,
    tax,
    trace,
    verify,
    why,
    work,
    worker,
    years,
)
from unbilled.cli.doors import door
from unbilled.cli.terminal import terminal
from unbilled.foundation.refusals import Refusal

app = typer.Typer(
    name="unbilled",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(database.app, name="database")
app.command("migrate")(database.migrate)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("demo")(demo.demo)
app.add_typer(company.app, name="company")
for name, commands in {**masters.APPS, "tax": tax.app}.items():
    app.add_typer(commands, name=name)
app.add_typer(years.app, name="years")
app.add_typer(people.app, name="people")
app.add_typer(contracts.app, name="contracts")
app.add_typer(changeorders.app, name="changeorders")
app.add_typer(prices.app, name="prices")
app.add_typer(importing.app, name="import")
app.add_typer(entries.app, name="entries")
app.command("submit")(work.submit)
app.command("approve")(work.approve)
app.command("recall")(work.recall)
app.command("reject")(work.reject)
app.command("reword")(work.reword)
app.command("take-back")(recalls.take_back)
app.add_typer(recalls.app, name="recalls")
app.add_typer(journals.app, name="journals")
app.add_typer(post.app, name="post")
app.add_typer(ledger.app, name="ledger")
backlog.backlog(app)
app.command("ready")(backlog.ready)
app.command("not-ready")(backlog.not_ready)
app.command("hold")(backlog.hold)
app.command("write-off")(backlog.write_off)
app.command("write-up")(backlog.write_up)
app.command("reprice")(backlog.reprice)
app.add_typer(backlog.adjustments, name="adjustments")
backlog.realization(app)
app.add_typer(backlog.limits, name="limits")
app.add_typer(schedules.app, name="schedules")
app.command("bill")(billing.bill)
app.add_typer(proformas.app, name="proformas")
app.command("confirm")(billing.confirm)
app.add_typer(proposals.app, name="proposals")
app.add_typer(invoices.app, name="invoices")
app.command("print")(printing.print_invoices)
app.command("deliver")(deliveries.deliver)
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(deliveries.questions, name="questions")
app.add_typer(documents.app, name="documents")
app.add_typer(layouts.app, name="layouts")
app.add_typer(milestones.app, name="milestones")
app.add_typer(products.app, name="products")
app.add_typer(retainers.app, name="retainers")
app.add_typer(periods.app, name="periods")
app.add_typer(runs.app, name="runs")
app.command("scenario")(scenario.scenario)
app.command("verify")(verify.verify)
app.command("trace")(trace.trace)
app.command("why")(why.why)
app.add_typer(act_log.app, name="acts")
app.add_typer(export.app, name="export")
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.add_typer(bench.app, name="bench")


def tell_version(wanted: bool) -> None:
    """Say of which version the program is, and end."""
    if wanted:
        typer.echo(f"unbilled {__version__}")
        raise typer.Exit


@app.callback()
def unbilled(
    version: Annotated[
        bool,
        typer.Option("--version", callback=tell_version, is_eager=True, help="Say the version, and end."),
    ] = False,
) -> None:
    """From approved work to a posted, legally compliant customer invoice."""


def only(arguments: Sequence[str]) -> typer.Typer:
    """The commands of the first word, or all if it is none of them: to build all takes as long as many a read."""
    word = arguments[0] if arguments else ""
    small = copy(app)
    small.registered_commands = [one for one in app.registered_commands if one.name == word]
    small.registered_groups = [one for one in app.registered_groups if one.name == word]
    return small if small.registered_commands or small.registered_groups else app


REFUSED = 1
INTERRUPTED = 130


class ArgumentNotText(Refusal):
    """A word of the command line is not text in the encoding of this system."""

    sentence = "{argument} is not text that can be read."
    remedy = "Write it in UTF-8; a file with such a name has to be renamed first."


def refuse_unreadable(arguments: Sequence[str]) -> None:
    """Refuse bytes that stand for no character: neither the books nor a terminal take them.

    Raises:
        ArgumentNotText: There are some.
    """
    for one in arguments:
        if any("\ud800" <= letter <= "\udfff" for letter in one):
            raise ArgumentNotText(argument=repr(one.encode(errors="surrogateescape"))[1:])


def main() -> None:
    """Run the command; a refusal is a sentence and a remedy on standard error, and exit status 1.

    So is what fails unexpectedly, with its details in a log. Events commit whole or not at all, so that
    neither leaves anything half done.
    """
    try:
        refuse_unreadable(sys.argv)
        only(sys.argv[1:])(standalone_mode=True)
    except Refusal as refusal:
        report(refusal, as_json=reads_json(sys.argv))
        raise SystemExit(REFUSED) from None
    except Exception as error:
        from unbilled.cli.failures import refusal_of

        report(refusal_of(error), as_json=reads_json(sys.argv))
        raise SystemExit(REFUSED) from None
    except SystemExit as end:
        # Typer turns the key that interrupts into this status.
        if end.code == INTERRUPTED:
            terminal(errors=True).print("Interrupted. What was finished is kept; run it again to go on.")
        raise


def reads_json(arguments: Sequence[str]) -> bool:
    """Whether a program reads what a command says.

    >>> reads_json(["backlog", "--json"]), reads_json(["backlog", "--format", "json"]), reads_json(["backlog"])
    (True, True, False)
    """
    return "--json" in arguments or "--format json" in " ".join(arguments).replace("--format=", "--format ")


def report(refusal: Refusal, *, as_json: bool) -> None:
    """Say what is wrong and what to do, for a person or, with ``--json``, for a program."""
    if as_json:
        said = {"refusal": refusal.code, "sentence": refusal.message, "remedy": refusal.advice}
        if command := door(refusal):
            said["command"] = command
        sys.stdout.write(json.dumps(said) + "\n")
        return
    console = terminal(errors=True)
    console.print(refusal.message, style="bold red")
    if refusal.advice:
        console.print(refusal.advice)
    if command := door(refusal):
        console.print(f"  {command}")
