"""One's own week: hours typed into a grid, and what was spent, used or charged; submitted and recalled as a whole."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.seen import ChangedMeanwhile
from unbilled.kit.numbers import hours_shown, hours_typed
from unbilled.kit.saying import STALE, asking, moved, refused
from unbilled.masterdata.models import Project, Role, Task
from unbilled.masterdata.reads.own_resources import OwnResource
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.submit_work import submit_work
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest, for_team_members
from unbilled.web.lists.pages import may, today_of
from unbilled.web.mytime.expenses import controls_of_new
from unbilled.web.mytime.own import own_entry, place_of, places_of, reference, resources_of, whose
from unbilled.web.mytime.weeks import DAYS, PENCIL, Key, Line, Week, monday, week_named, week_of
from unbilled.work.events.change_entries import change_entries
from unbilled.work.events.delete_entries import delete_entries
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.recall_entries import recall_entries
from unbilled.work.reads.receipts import receipts
from unbilled.work.reads.week_entries import week_entries


@for_team_members
@require_safe
def show(request: BackOfficeRequest, code: str) -> HttpResponse:
    """The week, or only its list of days."""
    week = the_week(request)
    if request.headers.get("HX-Request") and "days" in request.GET:
        return render(
            request, "mytime/days.html", {"week": week, "may_enter": may(request, "work.enter_entries")}
        )
    return render(request, "mytime/page.html", told(request, week))


@for_team_members
@require_POST
def cell(request: BackOfficeRequest, code: str) -> HttpResponse:
    """What was typed into a cell: an entry is made, changed or deleted; totals come back, never the cell itself."""
    week, who = the_week(request), whose(request)
    line, day = _named_cell(request, week)
    there = line.cells[(day - week.first).days]
    text = request.POST.get(f"d{day.weekday()}", "").strip()
    told: dict[str, Any] = {
        "week": week,
        "line": line,
        "cell": there,
        "place": day.weekday(),
        "is_again": "told" in request.POST,
    }
    told["query"] = _query(request, week, [one.name for one in week.lines if not one.quantity])
    try:
        hours = hours_typed(text) if text else None
        mine = "" if hours is None else hours_shown(hours)
        is_changed = there.text not in (request.POST.get("was", ""), mine)
        if is_changed or len(there.entries) > 1:
            raise ChangedMeanwhile(record=f"{line.project} on {day}")
        _write(request, who, line, day, there.entries, hours)
    except ChangedMeanwhile as refusal:
        if not there.is_open:
            return refused(request, refusal, status=STALE)
        return asking(request, "mytime/conflict.html", told | {"mine": mine, "refusal": refusal}, STALE)
    except Refusal as refusal:
        return refused(request, refusal)
    week = the_week(request)
    told |= {"week": week, "line": week.line(line.key) or line, "text": mine}
    answer = render(request, "mytime/totals.html", told)
    answer.headers["HX-Trigger"] = "entered, changed" if told["is_again"] else "entered"
    return answer


@for_team_members
@require_POST
def text(request: BackOfficeRequest, code: str, entry_id: int) -> HttpResponse:
    """The text of an entry."""
    own_entry(request, entry_id)
    try:
        change_entries(
            act_of(request), changes={entry_id: {"description": request.POST.get("description", "")}}
        )
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(status=204)


@for_team_members
@require_POST
def delete(request: BackOfficeRequest, code: str, entry_id: int) -> HttpResponse:
    """Delete an entry."""
    own_entry(request, entry_id)
    try:
        delete_entries(act_of(request), entry_ids=[entry_id])
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(_here(request), "Deleted.")


@for_team_members
@require_POST
def ask_back(request: BackOfficeRequest, code: str, entry_id: int) -> HttpResponse:
    """Ask for an approved entry back."""
    own_entry(request, entry_id)
    try:
        ask_for_work_back(act_of(request), entry_ids=[entry_id], reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(_here(request), "Asked for: 1 entry.")


@for_team_members
@require_POST
def copy(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Enter the hours of the week before again, on days of a row on which nothing is entered."""
    week, who = the_week(request), whose(request)
    before = _week(request, week.first - timedelta(days=DAYS))
    entries: list[NewEntry] = []
    for line in before.lines:
        now = week.line(line.key)
        for place, cell_before in enumerate(line.cells):
            if line.is_closed or (now and now.cells[place].entries):
                continue
            day = cell_before.day + timedelta(days=DAYS)
            entries += [
                _new(
                    request,
                    who,
                    line.key,
                    day,
                    one["quantity"],
                    one["description"],
                    place=f"{len(entries)} {number}",
                )
                for number, one in enumerate(cell_before.entries)
            ]
    if not entries:
        return moved(_here(request), "Nothing was left to copy.")
    try:
        entered = enter_entries(act_of(request), entries=entries)
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(_here(request), f"Copied: {figures.counted(len(entered.entry_ids), 'entries')}.")


@for_team_members
@require_POST
def submit(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Submit what the week has in pencil."""
    try:
        done = submit_work(act_of(request), entry_ids=the_week(request).pencil)
    except Refusal as refusal:
        return refused(request, refusal)
    said = " ".join([f"Submitted: {figures.counted(done.entry_count, 'entries')}.", *done.notes])
    return moved(_here(request), said)


@for_team_members
@require_POST
def recall(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Take back what nobody has decided on."""
    try:
        count = recall_entries(act_of(request), entry_ids=the_week(request).submitted)
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(_here(request), f"Recalled: {figures.counted(count, 'entries')}.")


# Which week


def the_week(request: BackOfficeRequest) -> Week:
    """The week of the address, else that of today, with the rows that were added to it."""
    further = [line for name in request.GET.getlist("row") if (line := _line(request, name)) is not None]
    if (added := request.GET.get("add", "").strip()) and (place := place_of(request, added)):
        role = whose(request).role_id or 0
        line = _line(request, f"{place[0]}-{place[1]}-{role}")
        further += [line] if line else []
    return _week(request, first_day(request), further)


def first_day(request: BackOfficeRequest) -> date:
    """The Monday of the week of the address, else of that of today."""
    return week_named(request.GET.get("week", "")) or monday(today_of(request))


def told(request: BackOfficeRequest, week: Week) -> dict[str, Any]:
    """What the page shows."""
    found = resources_of(request)
    added = request.GET.get("add", "").strip()
    rows = [line.name for line in week.lines if not line.quantity]
    expenses = [one["entry_id"] for one in week.expenses]
    return {
        "week": week,
        "who": found[0] if found else None,
        "before": Week(week.first - timedelta(days=DAYS), (), ()).name,
        "after": Week(week.first + timedelta(days=DAYS), (), ()).name,
        "is_now": week.first == monday(today_of(request)),
        "last": week.first + timedelta(days=DAYS - 1),
        "places": places_of(request) if found else {},
        "unknown": added if added and place_of(request, added) is None else "",
        "rows": rows,
        "query": _query(request, week, rows),
        "receipts": receipts(company_id=request.company.company_id, entry_ids=expenses),
        "may_enter": may(request, "work.enter_entries"),
        "controls": controls_of_new(request) if found else [],
        "key": one_time_key(),
    }


def _week(request: BackOfficeRequest, first: date, further: Sequence[Line] = ()) -> Week:
    rows = week_entries(
        company_id=request.company.company_id,
        person_id=request.person.person_id,
        first=first,
        last=first + timedelta(days=DAYS - 1),
    )
    return week_of(first, rows, further)


def _here(request: BackOfficeRequest) -> str:
    return reverse(
        "time", kwargs={"code": request.company.code}, query={"week": Week(first_day(request), (), ()).name}
    )


def _query(request: BackOfficeRequest, week: Week, rows: Sequence[str]) -> str:
    return "&".join([f"week={week.name}", *(f"row={name}" for name in rows)])


# Rows and cells


def _line(request: BackOfficeRequest, name: str) -> Line | None:
    """A row of the grid by its key."""
    parts = name.split("-")
    if len(parts) != 3 or not all(one.isdecimal() and len(one) < 19 for one in parts):
        return None
    company_id = request.company.company_id
    project_id, task_id, role_id = (int(one) for one in parts)
    project = Project.objects.filter(company_id=company_id, pk=project_id).first()
    task = Task.objects.filter(project=project_id, pk=task_id).first() if task_id else None
    role = Role.objects.filter(company_id=company_id, pk=role_id).first() if role_id else None
    if project is None or (task_id and task is None) or (role_id and role is None):
        return None
    return Line(
        (project_id, task_id, role_id),
        project.code,
        project.name,
        task.name if task else "",
        role.name if role else "",
        is_closed=project.stage == "closed",
    )


def _named_cell(request: BackOfficeRequest, week: Week) -> tuple[Line, date]:
    """Row and day of a cell that was sent.

    Raises:
        Http404: The week has no such cell.
    """
    name = request.POST.get("row", "")
    line = next((one for one in week.lines if one.name == name), None) or _line(request, name)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Http404("There is no such day.") from None
    if line is None or day not in week.days:
        raise Http404("There is no such cell.")
    if not line.cells:
        line = week_of(week.first, (), [line]).lines[0]
    return line, day


def _write(
    request: BackOfficeRequest,
    who: OwnResource,
    line: Line,
    day: date,
    there: Sequence[Mapping[str, Any]],
    hours: Decimal | None,
) -> None:
    """The one call to an event that a cell asks for."""
    act = act_of(request, key="")
    if not there:
        if hours is not None:
            enter_entries(act, entries=[_new(request, who, line.key, day, hours)])
        return
    entry_id = there[0]["entry_id"]
    if hours is None and there[0]["status"] in PENCIL:
        delete_entries(act, entry_ids=[entry_id])
    else:
        change_entries(act, changes={entry_id: {"quantity": hours or Decimal(0)}})


def _new(
    request: BackOfficeRequest,
    who: OwnResource,
    key: Key,
    day: date,
    hours: Decimal,
    description: str = "",
    place: str = "",
) -> NewEntry:
    project_id, task_id, role_id = key
    return NewEntry(
        transaction_class="time",
        transaction_date=day,
        project_id=project_id,
        task_id=task_id or None,
        role_id=role_id or None,
        resource_id=who.resource_id,
        quantity=hours,
        description=description,
        external_reference=reference(request, place),
    )
