"""List pages: one view shows any list of the house, and carries out what is done with its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from unbilled.agreements.reads.find_selection import find_selection
from unbilled.foundation import figures
from unbilled.foundation.lists import Listing, Page
from unbilled.foundation.lists.columns import Column, Row, Status
from unbilled.foundation.lists.files import write_csv, write_xlsx
from unbilled.foundation.lists.lists import SelectionChanged, Totals
from unbilled.foundation.money import NotANumber
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import (
    EXPECTED,
    DayUnreadable,
    Selection,
    SelectionUnreadable,
    day_meant,
)
from unbilled.foundation.sights import Sight
from unbilled.kit import asking
from unbilled.kit.asking import Asked
from unbilled.kit.cells import Look, content
from unbilled.kit.events.keep_preference import COLUMNS, keep_preference
from unbilled.kit.events.remove_view import remove_view
from unbilled.kit.events.save_view import save_view
from unbilled.kit.grid import MOST_ROWS, PAGE_ROWS, Sum, grid, heading_of, option, said_sums, sums
from unbilled.kit.numbers import number_typed
from unbilled.kit.reads.kept_by_person import Kept, kept_by_person
from unbilled.kit.reads.saved_views import saved_views
from unbilled.kit.saying import STALE, changed, moved, refused, said
from unbilled.kit.screens import Action, Asking, Chosen, Done, Screen
from unbilled.people.reads.sight_of import sight_of
from unbilled.people.rights import COMPANYS, roles_for
from unbilled.reports.reads.find_named import references_of
from unbilled.reports.reads.find_records import find_records
from unbilled.runs.background import ask as ask_for
from unbilled.runs.reads.run_items import RUN_ITEMS
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest, for_team_members
from unbilled.web.forms.catalogue import FORMS
from unbilled.web.forms.catalogue import address as form_address
from unbilled.web.forms.form import Form
from unbilled.web.screens import PAGES, SCREENS, SETUP, STAGES, address_of, drilled, is_of_use, page_of

MOST_CHOSEN = 10_000
"""Rows that are sent one by one; beyond it everything that matches is meant."""
IMPORTS = "imports"
"""Page from which entries come, beside the screens."""
KEPT = "kept"
"""What a row opens that is kept by a form."""
TOTALS_WITHIN = 300
"""Milliseconds after which a page gives up to add up what nothing is done with, and says so."""
ROWS_WITHIN = 500
"""Milliseconds after which a page of rows that each sum a history gives up, and says so."""
WAITED_WITHIN = 60_000
"""The same where somebody has said that they wait."""
HISTORY_ROWS = 12
"""Rows of such a page that are fetched at once."""
BAR = 120
"""Width of the bar that shows the parts of a list."""
SET_ASIDE = "set_aside"
"""Word of an address that takes only what a run has set aside."""
SCOPE, MINE = "scope", "mine"
"""Word of an address that takes only what is the person's own, and what it says then."""
MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def on_screen(view: Any) -> Any:
    """Give a view the screen of its address."""

    @wraps(view)
    def answered(request: BackOfficeRequest, code: str, screen: str, **named: Any) -> HttpResponse:
        found = SCREENS.get(screen)
        if found is None:
            raise Http404(f"There is no page {screen}.")
        response: HttpResponse = view(request, found, **named)
        response.headers["Vary"] = "HX-Request"
        return response

    return answered


@require_safe
@on_screen
def show(request: BackOfficeRequest, screen: Screen) -> HttpResponse:
    """A list page: the whole page, or only what a filter changes of it."""
    asked = asked_of(request, screen)
    is_part = bool(request.headers.get("HX-Request"))
    told: dict[str, Any] = frame(request, screen, asked)
    if not is_part:
        told |= views_of(request, screen, asked) | {"beside": beside(request, screen)}
    try:
        told |= rows_of(request, screen, asked)
        status = 200
    except Refusal as refusal:
        told["refusal"], status = refusal, 422
    return render(request, "lists/part.html" if is_part else "lists/page.html", told, status=status)


@require_safe
@on_screen
def rows(request: BackOfficeRequest, screen: Screen) -> HttpResponse:
    """Rows behind those that are shown, or all of those again after something was done."""
    asked = asked_of(request, screen)
    try:
        told = rows_of(request, screen, asked)
    except Refusal as refusal:
        return refused(request, refusal)
    return render(request, "lists/rows.html", frame(request, screen, asked) | told)


@require_safe
@on_screen
def totals(request: BackOfficeRequest, screen: Screen) -> HttpResponse:
    """The totals bar: how many rows match, what they come to, as of when."""
    asked = asked_of(request, screen)
    try:
        of = listing_of(request, screen, asked.selection)
        # What is acted upon is held against what it came to, all of it.
        within = None if screen.actions else WAITED_WITHIN if asking.WAIT in request.GET else TOTALS_WITHIN
        found, split = of.totals_and_split(screen.split, within=within)
    except Refusal as refusal:
        return refused(request, refusal)
    first = screen.read.totals[0] if screen.read.totals else ""
    worth = found.of(first) if first else {}
    expecting = Selection().expecting(count=found.count, sums=worth)
    column = screen.read.by_name.get(screen.split)
    told = {
        "screen": screen,
        "asked": asked,
        "wait": waiting(asked),
        "totals": found,
        "noun": figures.counted(found.count, screen.noun).partition(" ")[2],
        "sums": [] if screen.is_balanced else sums(found, screen.read),
        "balances": balances(found, screen) if screen.is_balanced else [],
        "said_sums": said_sums(worth),
        "expected": expecting.texts("expected_sums") or [],
        "parts": _parts(column, split, zone_of(request)) if column else [],
        "as_of": timezone.now().astimezone(zone_of(request)),
    }
    return render(request, "lists/totals.html", told)


def balances(found: Totals, screen: Screen) -> list[tuple[str, list[Sum], bool]]:
    """All that a list totals by currency, and whether the first of it comes to nothing."""
    read = screen.read
    return [
        (
            currency,
            [
                Sum(currency, amounts[one.name], one.heading)
                for one in read.columns
                if one.name in read.totals
            ],
            not amounts[read.totals[0]],
        )
        for currency, amounts in found.sums.items()
    ]


@require_safe
@on_screen
def row(request: BackOfficeRequest, screen: Screen, key: int) -> HttpResponse:
    """The aside: everything that a list knows of one of its rows."""
    of = listing_of(request, screen, Selection()).among([key])
    found = next(iter(of.rows(limit=1)), None)
    if found is None:
        return HttpResponse("<p>It is not there any more.</p>", status=404)
    look = look_of(request, screen)
    beside = {name for column in screen.read.columns for name in column.beside}
    facts = [
        (heading_of(column) or figures.words(column.name), content(column, found, look, is_alone=True))
        for column in screen.read.columns
        if column.is_exported and column.name not in beside and column.shown(found, look.zone)
    ]
    reasons = screen.explains(request.company.company_id, found) if screen.explains else []
    told = {"screen": screen, "facts": facts, "reasons": reasons}
    return render(request, "lists/aside.html", told)


@require_safe
@on_screen
def file(request: BackOfficeRequest, screen: Screen, form: str) -> HttpResponse:
    """Everything that matches, as a file."""
    if form not in MIME:
        raise Http404(f"There is no {form} of it.")
    asked = asked_of(request, screen)
    read = screen.read
    try:
        columns = read.chosen(asked.columns) or [column for column in read.columns if column.is_exported]
        of = listing_of(request, screen, asked.selection)
        with TemporaryDirectory() as folder, transaction.atomic():
            path = Path(folder) / f"{read.name}.{form}"
            found = of.stream(sort=asked.sort)
            if form == "csv":
                with path.open("w", newline="", encoding="utf-8") as opened:
                    write_csv(opened, columns, found)
            else:
                write_xlsx(path, read.title, columns, found, zone_of(request))
            content = path.open("rb")
    except Refusal as refusal:
        return render(
            request, "web/refused.html", frame(request, screen, asked) | {"refusal": refusal}, status=422
        )
    name = f"{request.company.code}-{read.name}.{form}"
    response: Any = FileResponse(content, as_attachment=True, filename=name, content_type=MIME[form])
    return response  # type: ignore[no-any-return]


@require_POST
@on_screen
def ask(request: BackOfficeRequest, screen: Screen, action: str) -> HttpResponse:
    """The dialog of an action: what it will do with what is chosen, by count and sums, and what it asks for."""
    wanted = action_of(request, screen, action)
    try:
        chosen = chosen_of(request, screen)
    except Refusal as refusal:
        return refused(request, refusal)
    return dialog(request, screen, wanted, chosen)


@require_POST
@on_screen
def do(request: BackOfficeRequest, screen: Screen, action: str) -> HttpResponse:
    """Do it: one act, all or nothing; what the books do not allow comes back as a sentence and its remedy."""
    wanted = action_of(request, screen, action)
    filled, faults = filled_in(request, wanted)
    try:
        chosen = chosen_of(request, screen)
        if not may(request, wanted.event):  # whatever is found before the event is asked, is not for them
            company_id, person_id = request.company.company_id, request.person.person_id
            sight_of(company_id=company_id, person_id=person_id, event=wanted.event)
        if faults:
            return dialog(request, screen, wanted, chosen, faults=faults, status=422)
        if wanted.foresees is not None and request.POST.get("foreseen") != foreseen_for(filled):
            return dialog(request, screen, wanted, chosen)
        if in_background(request, wanted, chosen):
            return asked_for(request, wanted, chosen, filled)
        done = wanted.does(act_of(request), chosen, filled)
    except Refusal as refusal:
        return told_why(request, screen, wanted, refusal)
    return changed(said(done, link=came_of(request, done)))


@require_POST
@on_screen
def save(request: BackOfficeRequest, screen: Screen) -> HttpResponse:
    """Save what the page shows as a view, and go there."""
    asked = Asked.of(screen.read, QueryDict(request.POST.get("query", "")), screen.usual)
    query = asked.query()
    try:
        save_view(
            act_of(request),
            screen=screen.path,
            name=request.POST.get("name", ""),
            query=query,
            is_shared="is_shared" in request.POST,
            is_opening="is_opening" in request.POST,
        )
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(f"{address_of(request.company.code, screen)}?{query}")


@require_POST
@on_screen
def remove(request: BackOfficeRequest, screen: Screen) -> HttpResponse:
    """Remove a saved view."""
    try:
        remove_view(act_of(request), screen=screen.path, name=request.POST.get("view", ""))
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(address_of(request.company.code, screen))


@require_POST
@on_screen
def keep_columns(request: BackOfficeRequest, screen: Screen) -> HttpResponse:
    """Keep which columns of a screen the person wants, none: the usual ones; and show them."""
    chosen = [] if "usual" in request.POST else request.POST.getlist("columns")
    try:
        keep_preference(act_of(request), name=COLUMNS + screen.path, value=".".join(chosen))
    except Refusal as refusal:
        return refused(request, refusal)
    asked = Asked.of(screen.read, QueryDict(request.POST.get("query", "")), screen.usual)
    return moved(f"{address_of(request.company.code, screen)}?{replace(asked, columns=()).query()}")


@for_team_members
@require_POST
def prefer(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Keep how the person wants pages to be: row height, keys of one letter."""
    try:
        keep_preference(
            act_of(request), name=request.POST.get("name", ""), value=request.POST.get("value", "")
        )
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(status=204)


@require_safe
def setup(request: BackOfficeRequest, code: str) -> HttpResponse:
    """The set-up: the masters that change seldom, each a list of its own."""
    screens = [screen for screen in SCREENS.values() if screen.group == SETUP]
    company = reverse("form", kwargs={"code": code, "screen": "company", "key": request.company.company_id})
    return render(request, "lists/setup.html", {"screens": screens, "company_form": company})


# What a page is made of


def asked_of(request: BackOfficeRequest, screen: Screen) -> Asked:
    """What the address asks; of columns, where that of a page says none, what the person wants; parts are told."""
    asked = Asked.of(screen.read, request.GET, screen.usual)
    if "columns" in request.GET or "HX-Request" in request.headers or request.method == "POST":
        return asked
    kept = kept_of(request).preferences.get(COLUMNS + screen.path, "").split(".")
    return replace(asked, columns=tuple(name for name in kept if name in screen.read.by_name))


def kept_of(request: BackOfficeRequest) -> Kept:
    """What the person keeps of pages, read once for a request."""
    found: Kept | None = getattr(request, "kept", None)
    if found is None:
        of = {"company_id": request.company.company_id, "person_id": request.person.person_id}
        found = request.kept = kept_by_person(**of)  # type: ignore[attr-defined]
    return found


def listing_of(request: BackOfficeRequest, screen: Screen, selection: Selection) -> Listing:
    """The rows that are meant, as far as the person sees.

    Raises:
        NameUnknown, DayUnreadable, QuestionUnknown, SelectionUnreadable: What was asked for is not there, or cannot be
            asked.
    """
    company_id = request.company.company_id
    found = find_selection(company_id=company_id, selection=selection, sight=request.sight)
    if records := found.texts("record"):
        found = found.but(record=find_records(company_id=company_id, names=records))
    if entries := found.texts("entry"):
        found = found.but(entry=references_of(company_id=company_id, names=entries, sight=request.sight))
    run, scope = found.text(SET_ASIDE), found.text(SCOPE)
    found = found.but(**{SET_ASIDE: None, SCOPE: None})
    if scope not in (None, MINE):
        raise SelectionUnreadable(text=f"{SCOPE}={scope}")
    sight = own_sight(request) if scope else request.sight
    of = screen.read.of(company_id=company_id, selection=found.on(today_of(request)), sight=sight)
    return of if run is None else of.among(set_aside_by(request, run))


def own_sight(request: BackOfficeRequest) -> Sight:
    """The sight of somebody who looks at what is their own alone."""
    return Sight(company_id=request.company.company_id, person_id=request.person.person_id)


def set_aside_by(request: BackOfficeRequest, run: str) -> list[int]:
    """What a run of the person, or of anybody where they see all, has set aside.

    Raises:
        SelectionUnreadable: It is the number of no run.
    """
    if not run.isdecimal() or len(run) > 18:
        raise SelectionUnreadable(text=f"{SET_ASIDE}={run}")
    items = RUN_ITEMS.of(company_id=request.company.company_id, sight=request.sight, run_id=int(run))
    return list(items.values("record_id"))


def rows_of(request: BackOfficeRequest, screen: Screen, asked: Asked) -> dict[str, Any]:
    """Rows of the page, with what is shown of them.

    Raises:
        Refusal: What was asked for is not there, or cannot be asked.
    """
    of = listing_of(request, screen, asked.selection)
    again = request.GET.get("again", "")
    limit = HISTORY_ROWS if screen.is_of_history else PAGE_ROWS
    if again.isdecimal() and len(again) < 9:
        limit = min(max(int(again), limit), MOST_ROWS)
    # Rows that follow take as long as those that came.
    is_waited = asking.WAIT in request.GET or bool(asked.after or again)
    within = (WAITED_WITHIN if is_waited else ROWS_WITHIN) if screen.is_of_history else None
    page = of.page(limit=limit, after=asked.after, sort=asked.sort, within=within)

    is_kept = bool(screen.keeps) and FORMS[screen.keeps].is_shown and not screen.opens
    named = next(one.name for one in screen.read.columns if one.is_exported and one.is_shown)

    def address(kind: str, row: Row, column: Column) -> str:
        drill = screen.drills.get(column.name)
        if drill is not None:
            return drilled(drill, row, column, request.company.code)
        if kind == KEPT or (is_kept and column.name == named):
            kept = (
                screen.keeps_instead(row) if screen.keeps_instead else (screen.keeps, row[screen.read.key[0]])
            )
            return form_address(request.company.code, *kept)
        return page_of(kind, row, column, request.company.code) if kind else ""

    opens = (KEPT, named) if is_kept else screen.opens
    made = grid(
        asked,
        page,
        look_of(request, screen),
        address=address,
        opens=opens,
        usual=screen.columns,
        fills=screen.fills if actions_of(request, screen) else {},
        groups=screen.groups.get(asked.sort, ""),
    )
    read = screen.read
    return {
        "grid": made,
        "options": [option(one, made.columns) for one in read.columns if one.is_exported],
        "empty": None if made.lines else emptiness(request, screen, asked, page),
        "is_selectable": screen.is_selectable and bool(read.totals or actions_of(request, screen)),
    }


@dataclass(frozen=True)
class Emptiness:
    """Why a list shows no row, and the ways out.

    Attributes:
        sentence: Why.
        hint: What to do.
        ways: Where: label and address.
        is_done: It is as it should be.
    """

    sentence: str
    hint: str = ""
    ways: Sequence[tuple[str, str]] = ()
    is_done: bool = False


def emptiness(request: BackOfficeRequest, screen: Screen, asked: Asked, page: Page) -> Emptiness:
    """Why there is no row: too much to wait for, nothing, nothing that one may see, all done, or no match."""
    code = request.company.code
    if not page.is_whole:
        files = {form: reverse("list_file", args=(code, screen.path, form)) for form in MIME}
        return Emptiness(
            "This is summed from more than a page waits for.",
            "Narrow it, as to a contract or to fewer days. Adding it up, or saving it as a file, takes its time.",
            [
                ("Add it up", f"{address_of(code, screen)}?{waiting(asked)}"),
                *((f"Save as {form.upper()}", f"{href}?{asked.query()}") for form, href in files.items()),
            ],
        )
    is_any = asked.is_narrowed and bool(listing_of(request, screen, Selection()).count(limit=1))
    if not is_any and request.sight is not None and screen.read.scope:
        return Emptiness(
            f"None of the contracts that you manage has {screen.noun} here.",
            "Your role reaches your own contracts; an administrator can grant it for all.",
        )
    if not is_any:
        adds = [
            (f"New {one.noun}", reverse("form_new", args=(code, one.path)))
            for one in adds_of(request, screen)
        ]
        leads = [_way(code, screen.leads)] if _is_of_use(request, screen.leads) else []
        return Emptiness(screen.nothing, screen.hint, [*adds, *leads])
    everything = f"{address_of(code, screen)}{'?all=1' if screen.usual else ''}"
    view = next((one for one in screen.views if one.done and _is_view(asked, one.query)), None)
    if view is None:
        return Emptiness(
            "Nothing matches these filters.", "Remove one of them above.", [("Show everything", everything)]
        )
    ways = [("Show everything", everything)] if view.then == screen.path else [_way(code, view.then)]
    return Emptiness(view.done, ways=ways, is_done=True)


def waiting(asked: Asked) -> str:
    """The same asked for by somebody who waits for the answer."""
    return "&".join(filter(None, (asked.query(), f"{asking.WAIT}=1")))


def _is_of_use(request: BackOfficeRequest, place: str) -> bool:
    """Whether a screen, or the page of imports, is there for the person."""
    if place in SCREENS:
        return is_of_use(request, SCREENS[place])
    return place == IMPORTS and may(request, "intake.keep_upload")


def _way(code: str, place: str) -> tuple[str, str]:
    """A screen, or another page of the company, with what it is called."""
    if place in SCREENS:
        return SCREENS[place].heading, address_of(code, SCREENS[place])
    return place.capitalize(), reverse(place, kwargs={"code": code})


def frame(request: BackOfficeRequest, screen: Screen, asked: Asked) -> dict[str, Any]:
    """What stands around the rows."""
    kept = {
        key: value
        for key, value in (
            ("sort", asked.sort),
            ("columns", ",".join(asked.columns)),
            (SCOPE, asked.selection.text(SCOPE)),
        )
        if value
    }
    return {
        "screen": screen,
        "asked": asked,
        "query": asked.query(),
        "chips": [*asking.chips(asked), *further_chips(asked)],
        "controls": asking.controls(asked),
        "kept": kept,
        "has_search": asking.has_search(screen.read),
        "searched": asking.searched_columns(screen.read),
        "bar": bar_of(actions_of(request, screen)),
        "most": MOST_ROWS,
        "adds": adds_of(request, screen),
        "columns_key": one_time_key(),
    }


def further_chips(asked: Asked) -> list[asking.Chip]:
    """The filters that every list knows, where they are set: what a run has set aside, what is the person's own."""
    run, scope = asked.selection.text(SET_ASIDE), asked.selection.text(SCOPE)
    told = ((SET_ASIDE, "Set aside", run and f"by job {run}"), (SCOPE, "Scope", scope and "my contracts"))
    return [asking.Chip(label, said, asked.but(**{key: None}).query()) for key, label, said in told if said]


def views_of(request: BackOfficeRequest, screen: Screen, asked: Asked) -> dict[str, Any]:
    """The tabs of a page: views that come with it, then those that are saved."""
    saved = saved_views(
        company_id=request.company.company_id, person_id=request.person.person_id, screen=screen.path
    )
    current = next((view for view in saved if _is_view(asked, view.query)), None)
    tabs = [
        {
            "label": view.label,
            "query": view.query,
            "is_current": current is None and _is_view(asked, view.query),
        }
        for view in screen.views
    ]
    tabs += [
        {
            "label": view.name,
            "query": view.query,
            "is_current": view is current,
            "owner": "" if view.is_own else view.owner,
        }
        for view in saved
    ]
    return {"views": tabs, "current": current, "key": one_time_key()}


def beside(request: BackOfficeRequest, screen: Screen) -> list[dict[str, Any]]:
    """Tabs of the screens that stand in the navigation as one; none where there is one alone."""
    first = screen.beside or screen.path
    together = [one for one in SCREENS.values() if first in (one.path, one.beside)]
    return [
        {"label": one.tab, "href": address_of(request.company.code, one), "is_current": one is screen}
        for one in together
        if len(together) > 1
    ]


def actions_of(request: BackOfficeRequest, screen: Screen) -> list[Action]:
    """What the person may ever do with rows of a screen."""
    return [action for action in screen.actions if may(request, action.event)]


def came_of(request: BackOfficeRequest, done: Done) -> str:
    """Address of what came of something: the record, where it is one, else the list of it."""
    code = request.company.code
    if done.record:
        kind, number = done.record
        return reverse(PAGES[kind], kwargs={"code": code, "number": number})
    if not done.listed:
        return ""
    path, _, query = done.listed.partition("?")
    return f"{address_of(code, SCREENS[path])}?{query}"


def bar_of(actions: Sequence[Action]) -> dict[str, list[Action]]:
    """What can be done with a selection, by where it stands: in the bar, at its end, or behind the button for more."""
    return {
        "usual": [one for one in actions if not one.is_minor and not one.is_primary],
        "minor": [one for one in actions if one.is_minor],
        "primary": [one for one in actions if one.is_primary],
    }


def adds_of(request: BackOfficeRequest, screen: Screen) -> list[Form]:
    """What the person may add on a screen: rows of its own first, then what belongs to its list."""
    kept = FORMS.get(screen.keeps)
    besides = [
        one for one in FORMS.values() if one.screen == screen.path and not one.within and one is not kept
    ]
    return [
        one for one in (kept, *besides) if one is not None and one.add_event and may(request, one.add_event)
    ]


def may(request: BackOfficeRequest, event: str) -> bool:
    """Whether the person may ask for an event, be it for own contracts only; the event itself refuses."""
    if request.sight is not None and event in COMPANYS:
        return False
    return request.person.is_administrator or bool(set(request.roles) & set(roles_for(event)))


def action_of(request: BackOfficeRequest, screen: Screen, name: str) -> Action:
    """The action of an address.

    Raises:
        Http404: The screen has no such action.
    """
    found = screen.action(name)
    if found is None:
        raise Http404(f"There is no action {name}.")
    return found


def in_background(request: BackOfficeRequest, action: Action, chosen: Chosen) -> bool:
    """Whether an action is a run: because of its size, or because what is refused is to be set aside."""
    return bool(action.run) and (len(chosen.ids) > action.most or "as_run" in request.POST)


def asked_for(
    request: BackOfficeRequest, action: Action, chosen: Chosen, filled: Mapping[str, str]
) -> HttpResponse:
    """Ask for the run of an action; the page is told at once, and the tray tells how far it is.

    Raises:
        RunTakesNoCells: What was typed into cells goes with single rows, not with a run.
        NotAllowed: The person may not.
    """
    if chosen.cells:
        raise RunTakesNoCells(most=action.most)
    act = act_of(request)
    ids, needs = action.needs(act, chosen, filled) if action.needs else (chosen.ids, {})
    ask_for(act, action.run, ids=ids, needs=needs)
    return changed(job=True)


class RunTakesNoCells(Refusal):
    """Cells that were filled in belong to the rows that are seen; a run takes rows as they are."""

    sentence = (
        "What was typed into the rows can be taken for up to {most} rows at once, and not in the background."
    )
    remedy = "Choose fewer rows, or empty what was typed."


def foreseen_for(filled: Mapping[str, str]) -> str:
    """What a foresight was made for; with anything else filled in it is another.

    Source: docs/rules/lists.md#foresight.
    """
    return "|".join(filled.values())


def filled_in(
    request: BackOfficeRequest, action: Asking, *, presets: bool = False
) -> tuple[dict[str, str], dict[str, str]]:
    """What was filled in, days by date, and what is wrong with it, by field.

    Args:
        request: What was sent.
        action: What asks.
        presets: Take what stands in a field to begin with, where nothing was sent for it.
    """
    filled = {
        one.name: (
            _preset(request, one.preset, request.POST.get(f"do_{one.name}"))
            if presets
            else request.POST.get(f"do_{one.name}", "")
        ).strip()
        for one in action.fields
    }
    faults: dict[str, str] = {}
    for one in action.fields:
        text = filled[one.name]
        if not text and one.is_required:
            faults[one.name] = f"{one.label} is needed."
        elif text and one.kind == "day":
            try:
                filled[one.name] = day_meant(text, today_of(request)).isoformat()
            except DayUnreadable as refusal:
                faults[one.name] = str(refusal)
        elif text and one.kind == "figure":
            try:
                number_typed(text)
            except NotANumber as refusal:
                faults[one.name] = str(refusal)
    return filled, faults


def fields_of(
    request: BackOfficeRequest, action: Asking, faults: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The fields of a dialog: what was sent or else stands there to begin with, and what is wrong with it."""
    return [
        {
            "field": one,
            "value": _preset(request, one.preset, request.POST.get(f"do_{one.name}")),
            "fault": (faults or {}).get(one.name, ""),
            "offers": one.offers(request.company.company_id) if one.offers else (),
        }
        for one in action.fields
    ]


def told_why(request: BackOfficeRequest, screen: Screen, action: Action, refusal: Refusal) -> HttpResponse:
    """Why an action was not done: in its dialog, where what was typed stays, with the figures as they are now."""
    status = STALE if isinstance(refusal, SelectionChanged) else 422
    if not action.title:
        return refused(request, refusal, status=status)
    try:
        chosen = chosen_of(request, screen, is_held=False)
    except Refusal as further:
        return refused(request, further)
    return dialog(request, screen, action, chosen, refusal=refusal, status=status)


def chosen_of(request: BackOfficeRequest, screen: Screen, *, is_held: bool = True) -> Chosen:
    """What was chosen.

    Args:
        request: What was sent: identities, or the filters of the address with ``everything``.
        screen: The screen.
        is_held: Hold it against the figures that whoever chose it has seen.

    Raises:
        SelectionChanged: It has come to something else meanwhile.
        Refusal: What was asked for is not there, or cannot be asked.
    """
    sent = request.POST
    expecting = {key: sent.getlist(key) for key in EXPECTED if key in sent and is_held}
    if "everything" in sent:
        asked = asked_of(request, screen)
        of = listing_of(request, screen, asked.selection.but(**expecting))
        ids, totals = of.taken_and_totals()
        return Chosen(ids=ids, listing=of, totals=totals, cells=cells_of(sent, ids))
    named = [int(text) for text in sent.get("ids", "").split(",") if text.isdecimal() and len(text) < 19]
    of = listing_of(request, screen, Selection(**expecting)).among(named[:MOST_CHOSEN])
    ids, totals = of.taken_and_totals()
    if is_held and len(ids) != len(named):
        raise SelectionChanged(
            title=screen.heading,
            expected=figures.counted(len(named), screen.noun),
            found=figures.counted(len(ids), screen.noun),
        )
    return Chosen(ids=ids, listing=of, totals=totals, cells=cells_of(sent, ids))


def cells_of(sent: QueryDict, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What was typed into cells of chosen rows, by row and column."""
    among, found = set(ids), {}  # type: ignore[var-annotated]
    for text in sent.getlist("cells"):
        identity, _, rest = text.partition(" ")
        name, _, value = rest.partition(" ")
        if identity.isdecimal() and len(identity) < 19 and int(identity) in among:
            found.setdefault(int(identity), {})[name] = value.strip()
    return found


def dialog(
    request: BackOfficeRequest,
    screen: Screen,
    action: Action,
    chosen: Chosen,
    *,
    faults: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The dialog of an action; its one-time key is the act's."""
    sent = request.POST
    first = screen.read.totals[0] if screen.read.totals else ""
    worth = chosen.totals.of(first) if first else {}
    expecting = Selection().expecting(count=chosen.totals.count, sums=worth)
    filled, unread = filled_in(request, action, presets=True)
    foreseen = (
        action.foresees(request.company.company_id, chosen, filled)
        if action.foresees is not None and not unread and status != STALE
        else ()
    )
    told = {
        "screen": screen,
        "action": action,
        "foreseen": foreseen,
        "told": action.tells(request.company.company_id, chosen, filled) if action.tells is not None else (),
        "cells": sent.getlist("cells"),
        "cell_count": len(chosen.cells),
        "has_foresight": action.foresees is not None and not unread,
        "foreseen_for": foreseen_for(filled),
        "chosen": chosen,
        "is_many": len(chosen.ids) > action.most,
        "refusal": refusal,
        "counted": figures.counted(chosen.totals.count, screen.noun),
        "said_sums": said_sums(worth),
        "everything": "everything" in sent,
        "ids": ",".join(str(one) for one in chosen.ids) if "everything" not in sent else "",
        "expected_count": chosen.totals.count,
        "expected_sums": expecting.texts("expected_sums") or [],
        "fields": fields_of(request, action, faults),
        "query": asked_of(request, screen).query(),
        "key": sent.get("act_key") or one_time_key(),
    }
    response = render(request, "lists/dialog.html", told, status=status)
    if status == STALE:
        response.headers["HX-Trigger"] = "stale"
    return response


def look_of(request: BackOfficeRequest, screen: Screen) -> Look:
    """How cells of a screen look."""
    return Look(zone=zone_of(request), stages=STAGES, tones=screen.tones)


def zone_of(request: BackOfficeRequest) -> ZoneInfo:
    """The company's time zone."""
    return ZoneInfo(request.company.time_zone)


def today_of(request: BackOfficeRequest) -> date:
    """Today where the company is."""
    return timezone.now().astimezone(zone_of(request)).date()


def _preset(request: BackOfficeRequest, preset: str, sent: str | None) -> str:
    if sent is not None:
        return sent
    return today_of(request).isoformat() if preset == "today" else preset


def _parts(column: Column, split: Mapping[str, int], zone: ZoneInfo) -> list[dict[str, Any]]:
    """How many are in each state, in the order of the drawing, each with its part of a bar."""
    known = list(column.drawing.statuses) if isinstance(column, Status) else sorted(split)
    stages = STAGES.get(column.drawing.table, {}) if isinstance(column, Status) else {}
    most, begins, parts = sum(split.values()) or 1, 0, []
    for value in known:
        count = split.get(value, 0)
        if not count:
            continue
        width = max(1, round(BAR * count / most))
        said = column.shown({column.name: value}, zone) or figures.words(value)
        parts.append(
            {
                "label": said,
                "count": count,
                "begins": begins,
                "width": width,
                "tone": _tone(stages.get(value, 0)),
            }
        )
        begins += width
    return parts


def _tone(percent: int) -> str:
    return "done" if percent >= 85 else "violet" if percent >= 35 else "strong" if percent else ""


def _is_view(asked: Asked, query: str) -> bool:
    if "columns=" not in query:
        asked = replace(asked, columns=())
    return asked.query() == Asked.of(asked.read, QueryDict(query), "").query()
