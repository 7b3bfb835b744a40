"""``unbilled company``: companies that keep their books here."""

from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli import setup
from unbilled.cli.acts import lacking, print_json, show_found
from unbilled.cli.desk import DAYS, As, Company, DryRun, Json, acting_person, desk, ready_folder, write_whole
from unbilled.cli.listing import put, sign
from unbilled.cli.mastering import ACTING, answers, needed, option, tell_changes, tell_records, told, ways
from unbilled.cli.printable import unprintable
from unbilled.companies.records import CompanyParameters
from unbilled.foundation import figures
from unbilled.foundation.refusals import shortened
from unbilled.tax.records import TaxDefaults

if TYPE_CHECKING:
    from unbilled.foundation.acts import Act
    from unbilled.intake.company_files.loading import LoadedCompany

app = typer.Typer(help="Companies that keep their books here.", no_args_is_help=True)

RECORDS = (CompanyParameters, TaxDefaults)
FLAGS = {"daily_limit_minutes": "--daily-limit"}

File = Annotated[
    Path,
    typer.Argument(help="YAML file; see docs/companies.md.", metavar="FILE.yaml", show_default=False),
]


@app.command("open")
def open_books(
    code: Annotated[str, typer.Argument(help="Short code, such as ACME.", show_default=False)],
    name: Annotated[str, typer.Option(help="Legal name.")],
    currency: Annotated[str, typer.Option(help="Currency of the books, such as EUR.")],
    reporting_currency: Annotated[str | None, typer.Option(help="Second currency of the books.")] = None,
    time_zone: Annotated[str, typer.Option(help="Where its today is read, such as Europe/Lisbon.")] = "UTC",
    locale: Annotated[str, typer.Option(help="Numbers and dates on invoices, such as de_DE.")] = "en_GB",
    address: Annotated[
        str, typer.Option(help="Postal address, lines apart by \\n; no invoice is posted without.")
    ] = "",
    country: Annotated[str, typer.Option(help="Country by two letters, such as IE; on every invoice.")] = "",
    vat_id: Annotated[str, typer.Option(help="VAT identification number; wanted to charge tax.")] = "",
    first_year: Annotated[
        int | None, typer.Option(help="First fiscal year; that of its first day, else this year.")
    ] = None,
    years: Annotated[int, typer.Option(help="Fiscal years to open.", min=1, max=100)] = 2,
    first_day: Annotated[
        datetime | None,
        typer.Option(
            formats=DAYS, metavar="DATE", help="Day on which the first fiscal year begins; 1 January."
        ),
    ] = None,
    no_daily_limit: Annotated[
        bool, typer.Option("--no-daily-limit", help="Let a resource enter more than 24 hours for a day.")
    ] = False,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Open the books of a company: periods, chart of accounts, posting rules and profiles.

    Example: unbilled company open ACME --name "Acme Consulting Ltd" --currency GBP.
    """
    setup.books()
    from unbilled.companies.rules import is_a_time_zone
    from unbilled.masterdata.reads.legal_gaps import legal_gaps
    from unbilled.process.events.open_company import open_company

    if problem := is_a_time_zone(time_zone):
        raise typer.BadParameter(f"it {problem}", param_hint="--time-zone")
    details = {"daily_limit_minutes": None} if no_daily_limit else {}
    company_id = open_company(
        first_act(as_person),
        code=code,
        name=name,
        accounting_currency=currency.upper(),
        reporting_currency=None if reporting_currency is None else reporting_currency.upper(),
        first_fiscal_year=first_year or (first_day.year if first_day else this_year(time_zone)),
        years=years,
        first_day=first_day and first_day.date(),
        details={
            "time_zone": time_zone,
            "locale": locale,
            "address": address.replace("\\n", "\n"),
            "country": country.upper(),
            "vat_id": vat_id,
            **details,
        },
    )
    gaps = legal_gaps(company_id=company_id)
    if as_json:
        print_json({"company": code, "company_id": company_id, "lacking": gaps})
        return
    put("\n".join([f"The books of {code} are open in {currency.upper()}.", *lacking(gaps), ""]), None)


@app.command("list")
def list_all(as_json: Json = False) -> None:
    """List the companies that keep their books here. Example: unbilled company list."""
    setup.books()
    from unbilled.companies.reads.find_company import NoCompany, companies

    found = companies()
    told = [
        f"{one.code}  {one.name}, {one.accounting_currency}{', the demonstration' if one.is_demonstration else ''}"
        for one in found
    ] or [str(NoCompany())]
    show_found(found, lambda: typer.echo("\n".join(told)), as_json=as_json)


@app.command()
def show(company: Company = None, as_json: Json = False) -> None:
    """Show who the company is and how it works. Example: unbilled company show."""
    with desk(company, None, None, as_json=as_json) as at:
        from unbilled.companies.kinds import COMPANY
        from unbilled.foundation.masters import described
        from unbilled.tax.kinds import TAX_DEFAULTS

        found = [described(at.company_id, kind)[at.company.code] for kind in (COMPANY, TAX_DEFAULTS)]
        tell_records({at.company.code: told(found[0]) | told(found[1])}, as_json=as_json)


def change(**given: Any) -> None:
    """Change who the company is and how it works, from now on; a dry run shows what would change.

    Example: unbilled company change --daily-limit 600 --move-to-open-period yes.
    """
    said = needed(
        {name: value for record in RECORDS for name, value in answers(record, FLAGS, given).items()}
    )
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.masterdata.reads.legal_gaps import legal_gaps
        from unbilled.process.events.change_company import change_company

        done = change_company(at.act, changes=said)
        gaps = [one for one in legal_gaps(company_id=at.company_id) if one.kind == "company"]
        tell_changes(at, "companies", done, gaps)


sign(
    change,
    [*(option(record, FLAGS, one, is_needed=False) for record in RECORDS for one in fields(record)), *ACTING],
    change.__doc__ or "",
)
app.command()(change)


@app.command()
def load(file: File, as_person: As = None, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Open the company that a file describes: tax, people, customers, projects, contracts and prices.

    Example: unbilled company load company.yaml --dry-run.
    """
    setup.books()
    from unbilled.intake.company_files.loading import load_company

    tell(
        load_company(first_act(as_person), path=file, dry_run=dry_run),
        file,
        "would be open" if dry_run else "is open",
        dry_run=dry_run,
        as_json=as_json,
    )


@app.command()
def add(file: File, as_person: As = None, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Add what a file describes to the company that it names: customers, projects, contracts, rates.

    Example: unbilled company add april.yaml.
    """
    setup.books()
    from unbilled.intake.company_files.loading import add_to_company

    tell(
        add_to_company(first_act(as_person), path=file, dry_run=dry_run),
        file,
        "would have more" if dry_run else "has more",
        dry_run=dry_run,
        as_json=as_json,
    )


@app.command()
def remove(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Company.", show_default=False)],
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Remove a company that has no posted books, or the demonstration, with everything that is its own.

    Example: unbilled company remove ACME --dry-run.
    """
    setup.books()
    tell_removed(code, as_person, dry_run=dry_run, as_json=as_json)


def tell_removed(code: str, person: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Remove a company and say what went."""
    from django.db import transaction

    from unbilled.process.events.remove_company import remove_company

    with transaction.atomic():
        gone = remove_company(first_act(person), code=code)
        transaction.set_rollback(dry_run)
    if as_json:
        print_json({"company": code, "dry_run": dry_run, "rows": gone})
        return
    rows = f"{sum(gone.values()):,} rows of {len(gone)} tables"
    said = f"{code} would go with {rows}." if dry_run else f"{code} is gone with {rows}."
    typer.echo(f"Dry run, nothing is changed. {said}" if dry_run else said)


@app.command()
def export(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help="Company; else the only one that is not the demonstration.",
            envvar="UNBILLED_COMPANY",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.yaml", help="Write to this file.")
    ] = None,
    as_person: As = None,
) -> None:
    """Write a company file that opens the company again: its masters, agreements and prices, not its work.

    Example: unbilled company export ACME --out acme.yaml.
    """
    setup.books()
    from unbilled.agreements.reads.agreed import agreed
    from unbilled.companies.reads.find_company import find_company
    from unbilled.foundation.sights import refuse_foreign
    from unbilled.intake.company_files.writing import company_file
    from unbilled.people.reads.sight_of import sight_of

    found = find_company(code=code)
    company_id = found.company_id
    sight = sight_of(company_id=company_id, person_id=acting_person(as_person))
    refuse_foreign(sight, {"contract_ids": [one.contract_id for one in agreed(company_id=company_id)]})
    text = company_file(company_id)
    if out is None:
        typer.echo(text, nl=False)
        return
    ready_folder(out.parent, "--out")
    write_whole(out, text.encode())
    typer.echo(f"{found.code} is described in {out}.")


def first_act(person: str | None) -> "Act":
    """The act of somebody who names no company, or one that is yet to be opened; its day is that of UTC."""
    from django.utils import timezone

    from unbilled.foundation.acts import Act

    now = timezone.now()
    return Act(company_id=0, person_id=acting_person(person), on=now.date(), at=now)


def tell(loaded: "LoadedCompany", file: Path, done: str, *, dry_run: bool, as_json: bool) -> None:
    """Say what a company file brought, and which of its texts no font can print."""
    from unbilled.intake.company_files.loading import texts_in

    lines = texts_in(file)
    found = unprintable(lines, names_emoji=loaded.names_emoji)
    without_a_font = sorted((lines[text], text, odd) for text, odd in found.items())
    if as_json:
        facts = {
            "company": loaded.code,
            "company_id": None if dry_run else loaded.company_id,
            "dry_run": dry_run,
            "counts": dict(loaded.counts),
            "lacking": loaded.gaps,
            "unplanned": loaded.unplanned,
            "unprintable": [
                {"line": line, "text": text, "characters": odd} for line, text, odd in without_a_font
            ],
        }
        print_json(facts)
        return
    typer.echo(f"{'Dry run, nothing is changed. ' if dry_run else ''}{loaded.code} {done}.")
    for what, number in loaded.counts.items():
        typer.echo(f"  {figures.counted(number, what)}")
    for sentence in [*lacking(loaded.gaps), *loaded.unplanned]:
        typer.echo(sentence)
    for line, text, odd in without_a_font:
        typer.echo(
            f"Line {line}: no font has {', '.join(odd)} in {shortened(text)!r}; "
            "it can be kept, but no invoice that says it can be posted."
        )


def this_year(time_zone: str) -> int:
    """The year it is there."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(time_zone)).year
