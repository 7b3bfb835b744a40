"""``unbilled backup`` and ``unbilled restore``: books and documents in one file."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from unbilled.cli import setup
from unbilled.cli.desk import As, Json, acting_person, bar, ready_folder, unfinished
from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal

BROKEN = 1
MADE_BY_MIGRATE = ("auth_permission", "django_content_type", "people_person")

File = Annotated[Path, typer.Argument(metavar="FILE.zip", help="The file.", show_default=False)]


class BackupIsWhole(Refusal):
    """A backup is not cut to what one person sees."""

    sentence = "A backup holds the books of {company} whole, and you see your own contracts."
    remedy = "Have somebody make it whose role is for all contracts."


class FileIsThere(Refusal):
    """A backup takes the place of no other file."""

    sentence = "There is a file {file} already."
    remedy = "Give another name."


def backup(file: File, as_person: As = None, as_json: Json = False) -> None:
    """Write the books and documents of all companies to one file, as they are at this moment.

    Others may go on working. Example: unbilled backup books-2026-03-31.zip.
    """
    setup.books()
    from django.utils import timezone

    from unbilled.foundation.archive import write_archive

    refuse_part(acting_person(as_person))
    if file.exists():
        raise FileIsThere(file=file)
    ready_folder(file.absolute().parent, "FILE.zip")
    with unfinished(file) as beside, bar("Writing tables", as_json=as_json) as progress:
        done = write_archive(beside, written_at=timezone.now(), progress=progress)
    tell(file, done.rows, f"The books are in {file}", as_json=as_json)


def restore(file: File, as_json: Json = False) -> None:
    """Bring back what a backup holds into an empty database, and check every invariant on it.

    Example: unbilled restore books-2026-03-31.zip.
    """
    setup.books(migrated=False)
    from unbilled.foundation.archive import restore_archive
    from unbilled.reports.reads.verify import verify

    with bar("Reading tables", as_json=as_json) as progress:
        done = restore_archive(file, made_with=MADE_BY_MIGRATE, progress=progress)
    untrue = [one.invariant.sentence for one in verify() if not one.holds]
    tell(
        file,
        done.rows,
        f"The books of {done.written_at} are restored",
        as_json=as_json,
        written_at=done.written_at,
        version=done.version,
        untrue=untrue,
    )
    if untrue:
        typer.echo("Not true, as it was in the backup: " + "; ".join(untrue), err=True)
        raise typer.Exit(BROKEN)


def refuse_part(person_id: int) -> None:
    """Refuse whoever does not see everything of every company.

    Raises:
        BackupIsWhole: A role is for own contracts.
        NotAMember: The person has no role in a company.
    """
    from unbilled.companies.reads.find_company import companies
    from unbilled.people.reads.sight_of import sight_of

    for one in companies():
        if sight_of(company_id=one.company_id, person_id=person_id) is not None:
            raise BackupIsWhole(company=one.code)


def tell(file: Path, rows: dict[str, int], done: str, *, as_json: bool, **more: Any) -> None:
    """Say what an archive holds."""
    if as_json:
        typer.echo(json.dumps({"file": str(file), "rows": rows, **more}))
        return
    typer.echo(f"{done}: {figures.counted(sum(rows.values()), 'rows')} of {len(rows)} tables.")
