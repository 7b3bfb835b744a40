"""One's own week: hours typed into a grid, expenses with their receipts; submitted and recalled as a whole."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.companies.kinds import CURRENCIES
from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.seen import ChangedMeanwhile
from unbilled.kit.forms import Control, Entry, Unreadable, shown, typed, value_of
from unbilled.kit.numbers import hours_shown, hours_typed
from unbilled.kit.saying import STALE, asking, moved, refused
from unbilled.masterdata.kinds import CATEGORIES, PROJECTS, TASKS
from unbilled.masterdata.models import Category, Project, Role, Task
from unbilled.masterdata.reads.own_resources import OwnResource, own_resources
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.submit_work import submit_work
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest, for_team_members
from unbilled.web.imports.receiving import was_stopped
from unbilled.web.lists.pages import may, today_of
from unbilled.web.mytime.receipts import attached
from unbilled.web.mytime.weeks import DAYS, PENCIL, Key, Line, Week, monday, week_named, week_of
from unbilled.work import models as work
from unbilled.work.events.change_entries import change_entries
from unbilled.work.events.delete_entries import delete_entries
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.recall_entries import recall_entries
from unbilled.work.reads.receipts import receipts
from unbilled.work.reads.week_entries import week_entries

SUGGESTED = 500
WRONG = 422


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


@for_team_members
@require_POST
def expense(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Enter an expense, and attach its receipt where one came with it."""
    who, entries = whose(request), expense_entries(request)
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for one in entries:
        try:
            values[one.name] = value_of(one, request.POST, today_of(request))
        except Unreadable as wrong:
            faults[one.name] = f"{one.label} {wrong}"
    place = _place(request, values.get("project", ""))
    category = _category(request, values.get("category", ""))
    if "project" not in faults and place is None:
        faults["project"] = "There is no such project or task."
    if faults or place is None:
        return _expense_form(request, entries, faults)
    new = NewEntry(
        transaction_class="expense",
        transaction_date=values["day"],
        project_id=place[0],
        task_id=place[1] or None,
        category_id=category,
        resource_id=who.resource_id,
        quantity=Decimal(1),
        unit="piece",
        unit_cost=values["amount"],
        cost_currency=values["currency"],
        description=values["description"],
        external_reference=_reference(request),
    )
    try:
        [entry_id] = enter_entries(act_of(request), entries=[new]).entry_ids
    except Refusal as refusal:
        return _expense_form(request, entries, {}, refusal)
    week = monday(values["day"])
    here = reverse("time", kwargs={"code": code}, query={"week": Week(week, (), ()).name})
    if "receipt" in request.FILES or was_stopped(request):
        try:
            key = request.POST.get("act_key", "")
            attached(request, entry_id, key=f"{key}-receipt" if key else "")
        except Refusal as refusal:
            return moved(here, f"The expense is entered, but not its receipt. {refusal}")
    return moved(here, "Entered: 1 expense.")


# Whose, and which week


def whose(request: BackOfficeRequest) -> OwnResource:
    """The resource that the person is.

    Raises:
        Http404: They are none.
    """
    found = _resources(request)
    if not found:
        raise Http404("Nobody whose work is entered here is you.")
    return found[0]


def own_entry(request: BackOfficeRequest, entry_id: int) -> None:
    """See to it that an entry is the person's own, whatever the week.

    Raises:
        Http404: It is somebody else's, or there is none.
    """
    if not is_own(request, entry_id):
        raise Http404("There is no such entry.")


def is_own(request: BackOfficeRequest, entry_id: int) -> bool:
    """Whether an entry is work of the person."""
    ids = [one.resource_id for one in _resources(request)]
    return work.Entry.objects.filter(
        pk=entry_id, company_id=request.company.company_id, resource_id__in=ids
    ).exists()


def the_week(request: BackOfficeRequest) -> Week:
    """The week of the address, else that of today, with the rows that were added to it."""
    further = [line for name in request.GET.getlist("row") if (line := _line(request, name)) is not None]
    if (added := request.GET.get("add", "").strip()) and (place := _place(request, added)):
        role = whose(request).role_id or 0
        line = _line(request, f"{place[0]}-{place[1]}-{role}")
        further += [line] if line else []
    return _week(request, first_day(request), further)


def first_day(request: BackOfficeRequest) -> date:
    """The Monday of the week of the address, else of that of today."""
    return week_named(request.GET.get("week", "")) or monday(today_of(request))


def told(request: BackOfficeRequest, week: Week) -> dict[str, Any]:
    """What the page shows."""
    found = _resources(request)
    added = request.GET.get("add", "").strip()
    rows = [line.name for line in week.lines if not line.quantity]
    expenses = [one["entry_id"] for one in week.expenses]
    entries = expense_entries(request) if found else []
    return {
        "week": week,
        "who": found[0] if found else None,
        "before": Week(week.first - timedelta(days=DAYS), (), ()).name,
        "after": Week(week.first + timedelta(days=DAYS), (), ()).name,
        "is_now": week.first == monday(today_of(request)),
        "last": week.first + timedelta(days=DAYS - 1),
        "places": _places(request) if found else {},
        "unknown": added if added and _place(request, added) is None else "",
        "rows": rows,
        "query": _query(request, week, rows),
        "receipts": receipts(company_id=request.company.company_id, entry_ids=expenses),
        "may_enter": may(request, "work.enter_entries"),
        "controls": [Control(one, shown(one, one.usual)) for one in entries],
        "key": one_time_key(),
    }


def expense_entries(request: BackOfficeRequest) -> list[Entry]:
    """The fields of an expense."""
    categories = Category.objects.filter(
        company_id=request.company.company_id, transaction_class="expense"
    ).order_by("name")
    currency = request.company.accounting_currency
    return [
        Entry(name="day", label="Day", kind="day", is_required=True, usual=today_of(request)),
        Entry(
            name="project",
            label="Project or task",
            kind="named",
            is_required=True,
            choices=_places(request),
            hint="Such as P-101, or P-101/Design.",
        ),
        Entry(
            name="category",
            label="Category",
            kind="choice",
            is_required=True,
            choices={one.name: one.name for one in categories},
        ),
        Entry(name="amount", label="Amount", kind="number", is_required=True),
        Entry(
            name="currency",
            label="Currency",
            kind="named",
            is_required=True,
            usual=currency,
            choices=CURRENCIES.suggested(act_of(request, key=""), limit=SUGGESTED),
        ),
        Entry(name="description", label="Text", hint="The customer may read it."),
    ]


def _expense_form(
    request: BackOfficeRequest,
    entries: Sequence[Entry],
    faults: Mapping[str, str],
    refusal: Refusal | None = None,
) -> HttpResponse:
    controls = [Control(one, typed(one, request.POST), faults.get(one.name, "")) for one in entries]
    shown_again = {"controls": controls, "refusal": refusal, "key": one_time_key()}
    return render(request, "mytime/expense.html", shown_again, status=WRONG)


def _week(request: BackOfficeRequest, first: date, further: Sequence[Line] = ()) -> Week:
    rows = week_entries(
        company_id=request.company.company_id,
        person_id=request.person.person_id,
        first=first,
        last=first + timedelta(days=DAYS - 1),
    )
    return week_of(first, rows, further)


def _resources(request: BackOfficeRequest) -> list[OwnResource]:
    return own_resources(company_id=request.company.company_id, person_id=request.person.person_id)


def _here(request: BackOfficeRequest) -> str:
    return reverse(
        "time", kwargs={"code": request.company.code}, query={"week": Week(first_day(request), (), ()).name}
    )


def _query(request: BackOfficeRequest, week: Week, rows: Sequence[str]) -> str:
    return "&".join([f"week={week.name}", *(f"row={name}" for name in rows)])


# Rows and cells


def _places(request: BackOfficeRequest) -> dict[str, str]:
    """Open projects and their tasks, by the name they are typed with."""
    company_id = request.company.company_id
    projects = Project.objects.filter(company_id=company_id, stage="open").order_by("code")[:SUGGESTED]
    tasks = (
        Task.objects.filter(company_id=company_id, project__stage="open")
        .order_by("project__code", "name")
        .values_list("project__code", "project__name", "name")[:SUGGESTED]
    )
    found = {one.code: f"{one.code} · {one.name}" for one in projects}
    found |= {f"{code}/{task}": f"{code} · {name} · {task}" for code, name, task in tasks}
    return dict(sorted(found.items()))


def _place(request: BackOfficeRequest, name: str) -> tuple[int, int] | None:
    """Project and task of a name that was typed; 0 for no task."""
    act = act_of(request, key="")
    if "/" in name:
        task_id = TASKS.found(act, [name]).get(name)
        task = Task.objects.filter(pk=task_id).first() if task_id else None
        return (task.project_id, task.pk) if task else None
    project_id = PROJECTS.found(act, [name]).get(name)
    return (project_id, 0) if project_id else None


def _category(request: BackOfficeRequest, name: str) -> int | None:
    full = f"expense/{name}"
    return CATEGORIES.found(act_of(request, key=""), [full]).get(full)


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
        external_reference=_reference(request, place),
    )


def _reference(request: BackOfficeRequest, place: str = "") -> str:
    """A reference by which people find what was entered here; a form that is sent again says the same."""
    key = request.POST.get("act_key")
    made = (
        uuid.uuid5(uuid.NAMESPACE_OID, f"{request.person.person_id} {key} {place}") if key else uuid.uuid4()
    )
    return f"web:{made.hex[:12]}"
