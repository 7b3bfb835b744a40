"""The page of any record that people keep: it is added, changed or taken away by one event, and tried before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from unbilled.foundation import figures
from unbilled.foundation.acts import Change
from unbilled.foundation.masters import Fault
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.seen import ChangedMeanwhile, version_of
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import theirs
from unbilled.kit.forms import Control, Entry, Unreadable, said, shown, typed, value_of
from unbilled.kit.grid import said_sums
from unbilled.kit.saying import STALE, moved, refused
from unbilled.process.events.draft_change_order import DraftedChangeOrder
from unbilled.process.events.reevaluate_work import ChangedTerms, ReevaluatedWork
from unbilled.web.door.acts import act_of, one_time_key, trying
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.forms.catalogue import FORMS
from unbilled.web.forms.form import Form, Found
from unbilled.web.lists.pages import may, today_of
from unbilled.web.record_pages import last_act_of
from unbilled.web.screens import SCREENS, address_of

WRONG = 422


@dataclass(frozen=True)
class Read:
    """A form that was sent.

    Attributes:
        values: What was typed, by field; of a change only what is another than it was.
        faults: What is wrong, by field.
    """

    values: Mapping[str, Any]
    faults: Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: BackOfficeRequest, code: str, screen: str) -> HttpResponse:
    """The form of a new record, or the record it adds."""
    form = form_of(screen)
    if form.adds is None:
        raise Http404(f"No {form.noun} is added.")
    [within, *_] = [*form.within, ""]
    named = request.GET.get(within, "") if within else ""
    entries = _preset(request, form.entries_within(act_of(request, key=""), named))
    if request.method != "POST":
        controls = [Control(one, shown(one, one.usual)) for one in entries]
        return page(request, form, None, controls, status=200 if may(request, form.add_event) else 403)
    return _sent(request, form, None, entries)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: BackOfficeRequest, code: str, screen: str, key: int) -> HttpResponse:
    """The form of a record that is there, or what of it changes."""
    form = form_of(screen)
    found = the_record(request, form, key)
    entries = form.entries(act_of(request, key=""), is_new=False)
    if request.method != "POST":
        controls = [Control(one, _text(one, found)) for one in entries]
        return page(request, form, found, controls, key=key)
    return _sent(request, form, found, entries, key)


@require_POST
def remove(request: BackOfficeRequest, code: str, screen: str, key: int) -> HttpResponse:
    """Take a record away."""
    form = form_of(screen)
    if form.removes is None:
        raise Http404(f"No {form.noun} is taken away.")
    found = the_record(request, form, key)
    try:
        form.removes(act_of(request), found)
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(_back(request, form), f"{form.remove_word}d: {form.noun} {found.name}.")


def form_of(path: str) -> Form:
    """The form of an address.

    Raises:
        Http404: There is none.
    """
    found = FORMS.get(path)
    if found is None:
        raise Http404(f"There is no form {path}.")
    return found


def the_record(request: BackOfficeRequest, form: Form, key: int) -> Found:
    """The record of an identity, where the person sees it.

    Raises:
        Http404: There is none, or it is another manager's: both look alike.
    """
    found = form.found(request.company.company_id, key)
    if found is None or not _is_seen(request, form, found, key):
        raise Http404(f"There is no such {form.noun}.")
    return found


def _is_seen(request: BackOfficeRequest, form: Form, found: Found, key: int) -> bool:
    """Whether the person sees the record on its list, and everything that it names."""
    if request.sight is None:
        return True
    if form.own and not theirs(request.sight, kind=form.own, ids=[key]):
        return False
    act = act_of(request, key="")
    if not all(one.sees(act, getattr(found.record, name, None)) for name, one in form.lookups.items()):
        return False
    screen = SCREENS.get(form.path)
    if screen is None:
        return True
    of = screen.read.of(company_id=request.company.company_id, selection=Selection(), sight=request.sight)
    return bool(of.among([key]).rows(limit=1))


def page(
    request: BackOfficeRequest,
    form: Form,
    found: Found | None,
    controls: Sequence[Control],
    *,
    key: int | None = None,
    status: int = 200,
    refusal: Refusal | None = None,
    preview: Mapping[str, Any] | None = None,
    conflict: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page, or only the form of it where that was sent."""
    event = form.add_event if found is None else form.change_event
    can_save = bool(event) and may(request, event)
    if not can_save:
        controls = [replace(one, entry=replace(one.entry, is_locked=True)) for one in controls]
    code = request.company.code
    told = {
        "form": form,
        "found": found,
        "here": request.get_full_path(),
        "back": _back(request, form),
        "controls": controls,
        "can_save": can_save,
        "event": event,
        "is_locked": found is not None and not event,
        "refusal": refusal,
        "preview": preview,
        "conflict": conflict,
        "needs_preview": form.foresees and preview is None,
        "act_key": request.POST.get("act_key") or one_time_key(),
        "parts": [
            (part, bool(part.add) and may(request, part.event))
            for part in (form.parts(code, key, found) if form.parts and found and key is not None else ())
        ],
        "removing": reverse("form_remove", kwargs={"code": code, "screen": form.path, "key": key})
        if key is not None and form.removes and may(request, form.remove_event)
        else "",
    }
    if found is not None and (conflict or request.method != "POST"):
        told["version"] = found.version
        told["was"] = json.dumps({one.entry.name: _text(one.entry, found) for one in controls})
    elif found is not None:
        told |= {name: request.POST.get(name, "") for name in ("version", "was")}
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "forms/form.html" if is_part else "forms/page.html", told, status=status)


def _sent(
    request: BackOfficeRequest,
    form: Form,
    found: Found | None,
    entries: Sequence[Entry],
    key: int | None = None,
) -> HttpResponse:
    read = _read(request, found, entries)
    again: dict[str, Any] = {"key": key}
    if read.faults:
        return page(request, form, found, _typed(request, entries, read.faults), status=WRONG, **again)
    if found is not None and not read.values:
        return moved(_back(request, form))
    wants_preview = "preview" in request.POST or (
        form.foresees and request.POST.get("foreseen") != _said_of(request, entries)
    )
    act = act_of(request, key="" if wants_preview else None)
    if found is not None:
        act = replace(act, seen={f"{form.noun} {found.name}": request.POST.get("version", "")})
    try:
        if wants_preview:
            with trying():
                answer = _do(act, form, found, read.values)
            lines = _foreseen(form, found, entries, read.values, answer)
            preview = {"lines": lines, "foreseen": _said_of(request, entries)}
            return page(request, form, found, _typed(request, entries, {}), preview=preview, **again)
        answer = _do(act, form, found, read.values)
    except ChangedMeanwhile as refusal:
        assert found is not None
        assert key is not None
        return _conflict(request, form, the_record(request, form, key), entries, refusal, key)
    except Refusal as refusal:
        faults, rest = faults_beside(refusal, entries)
        return page(
            request, form, found, _typed(request, entries, faults), status=WRONG, refusal=rest, **again
        )
    word = "Added" if found is None else "Changed"
    name = found.name if found else said(entries[0], read.values[entries[0].name])
    then = form.then(request.company.code, name, answer) if form.then and found is None else ""
    return moved(
        way_back(request) or then or _back(request, form),
        f"{word}: {form.noun} {name}.",
    )


def _do(act: Any, form: Form, found: Found | None, values: Mapping[str, Any]) -> Any:
    """The one call to the event."""
    if found is None:
        assert form.adds is not None
        return form.adds(act, form.record(**values))
    if form.changes is None:
        raise Http404(f"No {form.noun} is changed.")
    return form.changes(act, found, values)


def _read(request: BackOfficeRequest, found: Found | None, entries: Sequence[Entry]) -> Read:
    """What was typed; of a change only what is another than what stood there."""
    was = _was(request)
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for entry in entries:
        if found is not None and (entry.is_locked or typed(entry, request.POST) == was.get(entry.name)):
            continue
        try:
            values[entry.name] = (
                entry.usual if entry.is_locked else value_of(entry, request.POST, today_of(request))
            )
        except Unreadable as wrong:
            faults[entry.name] = (
                f"{entry.label} {wrong}" if str(wrong).startswith(("is ", "has ")) else str(wrong)
            )
    return Read(values, faults)


def _was(request: BackOfficeRequest) -> Mapping[str, Any]:
    """What stood in the controls when the page was opened."""
    try:
        was = json.loads(request.POST.get("was") or "{}")
    except ValueError:
        return {}
    return was if isinstance(was, dict) else {}


def _text(entry: Entry, found: Found) -> Any:
    return shown(entry, getattr(found.record, entry.name))


def _typed(request: BackOfficeRequest, entries: Sequence[Entry], faults: Mapping[str, str]) -> list[Control]:
    """What was typed stays, with what is wrong beside it."""
    was = _was(request)
    return [
        Control(
            one,
            was.get(one.name, shown(one, one.usual)) if one.is_locked else typed(one, request.POST),
            faults.get(one.name, ""),
        )
        for one in entries
    ]


def _preset(request: BackOfficeRequest, entries: Sequence[Entry]) -> list[Entry]:
    """Fields that the address says something of stand there so; what a record is added to stays."""
    return [
        replace(one, usual=request.GET[one.name])
        if one.name in request.GET and one.kind not in ("table", "several", "list")
        else replace(one, is_locked=False)
        for one in entries
    ]


def _said_of(request: BackOfficeRequest, entries: Sequence[Entry]) -> str:
    """What a preview was made for; with anything else typed it is another."""
    return version_of(json.dumps([typed(one, request.POST) for one in entries if not one.is_locked]))


def _foreseen(
    form: Form, found: Found | None, entries: Sequence[Entry], values: Mapping[str, Any], answer: Any
) -> list[str]:
    """What would come of it: fields, and what recorded work turns into."""
    by_name = {one.name: one for one in entries}
    lines = []
    if isinstance(answer, list) and answer and isinstance(answer[0], Change):
        lines = [f"{_label(by_name, one)}: {figures.became(one.before, one.after)}" for one in answer]
    elif found is not None:
        lines = [
            f"{by_name[name].label}: {said(by_name[name], getattr(found.record, name))} → {said(by_name[name], value)}"
            for name, value in values.items()
        ]
    if isinstance(answer, ChangedTerms):
        lines += told_of_work(answer.work)
    if isinstance(answer, DraftedChangeOrder):
        lines += [answer.sentence, *answer.told, *told_of_work(answer.work)]
        lines.append("Nothing changes before somebody approves it.")
    return lines or ["Nothing stands against it."]


def told_of_work(work: ReevaluatedWork) -> list[str]:
    """What changed terms do to recorded work, in sentences."""
    if not work.entry_count:
        return ["Recorded work stays as it is."]
    before = said_sums(work.sales_before) or "nothing"
    after = said_sums(work.sales_after) or "nothing"
    return [
        f"{figures.counted(work.entry_count, 'entries')} recorded anew: unbilled sales {before} → {after}.",
        "What was ready to invoice among it has to be marked ready again.",
    ]


def _label(by_name: Mapping[str, Entry], change: Change) -> str:
    entry = by_name.get(change.field)
    return entry.label if entry else figures.words(change.field).capitalize()


def faults_beside(refusal: Refusal, entries: Sequence[Entry]) -> tuple[dict[str, str], Refusal | None]:
    """Faults beside their fields, and the refusal where it says more than they do."""
    names = {one.name for one in entries}
    beside: dict[str, str] = {}
    rest = list(refusal.details.get("faults", ()))
    for one in list(rest):
        if isinstance(one, Fault) and one.field in names:
            beside[one.field] = one.problem[:1].upper() + one.problem[1:]
            rest.remove(one)
    if beside and not rest:
        return beside, None
    return beside, type(refusal)(**{**refusal.details, "faults": rest}) if beside else refusal


def _conflict(
    request: BackOfficeRequest,
    form: Form,
    found: Found,
    entries: Sequence[Entry],
    refusal: Refusal,
    key: int,
) -> HttpResponse:
    """Somebody else was faster: what they changed stands beside what was typed, and nothing is lost."""
    was = _was(request)
    controls = []
    for entry in entries:
        now, mine = _text(entry, found), typed(entry, request.POST)
        is_mine = not entry.is_locked and mine != was.get(entry.name)
        is_theirs = now != was.get(entry.name)
        theirs = (
            said(entry, getattr(found.record, entry.name)) if is_theirs and is_mine and now != mine else ""
        )
        controls.append(Control(entry, mine if is_mine else now, theirs=theirs))
    act = last_act_of(request, f"{form.noun} {found.name}")
    conflict = {"refusal": refusal, "act": act}
    return page(request, form, found, controls, key=key, status=STALE, conflict=conflict)


def _back(request: BackOfficeRequest, form: Form) -> str:
    """Where the page came from, within the company; else the list."""
    code = request.company.code
    if then := way_back(request):
        return then
    if form.screen:
        return address_of(code, SCREENS[form.screen])
    return reverse("setup", kwargs={"code": code})


def way_back(request: BackOfficeRequest) -> str:
    """The address to go back to, where it is one of the company's."""
    then = request.GET.get("then", "")
    home = reverse("company", kwargs={"code": request.company.code})
    return then if then.startswith(home) and "\\" not in then else ""
