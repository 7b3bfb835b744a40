"""What is done with a proforma and its lines from its page: each a dialog with a one-time key, one call of an event."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.postpone_details import postpone_details
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.billing.reads.retainers_for import retainers_for
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.money import NotANumber
from unbilled.foundation.refusals import Refusal
from unbilled.kit.numbers import number_typed
from unbilled.kit.saying import changed, moved, said
from unbilled.kit.screens import Done, Field
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.revising import revise_lines
from unbilled.process.runs.confirm import CONFIRM
from unbilled.reports.reads.proforma_sheet import SheetLine
from unbilled.web import stepping
from unbilled.web.door.acts import one_time_key
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.drafts import sheets
from unbilled.web.lists.pages import fields_of, filled_in, may
from unbilled.web.record_pages import the_one
from unbilled.work.events.reword_entries import reword_entries
from unbilled.work.rules import BILLING_TYPES

WHAT = {"quantity": "Quantity", "price": "Price"}
HOW = {"set": "Set to", "percent": "Change by percent", "restore": "As it was"}
TYPES = {one: figures.words(one).capitalize() for one in BILLING_TYPES} | {"restore": "As it was"}


@dataclass(frozen=True, kw_only=True)
class Asked(stepping.Asked):
    """What an action is asked to do: with the proforma and the rows that were chosen on it."""

    chosen: Sequence[str]

    @property
    def line_nos(self) -> list[int]:
        """Chosen lines."""
        return [int(one) for one in self.chosen if one.isdecimal() and len(one) < 10]

    def ids(self, kind: str) -> list[int]:
        """Chosen records of a kind among what is ready."""
        named = [one.removeprefix(f"{kind}-") for one in self.chosen if one.startswith(f"{kind}-")]
        return [int(one) for one in named if one.isdecimal() and len(one) < 19]

    @property
    def seen(self) -> dict[int, int]:
        """Which act had written each line when the dialog was opened."""
        pairs = [one.split("-") for one in self.request.POST.get("seen", "").split(",")]
        return {int(one[0]): int(one[1]) for one in pairs if len(one) == 2 and all(map(str.isdecimal, one))}

    @property
    def lines(self) -> list[SheetLine]:
        """The chosen lines as they are."""
        return sheets.lines(self.request, self.head, line_nos=self.line_nos)


def seen_now(request: BackOfficeRequest, head: Row, step: "Step", chosen: Sequence[str]) -> str:
    """The versions of chosen lines as their dialog opens, where they are to be edited."""
    if step.event != "billing.edit_details":
        return ""
    lines = Asked(request=request, head=head, filled={}, chosen=chosen).lines
    return ",".join(f"{line.line_no}-{line.act_id}" for line in lines)


@dataclass(frozen=True, kw_only=True)
class Step:
    """An action on the page of a proforma.

    Attributes:
        name: Its name in the address.
        label: What its button says.
        event: The event that it asks for.
        does: Calls the event; what it did, and where the page goes then (empty: it stays).
        title: What the dialog asks.
        effect: What will have happened.
        button: The word on the dialog's button.
        tabs: The tabs on whose rows it works; empty: on the proforma itself.
        when: Status of the proforma in which it can be done.
        of: ``billing``, ``correction`` or both.
        key: The key that presses it.
        fields: What the dialog asks for.
        foresees: What will be lost for good, said before it is done.
        begins: What stands in its fields to begin with, by field.
    """

    name: str
    label: str
    event: str
    does: Callable[[Asked], tuple[Done, str]]
    title: str
    effect: str
    button: str
    tabs: Sequence[str] = ()
    when: str = "draft"
    of: Sequence[str] = ("billing", "correction")
    key: str = ""
    fields: Sequence[Field] = ()
    is_primary: bool = False
    foresees: Callable[[Asked], Sequence[str]] = field(default=lambda asked: ())
    begins: Callable[[Asked], Mapping[str, str]] = field(default=lambda asked: {})


def wanted(asked: Asked) -> dict[str, Any]:
    """Quantities or prices of the chosen lines as a bulk edit would set them.

    Raises:
        NotANumber: The value is none.
    """
    how, lines = asked.filled["how"], asked.lines
    is_price = asked.filled["what"] == "price"
    if is_price:
        lines = [line for line in lines if not line.is_milestone]
    now = {line.line_no: line.unit_price if is_price else line.quantity for line in lines}
    if how == "restore" and is_price:
        found = {
            line.line_no: line.unit_price if line.source_price is None else line.source_price
            for line in lines
        }
    elif how == "restore":
        found = {line.line_no: line.source_quantity for line in lines}
    else:
        value = number_typed(asked.filled["value"])
        divisible = {line.line_no for line in lines if line.is_divisible}
        if how == "percent":
            found = {one: round(now[one] * (100 + value) / 100, 6) for one in divisible}
        else:
            found = dict.fromkeys(now, value)
    return {"prices" if is_price else "quantities": found}


def wanted_types(asked: Asked) -> dict[str, Any]:
    """Billing types of the chosen lines as a bulk edit would set them."""
    kept = asked.filled["billing_type"] == "restore"
    return {
        "billing_types": {
            line.line_no: (line.source_billing_type or line.billing_type)
            if kept
            else asked.filled["billing_type"]
            for line in asked.lines
            if not line.is_milestone
        }
    }


def editing(of: Callable[[Asked], dict[str, Any]]) -> Callable[[Asked], tuple[Done, str]]:
    """A bulk edit of chosen lines."""

    def edit_many(asked: Asked) -> tuple[Done, str]:
        count = edit_details(
            asked.act,
            proforma_id=asked.head["proforma_id"],
            reason=asked.filled["reason"],
            seen=asked.seen,
            **of(asked),
        )
        return Done("Edited", {"lines": count}), ""

    return edit_many


def losing(of: Callable[[Asked], dict[str, Any]]) -> Callable[[Asked], Sequence[str]]:
    """What a bulk edit charges less or more than there was."""

    def lost(asked: Asked) -> Sequence[str]:
        return [one.sentence for one in sheets.losses(asked.request, asked.head, **of(asked))]

    return lost


def text_so_far(asked: Asked) -> Mapping[str, str]:
    """The text that the chosen lines have, where it is one."""
    texts = {line.text for line in asked.lines}
    return {"text": texts.pop()} if len(texts) == 1 else {}


def reword(asked: Asked) -> tuple[Done, str]:
    """Give the work of chosen lines another text."""
    entries = {line.entry_id for line in asked.lines if line.entry_id}
    count = reword_entries(asked.act, descriptions=dict.fromkeys(sorted(entries), asked.filled["text"]))
    return Done("Reworded", {"entries": count}), ""


def remove(asked: Asked) -> tuple[Done, str]:
    """Take chosen lines off."""
    count = remove_details(asked.act, proforma_id=asked.head["proforma_id"], line_nos=asked.line_nos)
    return Done("Taken off", {"lines": count}), ""


def postpone(asked: Asked) -> tuple[Done, str]:
    """Take chosen lines off and hold their work back."""
    until = asked.filled["until"]
    count = postpone_details(
        asked.act,
        proforma_id=asked.head["proforma_id"],
        line_nos=asked.line_nos,
        reason=asked.filled["reason"],
        until=date.fromisoformat(until) if until else None,
    )
    return Done("Postponed", {"lines": count}), ""


def add(asked: Asked) -> tuple[Done, str]:
    """Put chosen ready work on the draft."""
    count = add_to_proforma(
        asked.act,
        proforma_id=asked.head["proforma_id"],
        actual_ids=asked.ids("work"),
        milestone_ids=asked.ids("milestone"),
    )
    return Done("Added", {"lines": count}), ""


def add_through(asked: Asked) -> tuple[Done, str]:
    """Put all that is ready up to a day on the draft."""
    day = date.fromisoformat(asked.filled["through"])
    count = add_to_proforma(asked.act, proforma_id=asked.head["proforma_id"], through=day)
    return Done("Added", {"lines": count}), ""


def available(asked: Asked) -> Mapping[str, str]:
    """The retainers that there are for the draft, and how much of each it would deduct."""
    would = retainers_for(company_id=asked.act.company_id, proforma_id=asked.head["proforma_id"])
    return {"amounts": "\n".join(f"{one.name} = {one.amount:f}" for one in would)}


def apply(asked: Asked) -> tuple[Done, str]:
    """Deduct retainers: the amounts that stand in the dialog."""
    would = retainers_for(company_id=asked.act.company_id, proforma_id=asked.head["proforma_id"])
    known = {one.name: one.retainer_id for one in would}
    amounts = {}
    for line in filter(str.strip, asked.filled["amounts"].splitlines()):
        name, _, amount = line.rpartition("=")
        # What is no retainer of the draft is refused by the event, as one that is not there.
        amounts[known.get(name.strip(), 0)] = number_typed(amount)
    applied = apply_retainers(asked.act, proforma_ids=[asked.head["proforma_id"]], amounts=amounts)
    total = {one.transaction_currency: Decimal(0) for one in applied}
    for one in applied:
        total[one.transaction_currency] += one.transaction_amount
    return Done("Applied", {"retainers": len(applied)}, {"deducted": total}), ""


def discard(asked: Asked) -> tuple[Done, str]:
    """Discard the draft."""
    [deleted] = delete_drafts(asked.act, proforma_ids=[asked.head["proforma_id"]])
    done = Done("Discarded", {"lines that wait again": deleted.released_count})
    return done, reverse("list", kwargs={"code": asked.code, "screen": "proformas"})


def confirm(asked: Asked) -> tuple[Done, str]:
    """Confirm the draft."""
    tally = CONFIRM.tally(confirm_and_propose(asked.act, proforma_ids=[asked.head["proforma_id"]]))
    return Done("Confirmed", tally.counts, tally.amounts), here(asked)


def revise(asked: Asked) -> tuple[Done, str]:
    """Draft a correction of all it bills, which opens."""
    return _revised(asked, None)


def revise_chosen(asked: Asked) -> tuple[Done, str]:
    """Draft a correction of what chosen lines billed, or add it to the one that is open; it opens."""
    return _revised(asked, asked.line_nos)


def _revised(asked: Asked, line_nos: Sequence[int] | None) -> tuple[Done, str]:
    head = asked.head
    of = {"proforma_id": head["proforma_id"], "number": head["number"]}
    revised = revise_lines(asked.act, **of, line_nos=line_nos, reason=asked.filled["reason"])
    there = reverse("draft", kwargs={"code": asked.code, "number": revised.number})
    what = "Added to the correction" if revised.was_open else "Correction drafted"
    return Done(what, {"lines": revised.line_count}), there


def here(asked: Asked) -> str:
    """The address of the proforma."""
    return reverse("draft", kwargs={"code": asked.code, "number": asked.head["number"]})


REASON = Field(
    name="reason",
    label="Reason",
    is_required=False,
    hint="Needed where less or more is charged than there was; not on a correction.",
)
STEPS = (
    Step(
        name="edit",
        label="Edit",
        event="billing.edit_details",
        does=editing(wanted),
        title="Edit quantities or prices",
        effect="What is billed of the chosen lines, or at which price; amounts follow.",
        button="Edit",
        tabs=("lines", "edited"),
        key="e",
        fields=(
            Field(name="what", label="What", kind="choice", choices=WHAT),
            Field(name="how", label="How", kind="choice", choices=HOW),
            Field(
                name="value",
                label="Value",
                is_required=False,
                hint="A quantity, a price, or a percentage such as -10.",
            ),
            REASON,
        ),
        is_primary=True,
        foresees=losing(wanted),
    ),
    Step(
        name="type",
        label="Type",
        event="billing.edit_details",
        does=editing(wanted_types),
        title="Decide whether it is charged",
        effect="What is non chargeable or complimentary stands on the invoice and charges nothing.",
        button="Set",
        tabs=("lines", "edited"),
        of=("billing",),
        key="t",
        fields=(Field(name="billing_type", label="Billing type", kind="choice", choices=TYPES), REASON),
        foresees=losing(wanted_types),
    ),
    Step(
        name="reword",
        label="Text",
        event="work.reword_entries",
        does=reword,
        title="Change the text",
        effect="What the invoice prints of the work; the entry says it too.",
        button="Change the text of",
        tabs=("lines", "edited"),
        key="w",
        fields=(Field(name="text", label="Text", is_required=False),),
        begins=text_so_far,
    ),
    Step(
        name="remove",
        label="Take off",
        event="billing.remove_details",
        does=remove,
        title="Take lines off",
        effect="Their work is ready to invoice again; on a correction they stay billed as they were.",
        button="Take off",
        tabs=("lines", "edited"),
        key="Backspace",
    ),
    Step(
        name="postpone",
        label="Postpone",
        event="billing.postpone_details",
        does=postpone,
        title="Postpone lines",
        effect="They are taken off, and their work is held until the day, or until somebody marks it ready by name.",
        button="Postpone",
        tabs=("lines", "edited"),
        of=("billing",),
        fields=(
            Field(name="reason", label="Reason", hint="Why it is not billed now."),
            Field(name="until", label="Until", kind="day", is_required=False),
        ),
    ),
    Step(
        name="add",
        label="Add",
        event="billing.add_to_proforma",
        does=add,
        title="Add to the proforma",
        effect="They come behind the lines it has.",
        button="Add",
        tabs=("pending",),
        of=("billing",),
        key="a",
        is_primary=True,
    ),
    Step(
        name="add-through",
        label="Add all",
        event="billing.add_to_proforma",
        does=add_through,
        title="Add all that is ready",
        effect="All that is ready of this contract and customer comes behind the lines it has.",
        button="Add",
        of=("billing",),
        fields=(Field(name="through", label="Through", kind="day", preset="today"),),
    ),
    Step(
        name="apply",
        label="Apply retainers",
        event="billing.apply_retainers",
        does=apply,
        title="Apply retainers",
        effect="What the customer has paid in advance is deducted from what the draft charges before tax. Take a line "
        "off, and it is available again.",
        button="Apply",
        of=("billing",),
        fields=(
            Field(
                name="amounts",
                label="Amounts",
                kind="lines",
                hint="Each retainer, and how much of it is deducted before tax; of prepaid hours, how many.",
            ),
        ),
        begins=available,
    ),
    Step(
        name="discard",
        label="Discard",
        event="billing.delete_drafts",
        does=discard,
        title="Discard the draft",
        effect="Its work and milestones are ready to invoice again; what a correction would have corrected stays "
        "billed. The number is not used again.",
        button="Discard",
    ),
    Step(
        name="confirm",
        label="Confirm",
        event="process.confirm_and_propose",
        does=confirm,
        title="Confirm the proforma",
        effect="Its work is billed, and it becomes an invoice proposal. To take that back afterwards, a correction "
        "is needed.",
        button="Confirm",
        is_primary=True,
    ),
    Step(
        name="revise",
        label="Revise",
        event="billing.revise_proformas",
        does=revise,
        title="Revise the proforma",
        effect="A correction is drafted that lists all it billed at quantity 0, so as it stands it credits "
        "everything. What you set there remains billed; a line that you take off stays billed as it was.",
        button="Draft the correction of",
        when="confirmed",
        fields=(Field(name="reason", label="Reason", hint="Printed on the credit note."),),
        is_primary=True,
    ),
    Step(
        name="revise-lines",
        label="Revise",
        event="billing.revise_proformas",
        does=revise_chosen,
        title="Revise chosen lines",
        effect="A correction is drafted that lists what they billed at quantity 0, so as it stands it credits them; "
        "where one is open already, they are added to it. All other lines stay billed as they are.",
        button="Draft the correction of",
        tabs=("lines",),
        when="confirmed",
        fields=(Field(name="reason", label="Reason", hint="Printed on the credit note."),),
        is_primary=True,
    ),
)
BY_NAME = {step.name: step for step in STEPS}


def actions_of(request: BackOfficeRequest, head: Row, tab: str) -> list[Step]:
    """What the person may ever do with rows of a tab, or with the proforma itself, in its status."""
    kind = "correction" if head["corrects"] else "billing"
    return [
        step
        for step in STEPS
        if (tab in step.tabs if tab else not step.tabs)
        and step.when == head["status"]
        and kind in step.of
        and may(request, step.event)
    ]


@require_POST
def ask(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """The dialog of an action."""
    return dialog(request, the_one(request, PROFORMAS, number), step_of(action))


@require_POST
def do(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """Do it: one act, all or nothing."""
    head, step = the_one(request, PROFORMAS, number), step_of(action)
    if step.tabs and not chosen_of(request):
        raise Http404("No line is chosen.")
    filled, faults = filled_in(request, step)
    if faults:
        return dialog(request, head, step, faults=faults, status=422)
    asked = Asked(request=request, head=head, filled=filled, chosen=chosen_of(request))
    try:
        foreseen = step.foresees(asked) if "told" not in request.POST else ()
        if foreseen:
            return dialog(request, head, step, foreseen=foreseen)
        done, then = step.does(asked)
    except NotANumber as refusal:
        return dialog(
            request, head, step, faults=dict.fromkeys(("value", "amounts"), str(refusal)), status=422
        )
    except Refusal as refusal:
        return dialog(request, head, step, refusal=refusal, status=422)
    return moved(then) if then else changed(said(done))


def step_of(name: str) -> Step:
    """The action of an address.

    Raises:
        Http404: There is no such action.
    """
    if name not in BY_NAME:
        raise Http404(f"There is no action {name}.")
    return BY_NAME[name]


def chosen_of(request: BackOfficeRequest) -> list[str]:
    """Identities of the chosen rows."""
    return [one for one in request.POST.get("ids", "").split(",") if one]


def dialog(
    request: BackOfficeRequest,
    head: Row,
    step: Step,
    *,
    faults: Mapping[str, str] | None = None,
    foreseen: Sequence[str] = (),
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The dialog of an action, with what was typed; its one-time key is the act's."""
    sent = request.POST
    chosen = chosen_of(request)
    if step.tabs and not chosen:
        raise Http404("No line is chosen.")
    around: dict[str, Any] = sheets.around(request, head) if not step.tabs else {}
    fields = fields_of(request, step, faults)
    begins = step.begins(Asked(request=request, head=head, filled={}, chosen=chosen))
    for one in fields:
        name = one["field"].name
        if name in begins and f"do_{name}" not in sent:
            one["value"] = begins[name]
    told = {
        "head": head,
        "step": step,
        "chosen": figures.counted(len(chosen), "lines") if step.tabs else "",
        "ids": ",".join(chosen),
        "fields": fields,
        "foreseen": foreseen,
        "seen": sent.get("seen") or seen_now(request, head, step, chosen),
        "refusal": refusal,
        "key": sent.get("act_key") or one_time_key(),
    }
    return render(request, "drafts/dialog.html", around | told, status=status)
