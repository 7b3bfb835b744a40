"""Pages of imports: bring a file, see how it is read, try it, bring it in, correct what was rejected."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.foundation import figures
from unbilled.foundation.names import name_key
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight
from unbilled.intake.events.keep_upload import keep_upload
from unbilled.intake.events.settle_upload import settle_upload
from unbilled.intake.importing.mapping import (
    EXPENSE_FORMATS,
    FORMATS,
    REQUIRED,
    ImportMapping,
    headings_of,
    load_mapping,
)
from unbilled.intake.importing.reader import read_file
from unbilled.intake.reads.find_upload import FoundUpload, UploadUnknown, find_upload, latest_uploads
from unbilled.intake.uploads import (
    WAYS,
    as_file,
    corrected,
    first_settings,
    import_upload,
    mapping_of,
    read_rejected,
    table_of_upload,
    told,
)
from unbilled.kit.saying import moved, refused
from unbilled.runs.background import ask
from unbilled.runs.reads.background_runs import background_runs
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest, for_team_members, is_own_only
from unbilled.web.imports.receiving import MOST_MEGABYTES
from unbilled.web.jobs.pages import shown_run
from unbilled.web.lists.pages import may, zone_of

IMPORT = "intake.import_entries"
ROWS_SHOWN = 8
ENTRIES_SHOWN = 12
SUMS_SHOWN = 200
MOST_FIELDS = 800
"""Cells of rejected rows that one page sends; what goes beyond is corrected in the file."""
SHOWN_FIELDS = (
    *("date", "start", "end", "resource", "email", "customer", "project", "task", "category", "role"),
    *("quantity", "unit", "amount", "price", "currency", "billable", "invoiced", "text", "reference"),
)
"""Fields of a mapping that a page asks for; all others are said in mapping files."""
MARKS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "dates": (
        "Dates",
        {
            "": "As the file shows",
            "%Y-%m-%d": "2026-03-31",
            "%d.%m.%Y": "31.03.2026",
            "%d/%m/%Y": "31/03/2026",
            "%m/%d/%Y": "03/31/2026",
        },
    ),
    "decimal_mark": ("Decimals", {"": "As the file shows", ".": "1.5", ",": "1,5"}),
    "duration": (
        "A number without a unit is",
        {"": "As the file shows", "hours": "hours", "minutes": "minutes", "seconds": "seconds"},
    ),
    "invoiced": (
        "Rows that the tracker has invoiced",
        {"": "are set aside", "not billable": "are not billable", "bill": "are billed"},
    ),
}
SAID_WAYS = {
    "create_missing": "Add people, projects, tasks, categories and roles that are not there yet",
    "draft": "Leave the entries as drafts; do not submit them",
    "replacing": "Put rows in the place of entries that differ and are not approved",
    "let_in_repetitions": "Bring in also what looks like an entry that is there",
}


class NoFileChosen(Refusal):
    """A form for a file came without one."""

    sentence = "No file has come."
    remedy = "Choose one of at most {most} MB: text with headings, or a workbook."


@dataclass(frozen=True)
class Mapped:
    """A field of entries, and the heading that it is read from.

    Attributes:
        name: The field.
        label: What it is called.
        is_required: No entry does without it.
        chosen: Heading that was chosen; empty: as the format says.
        otherwise: What the format says.
    """

    name: str
    label: str
    is_required: bool
    chosen: str
    otherwise: str


@for_team_members
@require_safe
def front(request: BackOfficeRequest, code: str) -> HttpResponse:
    """The files that were brought, and the form for another."""
    zone = zone_of(request)
    uploads = [
        (one, figures.moment(one.uploaded_at, zone))
        for one in latest_uploads(company_id=request.company.company_id, sight=sight_on_files(request))
    ]
    told = {
        "uploads": uploads,
        "key": one_time_key(),
        "most": MOST_MEGABYTES,
        "may": may(request, "intake.keep_upload"),
    }
    return render(request, "imports/front.html", told)


@for_team_members
@require_POST
def upload(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Keep a file, read as its headings tell; the browser goes to its page."""
    file = request.FILES.get("file")
    try:
        if file is None or isinstance(file, list) or not file.size:
            raise NoFileChosen(most=MOST_MEGABYTES)
        content, name = file.read(), file.name or "upload"
        with as_file(name, content) as path:
            settings = first_settings(path)
        upload_id = kept(request, name, content, settings)
    except Refusal as refusal:
        if request.headers.get("HX-Request"):
            return refused(request, refusal)
        return render(
            request, "web/refused.html", {"refusal": refusal, "company": request.company}, status=422
        )
    address = reverse("import", kwargs={"code": code, "number": upload_id})
    return moved(address) if request.headers.get("HX-Request") else HttpResponseRedirect(address)


@for_team_members
@require_safe
def show(request: BackOfficeRequest, code: str, number: int) -> HttpResponse:
    """One file: how it is read, or how its import stands and what came of it."""
    try:
        found = the_upload(request, number)
    except Refusal as refusal:
        return render(
            request, "web/refused.html", {"refusal": refusal, "company": request.company}, status=404
        )
    told = page_of_upload(request, found)
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "imports/content.html" if is_part else "imports/page.html", told)


@for_team_members
@require_POST
def settle(request: BackOfficeRequest, code: str, number: int) -> HttpResponse:
    """Keep how the file is read; the page shows what is read so."""
    found = the_upload(request, number)
    settings = settings_sent(request, found)
    try:
        mapping_of(settings)
        settle_upload(act_of(request, key=""), upload_id=number, settings=settings)
    except Refusal as refusal:
        return render(request, "imports/content.html", page_of_upload(request, found, refusal), status=422)
    return render(request, "imports/content.html", page_of_upload(request, the_upload(request, number)))


@for_team_members
@require_POST
def try_it(request: BackOfficeRequest, code: str, number: int) -> HttpResponse:
    """Import the file and undo that: exact sums and rejections, and nothing stays."""
    found = the_upload(request, number)
    try:
        tried = import_upload(act_of(request, key=""), found, request.company, dry_run=True)
    except Refusal as refusal:
        return render(request, "imports/content.html", page_of_upload(request, found, refusal), status=422)
    return render(request, "imports/content.html", page_of_upload(request, found, tried=told(tried)))


@for_team_members
@require_POST
def start(request: BackOfficeRequest, code: str, number: int) -> HttpResponse:
    """Bring the file in, in the background."""
    found = the_upload(request, number)
    try:
        ask(act_of(request), IMPORT, needs={"upload_id": number, "file": found.file_name})
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(reverse("import", kwargs={"code": code, "number": number}))


@for_team_members
@require_POST
def again(request: BackOfficeRequest, code: str, number: int) -> HttpResponse:
    """Send rejected rows again as they were corrected on the page: a file of its own, brought in at once."""
    found = the_upload(request, number)
    if found.rejected is None or found.result is None:
        raise Http404("Nothing of it was rejected.")
    cells = {
        (int(row), int(column)): request.POST[name]
        for name in request.POST
        if name.startswith("cell-")
        for _, row, column in (name.split("-", 2),)
        if row.isdecimal() and column.isdecimal() and len(row) < 9 and len(column) < 9
    }
    content = corrected(found.rejected, found.result["delimiter"], cells)
    name = found.file_name if found.corrects_id else f"{found.file_name.rpartition('.')[0]}.rejected.csv"
    try:
        settings = {**found.settings, "ways": {way: way in request.POST for way in WAYS}}
        upload_id = kept(request, name, content, settings, corrects_id=number)
        act = act_of(request)
        needs = {"upload_id": upload_id, "file": name}
        ask(act_of(request, key=f"{act.key}-run" if act.key else ""), IMPORT, needs=needs)
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(reverse("import", kwargs={"code": code, "number": upload_id}))


@for_team_members
@require_safe
def rejected_file(request: BackOfficeRequest, code: str, number: int) -> HttpResponse:
    """The file of rejected rows, as an attachment."""
    found = the_upload(request, number)
    if found.rejected is None:
        raise Http404("Nothing of it was rejected.")
    response = HttpResponse(found.rejected, content_type="text/csv; charset=utf-8")
    stem = "".join(one for one in found.file_name.rpartition(".")[0] if one.isalnum() or one in "-_ ")
    response.headers["Content-Disposition"] = f'attachment; filename="{stem or "file"}.rejected.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def kept(
    request: BackOfficeRequest,
    name: str,
    content: bytes,
    settings: Mapping[str, Any],
    corrects_id: int | None = None,
) -> int:
    """Keep a file."""
    return keep_upload(
        act_of(request),
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=lambda: content,
        settings=settings,
        corrects=corrects_id,
    )


def sight_on_files(request: BackOfficeRequest) -> Sight | None:
    """Whose files are seen: whoever is nothing but a team member sees their own."""
    if is_own_only(request):
        return Sight(company_id=request.company.company_id, person_id=request.person.person_id)
    return request.sight


def the_upload(request: BackOfficeRequest, number: int) -> FoundUpload:
    """An upload that the person may see.

    Raises:
        Http404: There is none, or it is somebody else's: both look alike.
        UploadForgotten: Its content is not kept any more.
    """
    try:
        return find_upload(
            company_id=request.company.company_id, upload_id=number, sight=sight_on_files(request)
        )
    except UploadUnknown as unknown:
        raise Http404(unknown.message) from None


def settings_sent(request: BackOfficeRequest, found: FoundUpload) -> dict[str, Any]:
    """How a file is read and brought in, as the page sends it."""
    sent = request.POST
    name = sent.get("format", "")
    marks: dict[str, Any] = {mark: sent[mark] for mark in MARKS if sent.get(mark) in MARKS[mark][1]}
    marks = {mark: text for mark, text in marks.items() if text}
    if "dates" in marks:
        marks["dates"] = [marks["dates"]]
    is_other = name != found.settings["format"]
    return {
        "format": name if name in FORMATS else "",
        "columns": {}
        if is_other
        else {field: sent[f"column-{field}"] for field in SHOWN_FIELDS if sent.get(f"column-{field}")},
        "marks": marks,
        "ways": {way: way in sent for way in WAYS},
    }


def page_of_upload(
    request: BackOfficeRequest,
    found: FoundUpload,
    refusal: Refusal | None = None,
    tried: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What the page of a file shows: how it is read while it waits, and what came of it afterwards."""
    run = (
        next(iter(background_runs(company_id=request.company.company_id, run_ids=[found.run_id])), None)
        if found.run_id
        else None
    )
    shown: dict[str, Any] = {
        "upload": found,
        "refusal": refusal,
        "key": one_time_key(),
        "job": shown_run(request, run) if run else None,
        "may": may(request, IMPORT),
        "sees_jobs": not is_own_only(request),
        "may_approve": may(request, "process.record_approved_work"),
    }
    if run is None or run.status in ("canceled", "refused", "interrupted"):
        shown |= _reading(found, request)
    result = tried or found.result
    if result:
        sums = result["sums"]
        shown |= {
            "result": result,
            "is_tried": tried is not None,
            "sums": [_figured(line) for line in sums[:SUMS_SHOWN]],
            "in_all": _in_all(sums),
            "more_sums": max(len(sums) - SUMS_SHOWN, 0),
        }
    if found.rejected is not None and found.result and not tried:
        headings, rows = read_rejected(found.rejected, found.result["delimiter"])
        most = max(1, MOST_FIELDS // max(len(headings), 1))
        shown |= {
            "headings": headings,
            "rejected_rows": [
                (
                    row,
                    [
                        (f"cell-{place}-{column}", heading, cell, heading in row.at_fault)
                        for column, (heading, cell) in enumerate(zip(headings, row.cells, strict=True))
                    ],
                )
                for place, row in enumerate(rows[:most])
            ],
            "more_rows": max(len(rows) - most, 0),
            "ways_again": _ways(found),
        }
    return shown


def _reading(found: FoundUpload, request: BackOfficeRequest) -> dict[str, Any]:
    """How a file is read: its first rows, the heading of each field, and what comes of the first rows."""
    table = table_of_upload(found)
    base = load_mapping(found.settings["format"] or "csv")
    required = REQUIRED[base.transaction_class]
    there = {name_key(heading) for heading in table.header}
    shown: dict[str, Any] = {
        "formats": [
            {"name": name, "label": load_mapping(name).title, "is_chosen": name == found.settings["format"]}
            for name in FORMATS
        ],
        "is_recognized": bool(found.settings["format"]),
        "is_expense": found.settings["format"] in EXPENSE_FORMATS,
        "fields": [
            Mapped(
                name=field,
                label=figures.words(field).capitalize(),
                is_required=field in required,
                chosen=found.settings["columns"].get(field, ""),
                otherwise=_otherwise(base, field, there),
            )
            for field in SHOWN_FIELDS
            if field in base.columns or field in required
        ],
        "headings_there": [heading for heading in table.header if heading],
        "first_rows": [line.cells for line in table.lines[:ROWS_SHOWN]],
        "header": table.header,
        "row_count": len(table.lines),
        "marks": [
            (name, label, choices, _mark(found.settings["marks"].get(name, "")))
            for name, (label, choices) in MARKS.items()
        ],
        "ways": _ways(found),
    }
    try:
        with as_file(found.file_name, found.content) as path:
            read = read_file(
                path,
                mapping_of(found.settings),
                daily_limit_minutes=request.company.daily_limit_minutes,
                time_zone=request.company.time_zone,
            )
    except Refusal as problem:
        return shown | {"problem": problem}
    return shown | {
        "entries": read.entries[:ENTRIES_SHOWN],
        "entry_count": len(read.entries),
        "unreadable": read.rejections[:ENTRIES_SHOWN],
        "unreadable_count": len({one.row for one in read.rejections}),
        "unread": read.unread,
    }


def _ways(found: FoundUpload) -> list[tuple[str, str, bool]]:
    return [(name, said, bool(found.settings["ways"].get(name))) for name, said in SAID_WAYS.items()]


def _mark(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else next(iter(value), "")


def _otherwise(mapping: ImportMapping, field: str, there: set[str]) -> str:
    """What a field is read from where nothing was chosen; empty where the file has nothing for it."""
    column = mapping.columns.get(field)
    if column is None:
        return mapping.defaults.get(field, "")
    fitting = [
        choice for choice in column.choices if all(name_key(one) in there for one in headings_of(choice))
    ]
    return " and ".join(headings_of(fitting[0])) if fitting else mapping.defaults.get(field, "")


FIGURES = ("total", "new", "replaced", "known", "set_aside")


def _figured(line: Mapping[str, str]) -> dict[str, Any]:
    return {**line, **{name: figures.money(Decimal(line[name]), line["unit"]) for name in FIGURES}}


def _in_all(sums: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    totals: dict[tuple[str, str], dict[str, Decimal]] = {}
    for line in sums:
        # What was kept before sums told classes has none.
        key = line.get("transaction_class", ""), line["unit"]
        total = totals.setdefault(key, dict.fromkeys(FIGURES, Decimal(0)))
        for name in FIGURES:
            total[name] += Decimal(line[name])
    return [
        {
            "transaction_class": of_class,
            "unit": unit,
            **{name: figures.money(total[name], unit) for name in FIGURES},
        }
        for (of_class, unit), total in totals.items()
    ]
