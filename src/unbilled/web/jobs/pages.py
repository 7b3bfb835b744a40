"""Jobs: the tray of the shell, and the page of one run with what it set aside."""

import io
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.lists.files import write_csv
from unbilled.foundation.refusals import Refusal
from unbilled.kit.saying import changed, moved, refused, said
from unbilled.kit.screens import Done
from unbilled.runs.background import ask_again, ask_to_undo, undoing_of, workers_do
from unbilled.runs.events.cancel_runs import FOR_OTHERS, cancel_runs
from unbilled.runs.reads.background_runs import BackgroundRun, background_runs
from unbilled.runs.reads.run_items import RUN_ITEMS
from unbilled.runs.reads.runs import RUNS, RunUnknown, find_run
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest, for_team_members
from unbilled.web.jobs.doors import DOORS, ROWS
from unbilled.web.lists.pages import SET_ASIDE, may, zone_of
from unbilled.web.screens import FORMS, PAGES, SCREENS, address_of, page_of

ENDED_SECONDS = 60
"""How long what has ended is told in the tray of other pages."""
ITEMS_SHOWN = 200
PACES = ((timedelta(seconds=10), "700ms"), (timedelta(minutes=1), "2s"), (timedelta.max, "5s"))
"""How often a page asks how far a job is, by how long it has been under way."""
NOTHING_MORE = 286
"""Status that tells a part of a page to ask no more."""
ENDED = ("finished", "interrupted", "canceled", "refused")


@dataclass(frozen=True)
class Shown:
    """A run as the tray and its page tell it.

    Attributes:
        run: The run.
        said: What came of it so far.
        may_cancel: Whether the person may stop it.
        may_undo: Whether another job takes back what it did, and the person may ask for that.
    """

    run: BackgroundRun
    said: str
    may_cancel: bool
    may_undo: bool

    @property
    def title(self) -> str:
        """What it does."""
        return figures.words(self.run.run_kind).capitalize()

    @property
    def is_counted(self) -> bool:
        """Whether it is known how much there is to do."""
        return self.run.status == "running" and self.run.total_count > 0


def shown_run(request: BackOfficeRequest, run: BackgroundRun) -> Shown:
    """A run as it is told to whoever asks."""
    done = Done(figures.words(run.status).capitalize(), run.counts, run.amounts)
    told = said(done)["text"] if run.counts or run.is_over else ""
    is_theirs = run.person_id == request.person.person_id
    may_cancel = (is_theirs or bool(set(request.roles) & FOR_OTHERS)) and not run.is_over
    return Shown(run, told, may_cancel and not run.is_cancel_asked, run.is_over and may_undo(request, run))


def may_undo(request: BackOfficeRequest, run: BackgroundRun) -> bool:
    """Whether another job takes back what a job did, and the person may ask for that."""
    undoing = undoing_of(act_of(request, key=""), run_id=run.run_id)
    return undoing is not None and may(request, workers_do()[undoing.name].event)


@for_team_members
@require_safe
def tray(request: BackOfficeRequest, code: str, screen: str) -> HttpResponse:
    """The person's jobs that are under way or have just ended; asked for again and again while there are any."""
    watched, now = watched_of(request), timezone.now()
    runs = background_runs(
        company_id=request.company.company_id,
        person_id=request.person.person_id,
        run_ids=watched,
        ended_since=now - timedelta(seconds=ENDED_SECONDS),
    )
    under_way = [run.run_id for run in runs if not run.is_over]
    youngest = max((run.started_at for run in runs if not run.is_over), default=now)
    told = {
        "jobs": [shown_run(request, run) for run in runs],
        "again": f"{reverse('tray', kwargs={'code': code})}?{urlencode({'run': under_way}, doseq=True)}",
        "is_under_way": bool(under_way),
        "pace": next(pace for age, pace in PACES if now - youngest < age),
        "key": one_time_key(),
    }
    response = render(request, "jobs/tray.html", told)
    if set(watched) - set(under_way):
        # Rows and totals of the page may be others now.
        response.headers["HX-Trigger"] = "stale"
    return response


def watched_of(request: BackOfficeRequest) -> list[int]:
    """Jobs that a page has seen under way, or this browser remembers, whatever has become of them."""
    return [int(one) for one in request.GET.getlist("run")[:100] if one.isdecimal() and len(one) < 19]


@require_safe
def show(request: BackOfficeRequest, code: str, screen: str, number: int) -> HttpResponse:
    """One run: how far it is, what came of it, and what it set aside, each with its record and its remedy."""
    found = the_run(request, number)
    company_id = request.company.company_id
    background = next(iter(background_runs(company_id=company_id, run_ids=[number])), None)
    items = RUN_ITEMS.of(company_id=company_id, sight=request.sight, run_id=number)
    page = items.page(limit=ITEMS_SHOWN)
    zone = zone_of(request)
    told: dict[str, Any] = {
        "head": found,
        "title": f"{figures.words(found['run_kind']).capitalize()}, job {number}",
        "facts": [
            (column.heading, column.shown(found, zone))
            for column in RUNS.columns
            if column.name not in ("run_id", "counts", "totals") and column.shown(found, zone)
        ],
        "job": shown_run(request, background) if background else None,
        "amounts": _amounts(found),
        "items": [item_shown(request, row) for row in page.rows],
        "item_count": found["set_aside_count"],
        "more_count": max(found["set_aside_count"] - len(page.rows), 0),
        "rows": rows_of_items(request, found),
        "may_again": bool(background) and found["status"] in ENDED and _can_again(found),
        "key": one_time_key(),
    }
    if not request.headers.get("HX-Request"):
        return render(request, "jobs/page.html", told)
    is_over = background is None or background.is_over
    return render(request, "jobs/content.html", told, status=NOTHING_MORE if is_over else 200)


def rows_of_items(request: BackOfficeRequest, found: Row) -> tuple[str, str] | None:
    """The list with exactly the rows that a run set aside, and its title; None where there is none."""
    kinds = RUN_ITEMS.of(company_id=request.company.company_id, run_id=found["run_id"]).values("record_kind")
    place = ROWS.get(kinds[0]) if len(kinds) == 1 else None
    if place is None:
        return None
    query = urlencode({SET_ASIDE: found["run_id"]})
    return f"{address_of(request.company.code, SCREENS[place])}?{query}", SCREENS[place].heading


def _can_again(found: Row) -> bool:
    """Whether there is something left of a run: of one that finished what it set aside, of others the rest."""
    return bool(found["status"] != "finished" or found["set_aside_count"])


@dataclass(frozen=True)
class Item:
    """What was set aside: its kind and name, where its record is, why, and where the remedy is found."""

    kind: str
    name: str
    href: str
    sentence: str
    remedy: str
    door: str
    door_label: str


def item_shown(request: BackOfficeRequest, row: Row) -> Item:
    """A record that was set aside, as its run's page tells it."""
    code, kind = request.company.code, row["record_kind"]
    column = RUN_ITEMS.by_name["record_name"]
    href = ""
    if (kind in PAGES and kind != "run") or kind in FORMS or kind == "entry":
        href = page_of(kind, {**row, f"{kind}_id": row["record_id"]}, column, code)
    door, label = DOORS.get(row["refusal"], ("", ""))
    return Item(
        kind=figures.words(kind).capitalize(),
        name=row["record_name"],
        href=href,
        sentence=row["sentence"],
        remedy=row["remedy"],
        door=address_of(code, SCREENS[door]) if door else "",
        door_label=label,
    )


@require_safe
def items_file(request: BackOfficeRequest, code: str, screen: str, number: int) -> HttpResponse:
    """What a run set aside, as a file."""
    the_run(request, number)
    items = RUN_ITEMS.of(company_id=request.company.company_id, sight=request.sight, run_id=number)
    columns = [column for column in RUN_ITEMS.columns if column.is_exported]
    with io.StringIO(newline="") as file:
        write_csv(file, columns, items.rows())
        response = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-job-{number}-set-aside.csv"'
    return response


@for_team_members
@require_POST
def cancel(request: BackOfficeRequest, code: str, screen: str, number: int) -> HttpResponse:
    """Cancel a run: one that waits is not begun, one under way stops after its chunk."""
    the_run(request, number)
    try:
        cancel_runs(act_of(request), run_ids=[number], canceled_at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal)
    return changed(job=True)


@require_POST
def again(request: BackOfficeRequest, code: str, screen: str, number: int) -> HttpResponse:
    """Ask for what is left of a run once more: a run of its own, to whose page the browser goes."""
    the_run(request, number)
    try:
        run_id = ask_again(act_of(request), run_id=number)
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(reverse("run", kwargs={"code": code, "number": run_id}))


@require_POST
def undo(request: BackOfficeRequest, code: str, screen: str, number: int) -> HttpResponse:
    """Ask for what takes back what a run did: a run of its own, which the tray tells of."""
    the_run(request, number)
    try:
        ask_to_undo(act_of(request), run_id=number)
    except Refusal as refusal:
        return refused(request, refusal)
    return changed(job=True)


def the_run(request: BackOfficeRequest, number: int) -> Row:
    """A run as it is listed.

    Raises:
        Http404: There is none, or it is another's: both look alike.
    """
    try:
        return find_run(company_id=request.company.company_id, run_id=number, sight=request.sight)
    except RunUnknown as unknown:
        raise Http404(unknown.message) from None


def _amounts(found: Row) -> list[tuple[str, str]]:
    """What a run came to, in words."""
    totals = found["totals"] or {}
    counts = [(what, f"{number:,}") for what, number in totals.get("counts", {}).items()]
    amounts = [
        (what, figures.sums({currency: Decimal(amount) for currency, amount in sums.items()}))
        for what, sums in totals.get("amounts", {}).items()
    ]
    return counts + amounts
