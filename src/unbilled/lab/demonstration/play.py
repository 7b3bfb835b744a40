"""The demonstration played: a year from the trackers' files to posted invoices, stage by stage.

Each stage does the months one after another, as a company would. The end of the year is left open on purpose,
so that there is something of everything to see: drafts, submitted and returned entries, draft journal lines,
backlog that is and is not ready, draft proformas, a proposal that waits, one that is ready, a credit note.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from unbilled.agreements.models import Contract
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.companies.models import Company
from unbilled.documents.reads.invoice_pdf import invoice_pdfs
from unbilled.foundation.acts import Act, running
from unbilled.foundation.selections import Selection
from unbilled.intake.events.import_entries import import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.lab.demonstration.files import TimeFile, write_files
from unbilled.lab.demonstration.year import COMPANY_CODE, FIRST_DAY, LAST_DAY, Year, draw_year
from unbilled.lab.given import describe
from unbilled.masterdata.models import Category, Project, Resource
from unbilled.people.models import Person
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.bill import BILL
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.process.runs.print import PRINT
from unbilled.process.runs.submit import SUBMIT
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.runs.events.finish_run import finish_run
from unbilled.runs.models import Run
from unbilled.runs.running import OnProgress, RunReport, Tally, carry_out, turn, under_way
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.models import Entry

SEED = 2025
UNDECIDED_DAYS, DRAFT_DAYS = 19, 5  # before the last day: not yet approved, not yet submitted
RETURNED = 6
WAITING, CREDITED, READY = "K-2507", "K-2502", "K-2501"
CONFIRMED_LAST = ("K-2501", "K-2503", "K-2504", "K-2507", "K-2508")
POSTED_LAST = ("K-2503", "K-2504", "K-2508")
REASON = "Billed to the wrong order; a new invoice follows."
COMMENT = "Please say which part of the building this was for."


@dataclass(frozen=True)
class Demonstration:
    """A company, its year, and where its files go."""

    company_id: int
    person_id: int
    seed: int
    year: Year
    first_day: date
    last_day: date
    files: Path
    out: Path

    def act(self, on: date | None = None) -> Act:
        """What the demonstration's person does, on a day of the year; on its last without one."""
        return Act(
            company_id=self.company_id, person_id=self.person_id, on=on or self.last_day, at=timezone.now()
        )

    def contracts(self, *numbers: str) -> list[int]:
        """Identities of contracts by number; of all without one."""
        chosen = Contract.objects.filter(company_id=self.company_id)
        if numbers:
            chosen = chosen.filter(number__in=numbers)
        return list(chosen.order_by("id").values_list("id", flat=True))

    @property
    def months(self) -> list[date]:
        """First days of the months that are over: all but the last."""
        first, months = self.first_day.replace(day=1), []
        while next_month(first) <= self.last_day:
            months.append(first)
            first = next_month(first)
        return months


@dataclass(frozen=True)
class Played:
    """What a stage did.

    Attributes:
        title: The stage.
        tally: Counts, amounts and what was set aside; None when the stage was finished before.
        seconds: How long it took.
    """

    title: str
    tally: Tally | None
    seconds: float


@dataclass(frozen=True)
class Stage:
    """A step of the demonstration, finished once."""

    name: str
    title: str
    steps: Callable[[Demonstration], Sequence[Callable[[OnProgress], Tally]]]


def next_month(first: date) -> date:
    """First day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def open_demonstration(
    *,
    seed: int | None,
    files: Path,
    out: Path,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> tuple[Demonstration, bool]:
    """Make the demonstration company, or find the one that is there.

    Args:
        seed: Number that settles the year; None: that of the company that is there, else the usual one.
        files: Folder for the trackers' files.
        out: Folder for the PDFs.
        first_day: First day of work.
        last_day: Last day of work, inclusive.

    Returns:
        The demonstration, and whether the company was there already; then its own seed is kept.
    """
    year = draw_year(seed=SEED if seed is None else seed, first_day=first_day, last_day=last_day)
    found = Company.objects.filter(code=COMPANY_CODE).first()
    if found:
        opened = Run.objects.filter(company=found, run_kind="demonstration_company").order_by("id").first()
        kept = int(opened.arguments["seed"]) if opened else SEED
        year = draw_year(seed=kept, first_day=first_day, last_day=last_day)
        person = Person.objects.get(username=year.given["person"])
        return Demonstration(found.pk, person.pk, kept, year, first_day, last_day, files, out), True
    settled = SEED if seed is None else seed
    with transaction.atomic():
        person, _ = Person.objects.get_or_create(
            username=year.given["person"], defaults={"is_superuser": True}
        )
        given = {name: part for name, part in year.given.items() if name != "person"}
        world = describe(Act(0, person.pk, first_day, timezone.now()), given)
        made = Demonstration(
            world.company_id, world.person_id, settled, year, first_day, last_day, files, out
        )
        with _noted(made, "company"):
            pass
    return made, False


def play(demonstration: Demonstration, stage: Stage, progress: OnProgress) -> Played:
    """Play a stage, unless it was played to its end before.

    Args:
        demonstration: What is demonstrated.
        stage: The stage.
        progress: Told hundredths done and in all.
    """
    kind = f"demonstration_{stage.name}"
    if Run.objects.filter(company_id=demonstration.company_id, run_kind=kind, status="finished").exists():
        return Played(stage.title, None, 0)
    began = time.monotonic()
    tally = Tally()
    with _noted(demonstration, stage.name):
        steps = stage.steps(demonstration)
        for number, step in enumerate(steps):
            tally.take(step(_part(progress, number, len(steps))))
            progress(100 * (number + 1), 100 * len(steps))
    return Played(stage.title, tally, time.monotonic() - began)


@contextmanager
def _noted(one: Demonstration, name: str) -> Iterator[None]:
    """Keep a row that says that a stage was played to its end, and with which seed."""
    run_kind = f"demonstration_{name}"
    asked = {"seed": one.seed}
    with (
        running("lab.demonstration", one.act(), asked) as act,
        turn(act, run_kind),
        under_way(act, run_kind, asked) as (run_id, _),
    ):
        yield
        finish_run(act, run_id=run_id, totals={}, finished_at=timezone.now())


def _part(progress: OnProgress, number: int, of: int) -> OnProgress:
    """The progress of one step, as hundredths of a stage."""

    def told(done: int, total: int) -> None:
        progress(100 * number + (100 * done // total if total else 0), 100 * of)

    return told


# Stages


def _import(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def imported(file: TimeFile, progress: OnProgress) -> Tally:
        done = import_entries(
            one.act(),
            path=file.path,
            mapping=load_mapping(file.source_format),
            progress=progress,
        )
        tally = done.report.tally
        del tally.counts["rows"]
        return tally

    def bought(_: OnProgress) -> Tally:
        tally = Tally()
        entered = enter_entries(one.act(), entries=list(_material_and_fees(one)))
        tally.count("entries", len(entered.entry_ids))
        return tally

    return [*(_with(imported, file) for file in write_files(one.year, one.files)), bought]


def _material_and_fees(one: Demonstration) -> Iterator[NewEntry]:
    def ids(model: Any, name: str) -> dict[str, int]:
        return dict(model.objects.filter(company_id=one.company_id).values_list(name, "id"))

    projects, resources, categories = ids(Project, "code"), ids(Resource, "name"), ids(Category, "name")
    for bought in one.year.purchases:
        if bought.transaction_class in ("material", "fee"):
            yield NewEntry(
                transaction_class=bought.transaction_class,
                transaction_date=bought.transaction_date,
                project_id=projects[bought.project],
                category_id=categories[bought.category],
                resource_id=resources[bought.resource],
                quantity=bought.quantity,
                unit=bought.unit,
                unit_price=bought.amount,
                description=bought.text,
                external_reference=f"stores:{bought.reference}",
            )


def _approve(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def approved(through: date, on: date, progress: OnProgress) -> Tally:
        return carry_out(
            one.act(on),
            APPROVE,
            selection=Selection(through_date=through),
            submit_drafts=True,
            progress=progress,
        ).tally

    def submitted(progress: OnProgress) -> Tally:
        done = carry_out(
            one.act(),
            SUBMIT,
            selection=Selection(through_date=one.last_day - timedelta(days=DRAFT_DAYS)),
            progress=progress,
        )
        _return_some(one)
        return _renamed(done, "entries", "submitted")

    last = one.last_day - timedelta(days=UNDECIDED_DAYS)
    months = [(next_month(first) - timedelta(days=1), next_month(first)) for first in one.months]
    return [*(_with(approved, *days) for days in [*months, (last, last + timedelta(days=3))]), submitted]


def _return_some(one: Demonstration) -> None:
    entries = Entry.objects.filter(company_id=one.company_id)
    if entries.filter(status="returned").exists():
        return
    some = list(entries.filter(status="submitted").order_by("id").values_list("id", flat=True)[:RETURNED])
    reject_entries(
        one.act(one.last_day - timedelta(days=1)),
        entry_ids=some,
        comment=COMMENT,
    )


def _journals(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def posted(selection: Selection, progress: OnProgress) -> Tally:
        done = carry_out(one.act(), POST_JOURNALS, selection=selection, progress=progress)
        return done.tally

    *early, last = one.months
    others = [contract for contract in one.contracts() if contract not in one.contracts(WAITING)]
    return [
        *(_with(posted, Selection(from_date=first, through_date=_last_of(first))) for first in early),
        _with(posted, Selection(contract_ids=others, from_date=last)),
    ]


def _bill(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def billed(first: date, progress: OnProgress) -> Tally:
        return carry_out(
            one.act(_created_on(first)),
            BILL,
            through=_last_of(first),
            progress=progress,
        ).tally

    def marked(_: OnProgress) -> Tally:
        tally = Tally()
        open_work = BacklogLine.objects.filter(
            contract_id__in=one.contracts(READY), billing_status="not_ready"
        ).order_by("actual_id")
        tally.count(
            "marked ready",
            mark_ready(one.act(), actual_ids=list(open_work.values_list("actual_id", flat=True))),
        )
        return tally

    return [*(_with(billed, first) for first in one.months), marked]


def _confirm(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def confirmed(first: date, numbers: Sequence[str], progress: OnProgress) -> Tally:
        return carry_out(
            one.act(_confirmed_on(first)),
            CONFIRM,
            selection=Selection(
                contract_ids=one.contracts(*numbers),
                from_date=_created_on(first),
                through_date=_created_on(first),
            ),
            progress=progress,
        ).tally

    *early, last = one.months
    return [*(_with(confirmed, first, ()) for first in early), _with(confirmed, last, CONFIRMED_LAST)]


def _post(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def posted(first: date, numbers: Sequence[str], progress: OnProgress) -> Tally:
        return carry_out(
            one.act(),
            POST_INVOICES,
            invoice_date=_confirmed_on(first) + timedelta(days=1),
            selection=Selection(contract_ids=one.contracts(*numbers), through_date=_confirmed_on(first)),
            progress=progress,
        ).tally

    *early, last = one.months
    return [*(_with(posted, first, ()) for first in early), _with(posted, last, POSTED_LAST)]


def _credit(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    """Credit the first invoice of a contract; its work waits to be billed again."""
    on = one.last_day - timedelta(days=UNDECIDED_DAYS)

    def credited(progress: OnProgress) -> Tally:
        mine = Proforma.objects.filter(contract_id__in=one.contracts(CREDITED))
        billed = mine.filter(corrects=None, status="confirmed").order_by("id").first()
        if billed is None:
            return Tally()
        if not mine.filter(corrects=billed).exists():
            revise_proformas(
                one.act(on),
                proforma_ids=[billed.pk],
                reason=REASON,
            )
        correction = mine.get(corrects=billed)
        if correction.status == "draft":
            confirm_and_propose(
                one.act(on),
                proforma_ids=[correction.pk],
            )
        return carry_out(
            one.act(),
            POST_INVOICES,
            invoice_date=on,
            selection=Selection(contract_ids=one.contracts(CREDITED)),
            progress=progress,
        ).tally

    return [credited]


def _print(one: Demonstration) -> Sequence[Callable[[OnProgress], Tally]]:
    def printed(progress: OnProgress) -> Tally:
        tally = carry_out(one.act(), PRINT, progress=progress).tally
        set_aside = {item.record_id for item in tally.set_aside}
        ids = [
            invoice_id
            for invoice_id in INVOICES.of(company_id=one.company_id).taken()
            if invoice_id not in set_aside
        ]
        one.out.mkdir(parents=True, exist_ok=True)
        for pdf in invoice_pdfs(company_id=one.company_id, invoice_ids=ids):
            (one.out / pdf.file_name).write_bytes(pdf.content)
        return tally

    return [printed]


STAGES = (
    Stage("import", "Import files", _import),
    Stage("approve", "Approve work", _approve),
    Stage("journals", "Post journals", _journals),
    Stage("bill", "Create proformas", _bill),
    Stage("confirm", "Confirm proformas", _confirm),
    Stage("post", "Post invoices", _post),
    Stage("credit", "Credit an invoice", _credit),
    Stage("print", "Print invoices", _print),
)


def _last_of(first: date) -> date:
    return next_month(first) - timedelta(days=1)


def _created_on(first: date) -> date:
    return next_month(first) + timedelta(days=2)


def _confirmed_on(first: date) -> date:
    return next_month(first) + timedelta(days=4)


def _with(step: Callable[..., Tally], *arguments: object) -> Callable[[OnProgress], Tally]:
    return lambda progress: step(*arguments, progress)


def _renamed(report: RunReport, what: str, name: str) -> Tally:
    tally = report.tally
    tally.counts[name] = tally.counts.pop(what, 0)
    return tally
