"""Steps taken with one record from its page: a dialog with a one-time key, then one act, all or nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from unbilled.agreements.reads.contract_lines import CONTRACT_LINES
from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.lists.lists import SelectionChanged
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.seen import ChangedMeanwhile
from unbilled.foundation.selections import Selection
from unbilled.kit.saying import STALE, changed, moved, said
from unbilled.kit.screens import Done, Field
from unbilled.process.events.preview_invoices import PreviewedInvoice
from unbilled.runs.background import ask as ask_for
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import fields_of, filled_in, may
from unbilled.web.previewing import previewed
from unbilled.work.reads.entries import ENTRIES

IDENTITY = re.compile(r"(?<![^,])(?:[a-z]+-)?[0-9]+(?![^,])")


@dataclass(frozen=True)
class Asked:
    """What a step is asked to do: with which record, with what filled in, by field."""

    request: BackOfficeRequest
    head: Row
    filled: Mapping[str, str]

    @property
    def act(self) -> Act:
        """The act, with the key of the dialog."""
        return act_of(self.request)

    @property
    def code(self) -> str:
        """Code of the company."""
        return self.request.company.code

    @property
    def chosen(self) -> list[str]:
        """Identities of the rows that were chosen on the page: numbers, of mixed rows each behind its kind."""
        return IDENTITY.findall(self.request.POST.get("ids", ""))

    @property
    def row_numbers(self) -> list[int]:
        """The same where they are numbers."""
        return [int(one) for one in self.chosen if one.isdecimal() and len(one) < 10]


AT_ONCE = 2_000
"""Lines of a record up to which a step is taken while the page waits, where it can be a run."""


@dataclass(frozen=True)
class Run:
    """The run that does the same as a step in the background, for a record of very many lines.

    Attributes:
        event: The run by its own name.
        ids: The records that it is given.
        lines: How many lines the step goes over.
        needs: What else the run is given.
    """

    event: str
    ids: Callable[[Asked], Sequence[int]]
    lines: Callable[[Asked], int]
    needs: Callable[[Asked], Mapping[str, Any]] = field(default=lambda asked: {})


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something done with a record from its page.

    Attributes:
        name: Its name in the address.
        label: What its button says.
        event: The event that it asks for; whoever may never ask for it does not see the button.
        does: Calls the event; what it did, and where the page goes then.
        title: What the dialog asks.
        effect: What will have happened.
        button: The word on the dialog's button.
        when: Whether it can be done with a record as it stands.
        fields: What the dialog asks for.
        is_primary: It is what people come for.
        is_final: It cannot be undone by another button.
        is_trial: It changes nothing: its dialog tells what would have happened.
        previews: Does it, to be undone: the documents that would come of it, which the dialog shows on demand.
        of_rows: What the rows are called that it is taken with; empty: it is about the record as a whole.
        foresees: Says in the dialog what would come of it, by trying it and undoing that.
        warns: What will be lost for good: it is said, and asked once more, before anything is done.
        begins: What stands in its fields to begin with, by field.
        holds: What the dialog remembers of the moment it was opened, by name.
        beside: Template of what else the dialog shows, with what ``tells`` says.
        tells: What that template is told.
        key: The key that presses it.
        run: The run that does it in the background.
        comes_to: What it is about in money, said on the dialog's button.
    """

    name: str
    label: str
    event: str
    does: Callable[[Asked], tuple[Done, str]]
    title: str
    effect: str
    button: str
    when: Callable[[Row], bool]
    fields: Sequence[Field] = ()
    is_primary: bool = False
    is_final: bool = False
    is_trial: bool = False
    previews: Callable[[Asked], Sequence[PreviewedInvoice]] | None = None
    of_rows: str = ""
    foresees: Callable[[Asked], Sequence[str]] | None = None
    warns: Callable[[Asked], Sequence[str]] = field(default=lambda asked: ())
    begins: Callable[[Asked], Mapping[str, str]] = field(default=lambda asked: {})
    holds: Callable[[Asked], Mapping[str, str]] = field(default=lambda asked: {})
    beside: str = ""
    tells: Callable[[Asked], Mapping[str, Any]] = field(default=lambda asked: {})
    key: str = ""
    run: Run | None = None
    comes_to: Callable[[Row], str] = field(default=lambda head: "")


def steps_of(request: BackOfficeRequest, steps: Sequence[Step], head: Row) -> list[Step]:
    """What the person may ever do with a record as it stands."""
    return [step for step in steps if step.when(head) and may(request, step.event)]


def taken(
    request: BackOfficeRequest, steps: Sequence[Step], head: Row, name: str, *, address: str, is_done: bool
) -> HttpResponse:
    """The dialog of a step, or the step itself; a refusal comes back in the dialog, where what was typed stays.

    Args:
        request: What was sent.
        steps: The steps of the page.
        head: The record, with its ``number``.
        name: Name of the step.
        address: Where the dialog is sent.
        is_done: Take the step, and not only show its dialog.

    Raises:
        Http404: There is no such step, or it is taken with rows and none is chosen.
    """
    step = next((one for one in steps if one.name == name), None)
    if step is None:
        raise Http404(f"There is no step {name}.")
    if step.of_rows and not Asked(request, head, {}).chosen:
        raise Http404("No row is chosen.")
    if not is_done:
        return _dialog(request, step, head, address)
    filled, faults = filled_in(request, step)
    asked = Asked(request, head, filled)
    if step.previews is not None and ("preview" in request.GET or "preview" in request.POST):
        previews = step.previews
        return previewed(request, lambda: previews(asked))
    if faults:
        return _dialog(request, step, head, address, faults=faults, status=422)
    try:
        warned = step.warns(asked) if "told" not in request.POST else ()
        if warned:
            return _dialog(request, step, head, address, warned=warned)
        if step.run is not None and step.run.lines(asked) > AT_ONCE:
            return _asked_for(asked, step.run)
        done, then = step.does(asked)
    except Refusal as refusal:
        status = STALE if isinstance(refusal, SelectionChanged | ChangedMeanwhile) else 422
        return _dialog(request, step, head, address, refusal=refusal, status=status)
    if step.is_trial:
        return _dialog(request, step, head, address, tried=said(done)["text"])
    return moved(then, said(done)["text"]) if then else changed(said(done))


def recorded_work(asked: Asked) -> int:
    """Approved entries on the projects of a contract, counted no further than is done at once."""
    company_id, contract_id = asked.act.company_id, asked.head["contract_id"]
    of_contract = Selection(contract_ids=[contract_id])
    projects = CONTRACT_LINES.of(company_id=company_id, selection=of_contract).values("project_id")
    approved = Selection(project_ids=projects, status="approved")
    return ENTRIES.of(company_id=company_id, selection=approved).count(limit=AT_ONCE)


def _asked_for(asked: Asked, run: Run) -> HttpResponse:
    """Ask for the run; its page tells how far it is, and what comes of it."""
    run_id = ask_for(asked.act, run.event, ids=run.ids(asked), needs=run.needs(asked))
    return moved(reverse("run", kwargs={"code": asked.code, "number": run_id}))


def _dialog(
    request: BackOfficeRequest,
    step: Step,
    head: Row,
    address: str,
    *,
    faults: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    warned: Sequence[str] = (),
    tried: str = "",
    status: int = 200,
) -> HttpResponse:
    sent, asked = request.POST, Asked(request, head, {})
    foreseen: Sequence[str] = ()
    is_run = step.run is not None and step.run.lines(asked) > AT_ONCE
    if step.foresees is not None and refusal is None and not is_run:
        try:
            foreseen = step.foresees(asked)
        except Refusal as why:
            refusal = why
    fields, begins = fields_of(request, step, faults), step.begins(asked)
    begun = next(
        (one for one in fields if warned and one["field"].name == "reason"), fields[0] if fields else None
    )
    for one in fields:
        name = one["field"].name
        one["is_first"] = one is begun
        if f"do_{name}" not in sent:
            one["value"] = begins.get(name, one["value"])
    told: dict[str, Any] = {
        **step.tells(asked),
        "step": step,
        "warned": warned,
        "comes_to": step.comes_to(head),
        "held": {name: sent.get(name, value) for name, value in step.holds(asked).items()},
        "foreseen": foreseen,
        "is_run": is_run,
        "head": head,
        "address": address,
        "refusal": refusal,
        "tried": tried,
        "fields": fields,
        "ids": ",".join(asked.chosen) if step.of_rows else "",
        "has_preview": step.previews is not None,
        "key": sent.get("act_key") or one_time_key(),
    }
    if step.of_rows:
        told["chosen"] = figures.counted(len(asked.chosen), step.of_rows)
    return render(request, "steps/dialog.html", told, status=status)
