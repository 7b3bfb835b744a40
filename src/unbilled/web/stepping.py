"""Steps taken with one record from its page: a dialog with a one-time key, then one act, all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.refusals import Refusal
from unbilled.kit.saying import changed, moved, said
from unbilled.kit.screens import Done, Field
from unbilled.process.events.preview_invoices import PreviewedInvoice
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import fields_of, filled_in, may
from unbilled.web.previewing import previewed


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
    def row_numbers(self) -> list[int]:
        """Numbers of the rows that were chosen on the page."""
        sent = self.request.POST.get("ids", "").split(",")
        return [int(one) for one in sent if one.isdecimal() and len(one) < 10]


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
        is_trial: It changes nothing: its dialog tells what would have happened.
        previews: Does it, to be undone: the documents that would come of it, which the dialog shows on demand.
        of_rows: What the rows are called that it is taken with; empty: it is about the record as a whole.
        foresees: Says in the dialog what would come of it, by trying it and undoing that.
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
    is_trial: bool = False
    previews: Callable[[Asked], Sequence[PreviewedInvoice]] | None = None
    of_rows: str = ""
    foresees: Callable[[Asked], Sequence[str]] | None = None


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
    if step.of_rows and not Asked(request, head, {}).row_numbers:
        raise Http404("No row is chosen.")
    if not is_done:
        return _dialog(request, step, head, address)
    filled, faults = filled_in(request, step)
    if step.previews is not None and ("preview" in request.GET or "preview" in request.POST):
        asked, previews = Asked(request, head, filled), step.previews
        return previewed(request, lambda: previews(asked))
    if faults:
        return _dialog(request, step, head, address, faults=faults, status=422)
    try:
        done, then = step.does(Asked(request, head, filled))
    except Refusal as refusal:
        return _dialog(request, step, head, address, refusal=refusal, status=422)
    if step.is_trial:
        return _dialog(request, step, head, address, tried=said(done)["text"])
    return moved(then) if then else changed(said(done))


def _dialog(
    request: BackOfficeRequest,
    step: Step,
    head: Row,
    address: str,
    *,
    faults: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    tried: str = "",
    status: int = 200,
) -> HttpResponse:
    foreseen: Sequence[str] = ()
    if step.foresees is not None and refusal is None:
        try:
            foreseen = step.foresees(Asked(request, head, {}))
        except Refusal as why:
            refusal = why
    told: dict[str, Any] = {
        "step": step,
        "foreseen": foreseen,
        "head": head,
        "address": address,
        "refusal": refusal,
        "tried": tried,
        "fields": fields_of(request, step, faults),
        "ids": request.POST.get("ids", "") if step.of_rows else "",
        "has_preview": step.previews is not None,
        "key": request.POST.get("act_key") or one_time_key(),
    }
    if step.of_rows:
        told["chosen"] = figures.counted(len(Asked(request, head, {}).row_numbers), step.of_rows)
    return render(request, "steps/dialog.html", told, status=status)
