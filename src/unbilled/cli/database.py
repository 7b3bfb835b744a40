"""``unbilled database`` and ``unbilled migrate``: the server and its tables."""

import json

import typer

from unbilled.cli import setup
from unbilled.cli.desk import Json

app = typer.Typer(help="The private database server.", no_args_is_help=True)


def say(sentence: str, as_json: bool, **facts: object) -> None:
    """Print a sentence, or the facts as JSON."""
    typer.echo(json.dumps(facts) if as_json else sentence)


@app.command()
def start(as_json: Json = False) -> None:
    """Start the server unless it runs. Example: unbilled database start."""
    from unbilled.foundation import database

    database.start()
    say("The database runs.", as_json, running=True)


@app.command()
def stop(as_json: Json = False) -> None:
    """Stop the private server. Example: unbilled database stop."""
    from unbilled.foundation import database

    if database.given_url():
        say("The database of UNBILLED_DATABASE_URL is yours to stop.", as_json, running=True)
        return
    database.PrivateServer(database.home()).stop()
    say("The database is stopped.", as_json, running=False)


@app.command()
def status(as_json: Json = False) -> None:
    """Say whether the private server runs. Example: unbilled database status --json."""
    from unbilled.foundation import database

    if database.given_url():
        database.start()
        say("The database of UNBILLED_DATABASE_URL answers.", as_json, running=True)
        return
    server = database.PrivateServer(database.home())
    running = server.answers()
    say(f"The database under {server.home} {'runs' if running else 'is stopped'}.", as_json, running=running)


def migrate(as_json: Json = False) -> None:
    """Bring the tables and the code in the database to this version.

    Example: unbilled migrate.
    """
    setup.books(migrated=False)
    from django.core.management import call_command
    from django.utils import timezone

    from unbilled.foundation.management.commands.migrate import Command
    from unbilled.people.events.make_administrator import make_administrator

    command = Command()
    call_command(command, verbosity=0, interactive=False)
    done = command.installed
    make_administrator(joined_at=timezone.now())
    say(
        "The tables are those of this version. "
        f"Functions and triggers: installed {done.installed}, dropped {done.dropped}.",
        as_json,
        migrated=True,
        installed=done.installed,
        dropped=done.dropped,
    )
