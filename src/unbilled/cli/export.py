"""``unbilled export``: the books in formats that other programs read."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from unbilled.cli.desk import As, Company, reader, ready_folder, unfinished
from unbilled.cli.terminal import terminal

app = typer.Typer(help="The books in formats that other programs read.", no_args_is_help=True)


class LedgerFormat(StrEnum):
    """Formats of the general ledger."""

    BEANCOUNT = "beancount"


@app.callback()
def export() -> None:
    """The books in formats that other programs read."""


@app.command()
def ledger(
    ledger_format: Annotated[LedgerFormat, typer.Option("--format", help="Format of the text.")],
    out: Annotated[Path | None, typer.Option(help="File; standard output when not given.")] = None,
    company: Company = None,
    as_person: As = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON about the file; needs --out.")] = False,
) -> None:
    """Write the whole general ledger.

    Example: unbilled export ledger --format beancount --out books.beancount.
    """
    if as_json and out is None:
        raise typer.BadParameter("Name the file with --out.", param_hint="--json")
    by = reader(company, as_person)
    from unbilled.reports.reads.beancount import export_beancount

    pieces = export_beancount(company_id=by.company_id, sight=by.sight)
    if out is None:
        sys.stdout.writelines(pieces)
        return
    ready_folder(out.absolute().parent, "--out")
    with unfinished(out) as beside, beside.open("w", encoding="utf-8") as file:
        file.writelines(pieces)
    if as_json:
        typer.echo(json.dumps({"company": by.company.code, "file": str(out), "bytes": out.stat().st_size}))
        return
    terminal(errors=True).print(f"The ledger of {by.company.code} is in {out}.")
