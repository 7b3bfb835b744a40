"""Import entries: a file of time, or of expenses, material and fees, becomes drafts; what cannot is reported by row."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from unbilled.agreements.reads.currencies_of_fees import currencies_of_fees
from unbilled.agreements.reads.customers_of_projects import customers_of_projects
from unbilled.foundation.acts import Act, running
from unbilled.foundation.bounded import many_kept
from unbilled.foundation.money import rounded
from unbilled.foundation.names import name_key
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selected
from unbilled.foundation.sights import Foreign, foreign, not_yours
from unbilled.intake.importing.mapping import ImportMapping
from unbilled.intake.importing.reader import ImportFile, Note, ParsedEntry, read_file
from unbilled.intake.importing.recognizing import Recognized, Recognizing, Resolved
from unbilled.intake.importing.rejections import WHOLE_ROW, Rejection
from unbilled.intake.importing.resolving import Resolver, clients_in, project_code, written_name
from unbilled.intake.importing.summing import SummedLine, Sums
from unbilled.intake.importing.values import SAID
from unbilled.ledger.reads.days_not_open import days_not_open
from unbilled.masterdata.events.add_masters import add_masters
from unbilled.masterdata.reads.find_masters import FoundMasters, FoundProject, find_masters, find_tasks
from unbilled.masterdata.reads.own_resources import own_resources
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.background import CHUNK_ROWS
from unbilled.runs.events.record_chunk import SetAside
from unbilled.runs.models import Run
from unbilled.runs.running import Job, OnProgress, RunReport, Tally, carry_out
from unbilled.work.events.enter_entries import enter_entries
from unbilled.work.events.replace_entries import replace_entries
from unbilled.work.reads.entries_alike import EntryThere, entries_alike
from unbilled.work.reads.pencil_entries import may_change_others

USUAL_DIGITS = 2  # of sums in a currency that the books do not keep


@dataclass(frozen=True)
class ImportedFile:
    """What an import did.

    Attributes:
        report: The run: ``counts`` of rows, new and known entries, masters created, rows skipped and left out.
        submitted: The run that submitted them, of a dry run what it would have done; None when nothing was to be
            submitted.
        draft_ids: Entries of the file that wait to be submitted: the new and the replaced ones, and those known that
            an interrupted import left as drafts.
        rejections: What is wrong with the rows that did not go in.
        sums: What the file has by person, project, month and class, and what became of it.
        notes: What is to be known of rows that went in, and of entries that the file no longer has.
        entered: References of the rows that went in, by row.
        file: What was read, for the file of rejected rows.
    """

    report: RunReport
    submitted: RunReport | None
    draft_ids: list[int]
    rejections: list[Rejection]
    sums: list[SummedLine]
    notes: list[Note]
    entered: dict[int, str]
    file: ImportFile


@many_kept()
def import_entries(
    act: Act,
    *,
    path: Path,
    mapping: ImportMapping,
    daily_limit_minutes: int | None = 1440,
    time_zone: str = "UTC",
    create_missing: bool = False,
    let_in_repetitions: bool = False,
    replacing: bool = False,
    submit: bool = False,
    dry_run: bool = False,
    progress: OnProgress | None = None,
    run_id: int | None = None,
) -> ImportedFile:
    """Read a file, enter its rows as drafts and, if asked, submit them; all of it is one act.

    A row that the company knows already is left alone, so a file can be imported again; what it says otherwise than
    the entry, and a row that only looks like an entry, is set aside. A row that is not to be charged has the billing
    type ``non_chargeable``; of the others the contract decides.

    Args:
        act: Who, for which company, on which day.
        path: The file.
        mapping: What its columns mean.
        daily_limit_minutes: Longest time of one entry; None: any.
        time_zone: Where the company reads its clock.
        create_missing: Add resources, projects, tasks, categories and roles that are not there.
        let_in_repetitions: Enter also what looks like an entry that is there.
        replacing: Put rows in the place of entries that say something else and are not approved.
        submit: Submit what is new or replaced, and what an interrupted import left as drafts.
        dry_run: Enter and submit it, and undo that.
        progress: Told rows done and rows in all.
        run_id: A run that waits for it; a new one when None.

    Raises:
        RunInProgress: Another process imports for this company.
        WorkOfOthers: Of a row, where a team member imports.
        Refusal: What concerns the file as a whole, see ``read_file``.

    Source:
        docs/imports.md; docs/imports.md#expenses-material-and-fees; docs/rules/work.md#entering;
        docs/rules/work.md#recognizing; docs/rules/masters.md#masters-from-files.
    """
    file = read_file(path, mapping, daily_limit_minutes=daily_limit_minutes, time_zone=time_zone)
    how = Recognizing(mapping.source, file.headings, let_in=let_in_repetitions, replace=replacing)
    importing = _Import(
        act.company_id, path.name, file, mapping, create_missing, how, submits=submit, is_tried=dry_run
    )
    asked = {**importing.asked(), "submit": submit}
    with running(IMPORT.event, act, asked, dry_run=dry_run) as opened:
        report = carry_out(
            opened,
            IMPORT,
            dry_run=dry_run,
            progress=progress,
            chunk_rows=None if run_id is None else CHUNK_ROWS,
            run_id=run_id,
            importing=importing,
        )
        draft_ids = [] if dry_run else [one for part in importing.parts.values() for one in part.draft_ids]
        submitted = importing.tried()
        if submit and draft_ids:
            # A worker does not stop here: the run that it was asked for is finished, and nobody would go on with it.
            told = progress if run_id is None else None
            submitted = carry_out(opened, SUBMIT, progress=told, entry_ids=draft_ids)
    return ImportedFile(
        report=report,
        submitted=submitted,
        draft_ids=draft_ids,
        rejections=importing.rejections(report),
        sums=list(importing.sums().lines()),
        notes=[*file.notes, *importing.notes()],
        entered={row: one for part in importing.parts.values() for row, one in part.entered.items()},
        file=file,
    )


@dataclass
class _Part:
    """What became of some rows."""

    rejections: list[Rejection] = field(default_factory=list)
    draft_ids: list[int] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    entered: dict[int, str] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    left: list[EntryThere] = field(default_factory=list)
    of_nobody: dict[str, list[int]] = field(default_factory=dict)
    tried: RunReport | None = None


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
    how: Recognizing
    submits: bool  # what is submitted afterwards tells about late work
    is_tried: bool
    parts: dict[int, _Part] = field(default_factory=dict)
    created: dict[tuple[str, object], int] = field(default_factory=dict)
    of_whom: tuple[Mapping[int, str] | None] | None = None
    known: Resolver | None = None

    @cached_property
    def by_row(self) -> dict[int, ParsedEntry]:
        """The rows that could be read, by their line in the file."""
        return {entry.row: entry for entry in self.file.entries}

    @cached_property
    def clients(self) -> dict[str, dict[str, str]]:
        """Which clients the file names for a project."""
        return clients_in(self.file.entries)

    @cached_property
    def acts_of_runs(self) -> dict[int, int]:
        """The acts of the imports from which rows come back."""
        runs = {run for entry in self.file.entries for run in entry.runs}
        found = Run.objects.filter(company_id=self.company_id, pk__in=runs) if runs else Run.objects.none()
        return dict(found.values_list("pk", "act_id"))

    def own(self, act: Act) -> Mapping[int, str] | None:
        """The resources that a team member is, who brings in no work of others; None for everybody else."""
        if self.of_whom is None:
            named = own_resources(company_id=self.company_id, person_id=act.person_id)
            self.of_whom = (None if may_change_others(act) else {one.resource_id: one.name for one in named},)
        return self.of_whom[0]

    def asked(self) -> dict[str, Any]:
        """What is kept with the run."""
        said = {"let_in_repetitions": self.how.let_in, "replacing": self.how.replace}
        return {
            "file": self.file_name,
            "source": self.mapping.source,
            "create_missing": self.create_missing,
            **{name: value for name, value in said.items() if value},
        }

    def selected(self) -> list[Selected]:
        """The rows; those of one person and day stay together, for they are recognized together."""
        groups: dict[tuple[object, str], int] = {}
        key_of = lru_cache(SAID)(name_key)
        return [
            Selected(groups.setdefault((row.transaction_date, key_of(row.who)), len(groups)), row.row)
            for row in self.file.entries
        ]

    def unreadable(self) -> Tally:
        """What the reader could not read, and what is no work."""
        tally = Tally()
        tally.count("rows", len({each.row for each in self.file.rejections}) + len(self.file.entries))
        tally.count("entries", 0)
        tally.count("known already", 0)
        if self.file.skipped:
            tally.count("skipped rows", self.file.skipped)
        for kind, number in self.file.left_out.items():
            tally.count(f"{kind if kind.endswith(('s', 'off')) else kind + 's'} left out", number)
        tally.set_aside += _set_aside(self.file.rejections)
        return tally

    def enter(self, act: Act, rows: Sequence[ParsedEntry]) -> Tally:
        """Enter what can be entered of some rows and say what is wrong with the others."""
        first = rows[0].row
        part = self.parts[first] = _Part()
        resolver = self.resolver(act, rows, first)
        resolved = [one for row in rows if (one := resolver.entry(row, part.rejections))]
        new, recognized = self.recognized(act, resolved, part)
        changed = [one.resolved for one in recognized if one.replaces]
        try:
            entered = enter_entries(act, entries=new)
            if changed:
                part.draft_ids += replace_entries(act, entries=changed).replaced_ids
        except Refusal:
            self.known = None  # a master that is known may have changed since
            raise
        part.draft_ids += entered.entry_ids
        part.claimed.update(entered.entry_ids)
        part.entered = {one.row.row: one.external_reference or "" for one in (*new, *changed)}
        self.sum_up(part, rows, new, recognized, resolver)
        self.note_clients(part, resolved, resolver)
        tally = Tally()
        tally.count("entries", len(entered.entry_ids))
        tally.count("known already", sum(_is_known(one) for one in recognized) + entered.known)
        if changed:
            tally.count("replaced", len(changed))
        for (kind, _), made in self.created.items():
            if made == first:
                tally.count(f"{kind} added", 1)
        tally.set_aside += _set_aside(part.rejections)
        if resolver.days and not self.submits:
            days = [one.transaction_date for one in (*new, *changed)]
            tally.notes = dict(Counter(resolver.days[day].note for day in days if day in resolver.days))
        if self.submits and self.is_tried and part.draft_ids:
            # Here, for at the end of a chunk its drafts are gone.
            part.tried = carry_out(act, SUBMIT, dry_run=True, entry_ids=part.draft_ids)
        return tally

    def tried(self) -> RunReport | None:
        """What submitting would have done, all chunks together; None where it was not tried."""
        reports = [part.tried for part in self.parts.values() if part.tried]
        if not reports:
            return None
        whole = Tally()
        for report in reports:
            whole.take(report.tally)
        return replace(reports[0], tally=whole, seconds=sum(report.seconds for report in reports))

    def recognized(
        self, act: Act, resolved: Sequence[Resolved], part: _Part
    ) -> tuple[list[Resolved], list[Recognized]]:
        """Which of the rows are new, and which are there already; what is set aside for it is noted."""
        there = entries_alike(
            company_id=self.company_id,
            transaction_classes=self.mapping.classes,
            external_references=self.how.references(resolved),
            resource_days={
                (one.resource_id, one.transaction_date) for one in resolved if one.resource_id is not None
            },
            project_days={
                (one.project_id, one.transaction_date) for one in resolved if one.resource_id is None
            },
        )
        others = {one for other in self.parts.values() if other is not part for one in other.claimed}
        others |= {one.entry_id for one in there if one.entered_act_id == act.act_id}
        new, recognized, part.left = self.how.recognize(
            resolved, there, taken=others, acts_of_runs=self.acts_of_runs
        )
        if act.sight is not None:
            # Whoever sees a part of the work is told of no other.
            ids = [one.entry_id for one in there]
            unseen = {one.record_id: one for one in foreign(act.sight, kind="entry", ids=ids)}
            part.left = [one for one in part.left if one.entry_id not in unseen]
            recognized = [_as_seen(one, unseen) for one in recognized]
        for one in recognized:
            part.claimed.add(one.there.entry_id)
            if one.refusal:
                part.rejections.append(self.file.rejection(one.resolved.row, one.fields, one.refusal))
            elif one.there.status == "draft" and one.there.is_untouched and not one.replaces:
                part.draft_ids.append(one.there.entry_id)
        return new, recognized

    def resolver(self, act: Act, rows: Sequence[ParsedEntry], part: int) -> Resolver:
        """The masters that the rows name, with those that are added for them."""
        resolver = self.known or self.looked_up(act, rows if self.created else self.file.entries)
        # What is added may be undone with its part, so that all is looked up for each part then.
        self.known = None if self.created else resolver
        if self.create_missing:
            if self.add_missing(act, rows, resolver, part):
                self.known, resolver = None, self.looked_up(act, rows)
            if self.add_missing_tasks(act, rows, resolver, part):
                self.known = None
                resolver.tasks = find_tasks(
                    company_id=self.company_id, project_ids=_projects_of(rows, resolver)
                )
        return resolver

    def looked_up(self, act: Act, rows: Sequence[ParsedEntry]) -> Resolver:
        """The masters there are."""
        found = find_masters(company_id=self.company_id)
        names = {row.project for row in rows}
        ids = {one.project_id for name in names for ranked in found.called(name) for one in ranked}
        others: dict[int, Foreign] = {}
        if act.sight is not None:
            others = {one.record_id: one for one in foreign(act.sight, kind="project", ids=sorted(ids))}
        customers = customers_of_projects(company_id=self.company_id, project_ids=ids)
        tasks = find_tasks(company_id=self.company_id, project_ids=ids)
        days = days_not_open(company_id=self.company_id, days={row.transaction_date for row in rows})
        by_day = {one.day: one for one in days}
        classes, fees = self.mapping.classes, dict[tuple[int, int], str]()
        resolver = Resolver(
            self.file, found, tasks, customers, others, self.clients, by_day, classes, fees, self.own(act)
        )
        if any(resolver.class_of(category) == "fee" for category in {row.category for row in rows}):
            fees |= currencies_of_fees(company_id=self.company_id, project_ids=ids)
        return resolver

    def add_missing(self, act: Act, rows: Sequence[ParsedEntry], resolver: Resolver, part: int) -> bool:
        """Add what the rows name and the company lacks; whether there was any."""
        found = resolver.found
        resources: dict[str, tuple[str, str]] = {}
        categories: dict[str, tuple[str, str, str]] = {}
        roles: dict[str, str] = {}
        for row in rows:
            by_email = row.email is not None and name_key(row.email) in found.emails
            if row.who and not by_email and name_key(row.who) not in found.resources and resolver.own is None:
                resources.setdefault(name_key(row.who), (written_name(row.who), row.email or ""))
            if row.category and not resolver.categories_called(row.category):
                (of_class, *_), called = resolver.classes_and_name(row.category)
                named = (of_class, written_name(called), row.category_group or "")
                categories.setdefault(f"{of_class}/{name_key(called)}", named)
            if row.role and name_key(row.role) not in found.roles:
                roles.setdefault(name_key(row.role), written_name(row.role))
        # A project that is just added is nobody's own, and its row would be refused.
        projects = self.missing_projects(rows, resolver) if act.sight is None else {}
        for kind, names in (
            ("resources", resources), ("projects", projects), ("categories", categories), ("roles", roles),
        ):  # fmt: skip
            for name in names:
                self.created.setdefault((kind, name), part)
        if not (resources or projects or categories or roles):
            return False
        add_masters(
            act,
            resources=dict(resources.values()),
            projects=dict(projects.values()),
            categories=categories.values(),
            roles=roles.values(),
        )
        return True

    def missing_projects(
        self, rows: Iterable[ParsedEntry], resolver: Resolver
    ) -> dict[tuple[str, str], tuple[str, tuple[str, str]]]:
        """Code, name and client of the projects to add: clients that call theirs the same have one each."""
        codes = set(resolver.found.project_codes)
        wanted: dict[tuple[str, str], tuple[str, tuple[str, str]]] = {}
        for row in rows:
            key = name_key(row.project), name_key(row.customer or "")
            if key in wanted or (not row.customer and any(name == key[0] for name, _ in wanted)):
                continue
            called = resolver.found.called(row.project)
            clients = self.clients.get(key[0], {})
            fitting = resolver.of_client(called, row.customer)
            of_nobody = row.customer and len(clients) > 1 and not any(resolver.keys(one) for one in fitting)
            if fitting and not of_nobody:
                continue
            name = written_name(row.project)
            code = project_code(name)
            if name_key(code) in codes:
                code = project_code(f"{name} ({written_name(row.customer or '')})")
            codes.add(name_key(code))
            shown = name if code != name else written_name(row.project_name or name)
            wanted[key] = (code, (shown, written_name(row.customer or "")))
        return wanted

    def add_missing_tasks(self, act: Act, rows: Iterable[ParsedEntry], resolver: Resolver, part: int) -> bool:
        """Add the tasks that the rows name in their projects; whether there were any."""
        tasks: dict[tuple[int, str], tuple[int, str]] = {}
        for row in rows:
            project = resolver.project(row) if row.task else None
            if isinstance(project, FoundProject) and row.task:
                key = project.project_id, name_key(row.task)
                if key not in resolver.tasks:
                    tasks.setdefault(key, (project.project_id, written_name(row.task)))
                    self.created.setdefault(("tasks", (name_key(project.code), key[1])), part)
        if tasks:
            add_masters(act, tasks=tasks.values())
        return bool(tasks)

    def sum_up(
        self,
        part: _Part,
        rows: Sequence[ParsedEntry],
        new: Sequence[Resolved],
        recognized: Sequence[Recognized],
        resolver: Resolver,
    ) -> None:
        """Add the rows to the sums, by the names of the masters where they are known."""
        found, add = resolver.found, part.sums.add
        month_of = cache(lambda day: day.isoformat()[:7])
        outcomes = [(one, "new") for one in new]
        outcomes += [
            (one.resolved, "set aside" if one.refusal else "replaced" if one.replaces else "known")
            for one in recognized
        ]
        for one, outcome in outcomes:
            row, of_class = one.row, one.transaction_class
            who = found.resource_names.get(one.resource_id or 0) or row.who
            unit, figure = _figure(row, of_class, found)
            key = who, found.projects[one.project_id].code, month_of(row.transaction_date), of_class, unit
            add(key, outcome, figure)
        if len(outcomes) < len(rows):
            named = {one.row.row for one, _ in outcomes}
            for row in rows:
                if row.row not in named:
                    of_class = resolver.class_of(row.category)
                    unit, figure = _figure(row, of_class, found)
                    month = month_of(row.transaction_date)
                    add((row.who, row.project, month, of_class, unit), "set aside", figure)

    def note_clients(self, part: _Part, resolved: Iterable[Resolved], resolver: Resolver) -> None:
        """Note rows that name a client for a project of which nothing says whose it is."""
        projects = resolver.found.projects
        is_somebodys = cache(lambda project_id: bool(resolver.keys(projects[project_id])))
        for one in resolved:
            if one.row.customer and not is_somebodys(one.project_id):
                project = projects[one.project_id]
                part.of_nobody.setdefault(f"{project.code} ({one.row.customer})", []).append(one.row.row)

    def sums(self) -> Sums:
        """The sums of all parts."""
        whole = Sums()
        for part in self.parts.values():
            whole.take(part.sums)
        return whole

    def notes(self) -> list[Note]:
        """What is to be known of the file as a whole."""
        notes = []
        of_nobody: dict[str, list[int]] = {}
        for part in self.parts.values():
            for named, rows in part.of_nobody.items():
                of_nobody.setdefault(named, []).extend(rows)
        for named, rows in of_nobody.items():
            notes.append(Note(f"no contract says whose project it is: {named}", tuple(rows)))
        claimed = {one for part in self.parts.values() for one in part.claimed}
        left = {one.entry_id: one for part in self.parts.values() for one in part.left}
        gone = [one for key, one in sorted(left.items()) if key not in claimed]
        # A file of rejected rows has only what was set aside.
        if gone and not any(row.runs for row in self.file.entries):
            shown = ", ".join(one.name for one in gone[:3]) + (" and others" if len(gone) > 3 else "")
            what = "entry" if len(gone) == 1 else "entries"
            said = f"{len(gone):,} {what} of this source on days of the file, not in it any more: {shown}"
            notes.append(Note(said, ()))
        return notes

    def rejections(self, report: RunReport) -> list[Rejection]:
        """What is wrong with the rows that did not go in."""
        rejections = [
            *self.file.rejections,
            *(each for part in self.parts.values() for each in part.rejections),
        ]
        explained = {rejection.row for rejection in rejections}
        # What an event refused in spite of the look-ups stands only among the rows that were set aside.
        rejections += [
            Rejection(
                row=item.record_id,
                column=WHOLE_ROW,
                value="",
                code=item.refusal,
                reason=item.sentence,
                remedy=item.remedy,
                cells=entry.cells,
                reference=entry.external_reference or entry.token,
                runs=entry.runs,
            )
            for item in report.set_aside
            if item.record_id not in explained
            for entry in (self.by_row[item.record_id],)
        ]
        return sorted(rejections, key=lambda rejection: rejection.row)


IMPORT = Job(
    event="intake.import_entries",
    record_kind="row",
    subject="rows",
    select=lambda act, selection, *, importing: importing.selected(),
    step=lambda act, selection, rows, *, importing: importing.enter(
        act, [importing.by_row[row] for row in sorted(rows)]
    ),
    tally=lambda tally: tally,
    opening=lambda act, *, importing: importing.unreadable(),
    asked=lambda selection, *, importing: importing.asked(),
)


def _figure(row: ParsedEntry, of_class: str, found: FoundMasters) -> tuple[str, Decimal]:
    """What a row adds to the sums, and in which unit."""
    if of_class == "time":
        return "hours", row.quantity
    if row.worth is None or row.currency is None:
        return row.unit, row.quantity
    return row.currency, rounded(row.worth, found.currencies.get(row.currency, USUAL_DIGITS))


def _projects_of(rows: Iterable[ParsedEntry], resolver: Resolver) -> set[int]:
    names = {row.project for row in rows}
    return {one.project_id for name in names for ranked in resolver.found.called(name) for one in ranked}


def _as_seen(one: Recognized, unseen: Mapping[int, Foreign]) -> Recognized:
    """A row that says something else than an entry out of reach is told that, and nothing of the entry."""
    if one.there.entry_id not in unseen or not (one.refusal or one.replaces):
        return one
    return one._replace(refusal=not_yours([unseen[one.there.entry_id]]), replaces=False, fields=())


def _is_known(one: Recognized) -> bool:
    return one.refusal is None and not one.replaces


def _set_aside(rejections: Iterable[Rejection]) -> list[SetAside]:
    return [
        SetAside("row", each.row, str(each.row), each.code, f"{each.column}: {each.reason}", each.remedy)
        for each in rejections
    ]
