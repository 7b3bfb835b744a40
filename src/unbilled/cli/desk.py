"""What the commands of the road share: their options, the desk they work at, and how they report."""

import getpass
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from unbilled.cli import setup
from unbilled.cli.doors import DOORS
from unbilled.cli.terminal import terminal
from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection

if TYPE_CHECKING:
    from unbilled.companies.reads.find_company import FoundCompany
    from unbilled.foundation.acts import Act
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import Sight
    from unbilled.runs.running import Job, RunReport

DAYS = ["%Y-%m-%d"]
SET_ASIDE = 3
"""Exit status of a command that has set something aside: the rest is done, and that waits."""

Company = Annotated[
    str | None,
    typer.Option(
        "--company",
        metavar="CODE",
        envvar="UNBILLED_COMPANY",
        help="Company; else the only one that is not the demonstration.",
    ),
]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on", metavar="DATE", formats=DAYS, help="Date of the act; today in the company's time zone."
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        envvar="UNBILLED_PERSON",
        help="Who does it; else the person of your login name, else the administrator.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and change nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class FolderNotWritable(Refusal):
    """The files that a command makes have no place."""

    sentence = "No file can be written to {folder}: {reason}."
    remedy = "Give another place with {option}."


class FileIsAFolder(Refusal):
    """A file is to be written where a folder is."""

    sentence = "{file} is a folder, not a file."
    remedy = "Give the name of a file in it."


@contextmanager
def bar(doing: str, *, as_json: bool) -> Iterator[Any]:
    """A bar on standard error while something is done, where somebody watches; it is told how many of how many are."""
    console = terminal(errors=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=as_json or not console.is_terminal
    ) as bars:
        task = bars.add_task(doing, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


@dataclass(frozen=True)
class Desk:
    """Where a command works: a company, a person, a day.

    Attributes:
        company: The company.
        act: Who works, for the company, on which day.
        dry_run: Whether all is undone.
        as_json: Whether a program reads the output.
        asked: Which records are meant, as it was typed.
        left: What was set aside so far, by refusal.
    """

    company: "FoundCompany"
    act: "Act"
    dry_run: bool
    as_json: bool
    asked: Selection
    left: list[str] = field(default_factory=list)

    @property
    def company_id(self) -> int:
        """The company's identity."""
        return self.company.company_id

    @property
    def today(self) -> date:
        """Date of the act."""
        return self.act.on

    @cached_property
    def selection(self) -> "Selection":
        """Which records are meant, with the identities of what is named and days by date.

        Raises:
            NameUnknown: The company has no record of a name.
            DayUnreadable: A day is none.
        """
        from unbilled.agreements.reads.find_selection import find_selection

        return find_selection(
            company_id=self.company_id, selection=self.asked.on(self.today), sight=self.sees
        )

    @cached_property
    def sees(self) -> "Sight | None":
        """How far the person sees: who has no role here is told of nothing that is anybody's own."""
        from unbilled.foundation.sights import Sight
        from unbilled.people.reads.sight_of import NotAMember, sight_of

        try:
            return sight_of(company_id=self.company_id, person_id=self.act.person_id)
        except NotAMember:
            return Sight(self.company_id, self.act.person_id)

    def run(self, job: "Job", doing: str, **needs: Any) -> "RunReport":
        """Carry a job out over the selection, with a bar while it goes on; what it did is still to be said."""
        from unbilled.runs.running import carry_out

        with self.progress(doing) as progress:
            return carry_out(
                self.act, job, selection=self.selection, dry_run=self.dry_run, progress=progress, **needs
            )

    def sight(self, event: str) -> "Sight | None":
        """How far the person reaches with an event; of whoever may not at all the event says so."""
        from unbilled.people.reads.sight_of import sight_of
        from unbilled.people.rights import NotAllowed

        try:
            return sight_of(company_id=self.company_id, person_id=self.act.person_id, event=event)
        except NotAllowed:
            return self.sees

    def theirs(self, event: str, kind: str, ids: Sequence[int]) -> list[int]:
        """What of some records the person reaches with an event."""
        from unbilled.foundation.sights import theirs

        return theirs(self.sight(event), kind=kind, ids=ids)

    @contextmanager
    def progress(self, doing: str) -> Iterator[Any]:
        """A bar on standard error while something is done, where somebody watches."""
        with bar(doing, as_json=self.as_json) as told:
            yield told

    def report(self, report: "RunReport", done: str, said: Sequence[str] = (), **more: Any) -> None:
        """Say what a run did, or would do; what it set aside shows in the exit status as well.

        Args:
            report: What it did.
            done: The word for it, such as ``Approved``.
            said: Further sentences for people.
            more: Further facts for programs.
        """
        self.left.extend(item.refusal for item in report.set_aside)
        if self.as_json:
            typer.echo(json.dumps(facts(report) | more, default=str))
            return
        sentence = f"{done}: {summary(report)} ({report.seconds:.1f} s)."
        typer.echo(f"Dry run, nothing is changed. {sentence}" if report.dry_run else sentence)
        for note, number in report.notes.items():
            typer.echo(noted(note, number))
        for one in said:
            typer.echo(one)
        for code, number, sentence, remedy in report.refusals():
            typer.echo(f"Set aside: {number:,} × {code}. {sentence}\n    {remedy}")
            if code in DOORS:
                typer.echo(f"      {DOORS[code]}")
        if report.set_aside and report.run_id is not None:
            typer.echo(f"Each of them: unbilled runs show {report.run_id}")


@dataclass(frozen=True)
class Reader:
    """Who looks at the books of a company.

    Attributes:
        company: The company.
        person_id: Who looks.
        sight: Whose own is seen; None sees everything.
    """

    company: "FoundCompany"
    person_id: int
    sight: "Sight | None"

    @property
    def company_id(self) -> int:
        """The company's identity."""
        return self.company.company_id

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.company.time_zone)


def reader(company: str | None, person: str | None) -> Reader:
    """Open the books of a company for a person who only looks.

    Raises:
        CompanyUnknown, CompanyNotNamed, NoCompany: There is no such company, or several.
        PersonUnknown: Nobody has the name.
        NotAMember: The person has no role in the company.
        Refusal: The database cannot be used, see ``setup.books``.
    """
    setup.books()
    from unbilled.companies.reads.find_company import find_company
    from unbilled.people.reads.sight_of import sight_of

    found = find_company(code=company)
    person_id = acting_person(person)
    return Reader(found, person_id, sight_of(company_id=found.company_id, person_id=person_id))


@contextmanager
def desk(
    company: str | None,
    person: str | None,
    on: datetime | None,
    *,
    dry_run: bool = False,
    as_json: bool = False,
    asked: Selection | None = None,
) -> Iterator[Desk]:
    """Open the books of a company for a person; with ``dry_run`` everything is undone at the end.

    Raises:
        Exit: Something was set aside: the status is ``SET_ASIDE``.
        CompanyUnknown, CompanyNotNamed, NoCompany: There is no such company, or several.
        PersonUnknown: Nobody has the name.
        Refusal: The database cannot be used, see ``setup.books``.
    """
    setup.books()
    from django.db import transaction
    from django.utils import timezone

    from unbilled.companies.reads.find_company import find_company
    from unbilled.foundation.acts import Act

    found = find_company(code=company)
    now = timezone.now()
    today = day(on) or now.astimezone(ZoneInfo(found.time_zone)).date()

    def opened() -> Desk:
        act = Act(company_id=found.company_id, person_id=acting_person(person), on=today, at=now)
        return Desk(found, act, dry_run, as_json, asked or Selection())

    if dry_run:
        with transaction.atomic():
            at = opened()
            yield at
            transaction.set_rollback(True)
    else:
        at = opened()
        yield at
    if at.left:
        raise typer.Exit(SET_ASIDE)


def acting_person(name: str | None) -> int:
    """Who acts: the person who is named, else the one with the login name, else the administrator.

    Raises:
        PersonUnknown: Nobody has the name that is given.
    """
    from django.utils import timezone

    from unbilled.people.events.make_administrator import make_administrator
    from unbilled.people.reads.find_person import find_person

    found = find_person(name=name, otherwise=login_name())
    return make_administrator(joined_at=timezone.now()) if found is None else found


def ready_folder(folder: Path, option: str) -> None:
    """See to it that files can be written to a folder, before anything is done that would fill them.

    Raises:
        FolderNotWritable: It cannot be made, or is somebody else's.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FolderNotWritable(folder=folder, reason=problem.strerror, option=option) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderNotWritable(folder=folder, reason="permission denied", option=option)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole."""
    with unfinished(path) as beside:
        beside.write_bytes(content)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A file beside its place, moved there when it is whole, so that nobody finds half of it.

    Raises:
        FileIsAFolder: A folder stands in its place.
    """
    if path.is_dir():
        raise FileIsAFolder(file=path)
    beside = path.with_name(f".{path.name}.unfinished")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def login_name() -> str:
    """Who is logged in to this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without an entry in the list of users, as in some containers
        return f"user{os.getuid()}"


def day(moment: datetime | None) -> date | None:
    """The date of an option."""
    return None if moment is None else moment.date()


def noted(sentence: str, number: int) -> str:
    """What there is to know about some records."""
    return f"Note: {number:,} × {sentence}"


def facts(report: "RunReport") -> dict[str, Any]:
    """A report for a program; amounts are texts, so that no program makes floats of them."""
    return {
        "run": report.run_id,
        "kind": report.run_kind,
        "dry_run": report.dry_run,
        "counts": dict(report.counts),
        "amounts": {
            what: {currency: figures.plain_money(amount, currency) for currency, amount in sums.items()}
            for what, sums in report.amounts.items()
        },
        "notes": [{"count": number, "sentence": sentence} for sentence, number in report.notes.items()],
        "set_aside": len(report.set_aside),
        "refusals": [
            {"refusal": code, "count": number, "sentence": sentence, "remedy": remedy}
            | ({"command": DOORS[code]} if code in DOORS else {})
            for code, number, sentence, remedy in report.refusals()
        ],
        "seconds": round(report.seconds, 3),
    }


def summary(report: "RunReport") -> str:
    """Counts and amounts in one line."""
    parts = [figures.counted(number, what) for what, number in report.counts.items()] or ["nothing to do"]
    for what, sums in report.amounts.items():
        parts.append(f"{what} {figures.sums(sums)}")
    return "; ".join(parts)
