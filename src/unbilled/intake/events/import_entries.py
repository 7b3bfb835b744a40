"""Import entries: a file of time or expenses becomes drafts of work; what cannot is reported row by row."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from unbilled.foundation.acts import Act, running
from unbilled.foundation.money import WHOLE_DIGITS, AmountTooLarge, rounded
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selected
from unbilled.foundation.sights import Foreign, foreign, not_yours
from unbilled.intake.importing.mapping import ImportMapping
from unbilled.intake.importing.reader import ImportFile, ParsedEntry, read_file
from unbilled.intake.importing.rejections import Rejection
from unbilled.ledger.reads.days_not_open import DayNotOpen, days_not_open
from unbilled.ledger.rules import DayOutsideYears
from unbilled.masterdata.events.add_masters import add_masters
from unbilled.masterdata.reads.find_masters import FoundMasters, find_masters
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.events.record_chunk import SetAside
from unbilled.runs.running import Job, OnProgress, RunReport, Tally, carry_out
from unbilled.work.events.enter_entries import NewEntry, ProjectClosed, enter_entries
from unbilled.work.reads.known_entries import known_entries

PRICE_DIGITS = 6  # as many decimals as the books keep for prices
CODE_LENGTH = 40  # longest code of a project


class MasterUnknown(Refusal):
    """A row names what the company does not have."""

    sentence = "There is no {kind} {name!r}{where}."
    remedy = "Correct it, map it under [values.{kind}] of a mapping file, or import with --create-missing."


class MasterAmbiguous(Refusal):
    """A row names what several masters are called."""

    sentence = "Several {kind}s are called {name!r}."
    remedy = "Use {other}, or rename one of them."


class CurrencyNotKept(Refusal):
    """A row has an amount in a currency that the books do not know."""

    sentence = "The books do not keep the currency {name!r}."
    remedy = "Add the currency with its exchange rate, or correct the row."


class AmountTooFine(Refusal):
    """An amount has fractions of the smallest coin."""

    sentence = "{amount} has more decimals than {currency} has, which are {digits}."
    remedy = "Round the amount."


class AmountNotShared(Refusal):
    """The cost of one piece, written with the decimals of a price, does not give the amount again."""

    sentence = "{amount} {currency} for {quantity} pieces is {unit_cost} each, which makes {result}."
    remedy = "Give the row the quantity 1."


@dataclass(frozen=True)
class ImportedFile:
    """What an import did.

    Attributes:
        report: The run: ``counts`` of rows, new and known entries, masters created, rows skipped.
        submitted: The run that submitted them; None when nothing was to be submitted.
        draft_ids: Entries of the file that wait to be submitted: the new ones, and those known that an
            interrupted import left as drafts.
        rejections: What is wrong with the rows that did not go in.
        file: What was read, for the file of rejected rows.
    """

    report: RunReport
    submitted: RunReport | None
    draft_ids: list[int]
    rejections: list[Rejection]
    file: ImportFile


def import_entries(
    act: Act,
    *,
    path: Path,
    mapping: ImportMapping,
    daily_limit_minutes: int | None = 1440,
    create_missing: bool = False,
    submit: bool = False,
    dry_run: bool = False,
    progress: OnProgress | None = None,
) -> ImportedFile:
    """Read a file, enter its rows as drafts and, if asked, submit them; all of it is one act.

    A row whose reference the company knows already is left alone, so a file can be imported again. A row
    that is not to be charged has the billing type ``non_chargeable``; of the others the contract decides.

    Args:
        act: Who, for which company, on which day.
        path: The file.
        mapping: What its columns mean.
        daily_limit_minutes: Longest time of one entry; None: any.
        create_missing: Add resources, projects, tasks, categories and roles that are not there.
        submit: Submit what is new, and what an interrupted import left as drafts.
        dry_run: Enter it and undo that; nothing is submitted.
        progress: Told rows done and rows in all.

    Raises:
        RunInProgress: Another process imports for this company.
        Refusal: What concerns the file as a whole, see ``read_file``.

    Source:
        docs/imports.md; docs/rules/work.md#entering; docs/rules/masters.md#masters-from-files.
    """
    file = read_file(path, mapping, daily_limit_minutes=daily_limit_minutes)
    importing = _Import(
        act.company_id, path.name, file, mapping, create_missing, is_all=dry_run or not submit
    )
    asked = {**importing.asked(), "submit": submit}
    with running(IMPORT.event, act, asked, dry_run=dry_run) as opened:
        report = carry_out(opened, IMPORT, dry_run=dry_run, progress=progress, importing=importing)
        draft_ids = [] if dry_run else importing.draft_ids
        submitted = None
        if submit and draft_ids:
            submitted = carry_out(opened, SUBMIT, progress=progress, entry_ids=draft_ids)
    rejections = [*file.rejections, *(each for part in importing.rejected.values() for each in part)]
    explained = {rejection.row for rejection in rejections}
    # What an event refused in spite of the look-ups stands only among the rows that were set aside.
    rejections += [
        Rejection(
            row=item.record_id,
            column="(row)",
            value="",
            code=item.refusal,
            reason=item.sentence,
            remedy=item.remedy,
            cells=importing.by_row[item.record_id].cells,
            reference=importing.by_row[item.record_id].external_reference,
        )
        for item in report.set_aside
        if item.record_id not in explained
    ]
    return ImportedFile(
        report=report,
        submitted=submitted,
        draft_ids=draft_ids,
        rejections=sorted(rejections, key=lambda rejection: rejection.row),
        file=file,
    )


@dataclass
class _Import:
    """An import under way: what it has learned and done so far.

    What it notes is keyed by the first row of the part that was entered, so that a part which is tried again
    replaces what it noted before.
    """

    company_id: int
    file_name: str
    file: ImportFile
    mapping: ImportMapping
    create_missing: bool
    is_all: bool  # nothing is submitted afterwards, which would tell about late work
    rejected: dict[int, list[Rejection]] = field(default_factory=dict)
    drafts: dict[int, list[int]] = field(default_factory=dict)
    created: dict[tuple[str, object], int] = field(default_factory=dict)
    others: dict[int, Foreign] = field(default_factory=dict)
    days: dict[date, DayNotOpen] = field(default_factory=dict)

    @cached_property
    def by_row(self) -> dict[int, ParsedEntry]:
        """The rows that could be read, by their line in the file."""
        return {entry.row: entry for entry in self.file.entries}

    @property
    def draft_ids(self) -> list[int]:
        """Entries that wait to be submitted."""
        return [one for part in self.drafts.values() for one in part]

    def asked(self) -> dict[str, Any]:
        """What is kept with the run."""
        return {
            "file": self.file_name,
            "source": self.mapping.source,
            "create_missing": self.create_missing,
        }

    def unreadable(self) -> Tally:
        """What the reader could not read, and what the mapping skips."""
        tally = Tally()
        tally.count("rows", len({each.row for each in self.file.rejections}) + len(self.file.entries))
        tally.count("entries", 0)
        tally.count("known already", 0)
        if self.file.skipped:
            tally.count("skipped rows", self.file.skipped)
        tally.set_aside += _set_aside(self.file.rejections)
        return tally

    def enter(self, act: Act, rows: Sequence[ParsedEntry]) -> Tally:
        """Enter what can be entered of some rows and say what is wrong with the others."""
        tally = Tally()
        part = rows[0].row
        known = known_entries(
            company_id=self.company_id, external_references=[row.external_reference for row in rows]
        )
        fresh = [row for row in rows if row.external_reference not in known]
        found = self.found(fresh)
        if self.create_missing:
            found = self.completed(act, fresh, found, part)
        rejections: list[Rejection] = []
        self.others = self.out_of_reach(act, found)
        days = {row.transaction_date for row in fresh}
        self.days = {one.day: one for one in days_not_open(company_id=self.company_id, days=days)}
        entries = [entry for row in fresh if (entry := self.entry(row, found, rejections))]
        entered = enter_entries(act, entries=entries)
        tally.count("entries", len(entered.entry_ids))
        tally.count("known already", len(known) + entered.known)
        for (kind, _), first in self.created.items():
            if first == part:
                tally.count(f"{kind} added", 1)
        tally.set_aside += _set_aside(rejections)
        late = [
            self.days[entry.transaction_date].note for entry in entries if entry.transaction_date in self.days
        ]
        tally.notes = dict(Counter(late)) if self.is_all else {}
        self.rejected[part] = rejections
        drafts = [one.entry_id for one in known.values() if one.status == "draft"]
        self.drafts[part] = [*entered.entry_ids, *drafts]
        return tally

    def out_of_reach(self, act: Act, found: FoundMasters) -> dict[int, Foreign]:
        """The projects that whoever imports does not reach, by identity."""
        if act.sight is None:
            return {}
        ids = sorted(set(found.projects.values()))
        return {one.record_id: one for one in foreign(act.sight, kind="project", ids=ids)}

    def found(self, rows: Sequence[ParsedEntry]) -> FoundMasters:
        """The masters that the rows name."""
        return find_masters(
            company_id=self.company_id,
            transaction_class=self.mapping.transaction_class,
            resources=_named(row.resource for row in rows),
            emails=_named(row.email for row in rows),
            projects=_named(row.project for row in rows),
            tasks=_named(row.task for row in rows),
            categories=_named(row.category for row in rows),
            roles=_named(row.role for row in rows),
            currencies=_named(row.currency for row in rows),
        )

    def completed(
        self, act: Act, rows: Sequence[ParsedEntry], found: FoundMasters, part: int
    ) -> FoundMasters:
        """Add what the rows name and the company lacks, tasks after their projects, and look again."""

        def missing(kind: str, name: str | None, there: Mapping[str, int]) -> bool:
            return bool(name) and name not in there and (kind, name) not in found.ambiguous

        resources: dict[str, tuple[str, str]] = {}
        projects: dict[str, tuple[str, str]] = {}
        categories: dict[str, tuple[str, str, str]] = {}
        roles: dict[str, str] = {}
        for row in rows:
            by_email = row.email is not None and row.email in found.emails
            if row.resource and missing("resource", row.resource, found.resources) and not by_email:
                resources.setdefault(_spelling(row.resource), (row.resource, row.email or ""))
            # A project that is just added is nobody's own, and its row would be refused.
            if act.sight is None and missing("project", row.project, found.projects):
                code = project_code(row.project)
                name = row.project if code != row.project else row.project_name or row.project
                projects.setdefault(_spelling(row.project), (code, name))
            if row.category and missing("category", row.category, found.categories):
                named = (self.mapping.transaction_class, row.category, row.category_group or "")
                categories.setdefault(_spelling(row.category), named)
            if row.role and missing("role", row.role, found.roles):
                roles.setdefault(_spelling(row.role), row.role)
        if resources or projects or categories or roles:
            add_masters(
                act,
                resources=dict(resources.values()),
                projects=dict(projects.values()),
                categories=categories.values(),
                roles=roles.values(),
            )
            for kind, names in (
                ("resources", resources), ("projects", projects), ("categories", categories), ("roles", roles),
            ):  # fmt: skip
                for name in names:
                    self.created.setdefault((kind, name), part)
            found = self.found(rows)
        tasks: dict[tuple[int, str], tuple[int, str]] = {}
        others = self.out_of_reach(act, found)
        for row in rows:
            project_id = found.projects.get(row.project)
            if (
                not row.task
                or not project_id
                or project_id in others
                or (project_id, row.task) in found.tasks
            ):
                continue
            if ("task", row.task) not in found.ambiguous:
                tasks.setdefault((project_id, _spelling(row.task)), (project_id, row.task))
                self.created.setdefault(("tasks", (_spelling(row.project), _spelling(row.task))), part)
        if tasks:
            add_masters(act, tasks=tasks.values())
            found = self.found(rows)
        return found

    def entry(self, row: ParsedEntry, found: FoundMasters, rejections: list[Rejection]) -> NewEntry | None:
        """The entry of a row, or None after adding what is wrong with it."""
        wrong: list[Rejection] = []

        def reject(column: str, refusal: Refusal) -> None:
            wrong.append(self.file.rejection(row, column, refusal))

        def look_up(kind: str, name: str | None, there: Mapping[str, int]) -> int | None:
            if not name or name in there:
                return there[name] if name else None
            if (kind, name) in found.ambiguous:
                reject(
                    kind, MasterAmbiguous(kind=kind, name=name, other=OTHER_NAMES.get(kind, "another name"))
                )
            else:
                reject(kind, MasterUnknown(kind=kind, name=name, where=""))
            return None

        if self.is_outside_years(row):
            reject("date", DayOutsideYears(rows=[row.row], found=[row.transaction_date]))
        project_id = look_up("project", row.project, found.projects)
        if project_id in found.closed:
            reject("project", ProjectClosed(positions=[row.row], found=[row.project]))
        if other := self.others.get(project_id or 0):
            reject("project", not_yours([other]))
            project_id = None
        if row.resource not in found.resources and row.email and row.email in found.emails:
            resource_id: int | None = found.emails[row.email]
        else:
            resource_id = look_up("resource", row.resource, found.resources)
        category_id = look_up("category", row.category, found.categories)
        role_id = look_up("role", row.role, found.roles)
        if role_id is None and resource_id is not None:
            role_id = found.usual_roles.get(resource_id)
        task_id = None
        if row.task and project_id is not None:
            task_id = found.tasks.get((project_id, row.task))
            if task_id is None:
                where = f" in project {row.project!r}"
                reject("task", MasterUnknown(kind="task", name=row.task, where=where))
        each = self.cost_of_one(row, found, reject)
        if wrong:
            rejections += wrong
            return None
        assert project_id is not None
        return NewEntry(
            transaction_class=row.transaction_class,
            transaction_date=row.transaction_date,
            project_id=project_id,
            task_id=task_id,
            role_id=role_id,
            category_id=category_id,
            resource_id=resource_id,
            quantity=row.quantity,
            unit=row.unit,
            unit_cost=each,
            cost_currency=None if each is None else row.currency,
            billing_type="non_chargeable" if row.billable is False else None,
            description=row.text,
            external_reference=row.external_reference,
        )

    def is_outside_years(self, row: ParsedEntry) -> bool:
        """Whether no fiscal year has the day of a row."""
        found = self.days.get(row.transaction_date)
        return found is not None and found.status is None

    def cost_of_one(
        self, row: ParsedEntry, found: FoundMasters, reject: Callable[[str, Refusal], None]
    ) -> Decimal | None:
        """Cost of one piece; the amount of the row when multiplied and rounded again."""
        if row.amount is None or row.currency is None:
            return None
        if row.currency not in found.currencies:
            reject("currency", CurrencyNotKept(name=row.currency))
            return None
        digits = found.currencies[row.currency]
        if row.amount != rounded(row.amount, digits):
            reject("amount", AmountTooFine(amount=row.amount, currency=row.currency, digits=digits))
            return None
        each = rounded(row.amount / row.quantity, PRICE_DIGITS)
        if abs(each) >= 10**WHOLE_DIGITS:
            reject("amount", AmountTooLarge(found=f"{row.amount} {row.currency}"))
            return None
        result = rounded(each * row.quantity, digits)
        if result != row.amount:
            reject(
                "amount",
                AmountNotShared(
                    amount=row.amount,
                    currency=row.currency,
                    quantity=f"{row.quantity.normalize():f}",
                    unit_cost=each,
                    result=result,
                ),
            )
        return each


IMPORT = Job(
    event="intake.import_entries",
    record_kind="row",
    subject="rows",
    select=lambda act, selection, *, importing: [
        Selected(None, entry.row) for entry in importing.file.entries
    ],
    step=lambda act, selection, rows, *, importing: importing.enter(
        act, [importing.by_row[row] for row in rows]
    ),
    tally=lambda tally: tally,
    opening=lambda act, *, importing: importing.unreadable(),
    asked=lambda selection, *, importing: importing.asked(),
)

OTHER_NAMES = {"resource": "the e-mail address", "project": "the code"}


def _named(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}


def _spelling(name: str) -> str:
    """One key for the spellings that every database takes for the same name.

    >>> _spelling("Ada Moreau") == _spelling("ADA moreau"), _spelling("É") == _spelling("é")
    (True, False)
    """
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def project_code(name: str) -> str:
    """A code for a project that a tracker knows by a name: the name, when it is short enough.

    >>> project_code("Helios"), project_code("Renewal of the booking system, second phase, Lisbon")
    ('Helios', 'Renewal of the booking system, se 5b6894')
    """
    if len(name) <= CODE_LENGTH:
        return name
    return f"{name[: CODE_LENGTH - 7].rstrip()} {sha256(name.encode()).hexdigest()[:6]}"


def _set_aside(rejections: Iterable[Rejection]) -> list[SetAside]:
    return [
        SetAside("row", each.row, str(each.row), each.code, f"{each.column}: {each.reason}", each.remedy)
        for each in rejections
    ]
