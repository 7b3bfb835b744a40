"""What is done with a proforma and its lines from its page: each a dialog with a one-time key, one call of an event."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from unbilled.agreements.models import ContractLine
from unbilled.billing.events.add_discount import add_discount
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.hand_in_drafts import hand_in_drafts
from unbilled.billing.events.postpone_details import postpone_details
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.events.remove_discounts import remove_discounts
from unbilled.billing.events.return_drafts import return_drafts
from unbilled.billing.events.write_details import write_details
from unbilled.billing.reads.proforma_discounts import proforma_discounts
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.billing.reads.retainers_for import retainers_for
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.kit.numbers import number_typed
from unbilled.kit.screens import Done, Field
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.revising import revise_lines
from unbilled.process.runs.confirm import CONFIRM
from unbilled.reports.reads.find_named import find_setup
from unbilled.reports.reads.named_detail import named_detail
from unbilled.reports.reads.proforma_sheet import SheetLine, sheet_standing
from unbilled.web import offers, stepping
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.drafts import sheets
from unbilled.web.lists.pages import may
from unbilled.web.record_pages import the_one
from unbilled.web.stepping import Asked, Run
from unbilled.work.events.reword_entries import reword_entries
from unbilled.work.rules import BILLING_TYPES

WHAT = {"quantity": "Quantity", "price": "Price"}
HOW = {"set": "Set to", "percent": "Change by percent", "restore": "As it was"}
WRITTEN = {one: one.capitalize() for one in ("fee", "time", "expense", "material")}
TYPES = {one: figures.words(one).capitalize() for one in BILLING_TYPES} | {"restore": "As it was"}


@dataclass(frozen=True, kw_only=True)
class Step(stepping.Step):
    """An action on the page of a proforma.

    Attributes:
        tabs: The tabs on whose rows it works; empty: on the proforma itself.
        when: Whether it can be done with the proforma as it stands; while it is a draft where nothing is said.
        of: ``billing``, ``correction`` or both.
        is_further: Its button stands in the menu of further ones.
        takes_pending: It takes ready work, and stands there too where none is.
    """

    tabs: Sequence[str] = ()
    when: Callable[[Row], bool] = sheets.is_draft
    of: Sequence[str] = ("billing", "correction")
    is_further: bool = False
    takes_pending: bool = False


def ids_of(asked: Asked, kind: str) -> list[int]:
    """Chosen records of a kind among what is ready."""
    named = [one.removeprefix(f"{kind}-") for one in asked.chosen if one.startswith(f"{kind}-")]
    return [int(one) for one in named if one.isdecimal() and len(one) < 19]


def lines_of(asked: Asked) -> list[SheetLine]:
    """The chosen lines as they are."""
    return sheets.lines(asked.request, asked.head, line_nos=asked.row_numbers)


def versions(asked: Asked) -> Mapping[str, str]:
    """Which act wrote each chosen line last, as its dialog opens."""
    return {"seen": ",".join(f"{line.line_no}-{line.act_id}" for line in lines_of(asked))}


def seen_of(asked: Asked) -> dict[int, int]:
    """The same as the dialog remembers it, by line."""
    pairs = [one.split("-") for one in asked.request.POST.get("seen", "").split(",")]
    return {int(one[0]): int(one[1]) for one in pairs if len(one) == 2 and all(map(str.isdecimal, one))}


def is_confirmed(head: Row) -> bool:
    """Whether it can only be revised."""
    return not sheets.is_draft(head)


def is_in_review(head: Row) -> bool:
    """Whether somebody waits for what a second person says of the draft."""
    return sheets.is_draft(head) and head["review"] == "in_review"


def price_before(line: SheetLine) -> Decimal:
    """The price that a line came with."""
    return line.unit_price if line.source_price is None else line.source_price


def wanted(asked: Asked) -> dict[str, Any]:
    """Quantities or prices of the chosen lines as a bulk edit would set them.

    Raises:
        NotANumber: The value is none.
    """
    how, lines = asked.filled["how"], lines_of(asked)
    is_price = asked.filled["what"] == "price"
    if is_price:
        lines = [line for line in lines if not line.is_agreed]
    now = {line.line_no: line.unit_price if is_price else line.quantity for line in lines}
    if how == "restore" and is_price:
        found = {line.line_no: price_before(line) for line in lines}
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
            for line in lines_of(asked)
            if not line.is_agreed
        }
    }


def correct_tax(asked: Asked) -> tuple[Done, str]:
    """Bill chosen lines of a correction with other tax groups: what remains of them, or all where nothing would."""
    groups: dict[str, Any] = {
        f"{kind}_id": found
        for kind in ("tax_group", "item_tax_group")
        if (code := asked.filled[kind])
        for found in find_setup(company_id=asked.act.company_id, kind=kind.replace("_", " "), names=[code])
    }
    count = edit_details(
        asked.act,
        proforma_id=asked.head["proforma_id"],
        quantities={line.line_no: line.quantity or line.source_quantity for line in lines_of(asked)},
        seen=seen_of(asked),
        **groups,
    )
    return Done("Taxed anew", {"lines": count}), ""


def written_off(asked: Asked) -> int | None:
    """The reason to write off that stands in the dialog; none where it is empty."""
    code = asked.filled["write_off_reason"]
    if not code:
        return None
    return find_setup(company_id=asked.act.company_id, kind="write-off reason", names=[code])[0]


def editing(of: Callable[[Asked], dict[str, Any]]) -> Callable[[Asked], tuple[Done, str]]:
    """A bulk edit of chosen lines."""

    def edit_many(asked: Asked) -> tuple[Done, str]:
        count = edit_details(
            asked.act,
            proforma_id=asked.head["proforma_id"],
            reason=asked.filled["reason"],
            write_off_reason_id=written_off(asked),
            seen=seen_of(asked),
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
    texts = {line.text for line in lines_of(asked)}
    return {"text": texts.pop()} if len(texts) == 1 else {}


def reword(asked: Asked) -> tuple[Done, str]:
    """Give the work of chosen lines another text."""
    entries = {line.entry_id for line in lines_of(asked) if line.entry_id}
    count = reword_entries(asked.act, descriptions=dict.fromkeys(sorted(entries), asked.filled["text"]))
    return Done("Reworded", {"entries": count}), ""


def write(asked: Asked) -> tuple[Done, str]:
    """Write a line."""
    filled = asked.filled
    detail = named_detail(
        company_id=asked.act.company_id,
        sight=asked.act.sight,
        contract=asked.head["contract"],
        line=filled["line"],
        resource=filled["resource"],
        category=filled["category"],
        transaction_class=filled["class"],
        quantity=number_typed(filled["value"]),
        unit_price=number_typed(filled["price"]),
        description=filled["text"],
        transaction_date=date.fromisoformat(filled["day"]),
    )
    count = len(write_details(asked.act, proforma_id=asked.head["proforma_id"], details=[detail]))
    return Done("Written", {"lines": count}), ""


def sold_lines(asked: Asked) -> Mapping[str, str]:
    """The first line of the draft's contract."""
    lines = ContractLine.objects.filter(contract_id=asked.head["contract_id"], project__isnull=False)
    return {"line": lines.order_by("line_no").values_list("name", flat=True).first() or ""}


def discount_lines(asked: Asked) -> tuple[Done, str]:
    """Discount or surcharge chosen lines."""
    return _discounted(asked, asked.row_numbers)


def discount_all(asked: Asked) -> tuple[Done, str]:
    """Discount or surcharge the whole draft."""
    return _discounted(asked, None)


def _discounted(asked: Asked, line_nos: Sequence[int] | None) -> tuple[Done, str]:
    filled, head = asked.filled, asked.head
    value = number_typed(filled["value"])
    is_percent, is_surcharge = filled["how"] == "percent", filled["kind"] == "surcharge"
    borne = add_discount(
        asked.act,
        proforma_id=head["proforma_id"],
        text=filled["text"],
        percent=value if is_percent else None,
        amount=None if is_percent else value,
        line_nos=line_nos,
        is_surcharge=is_surcharge,
    )
    what = "Surcharged" if is_surcharge else "Discounted"
    return Done(what, {}, {"by": {head["transaction_currency"]: borne}}), ""


def discounts_now(asked: Asked) -> Mapping[str, str]:
    """The discounts and surcharges that the draft has, by their texts."""
    found = proforma_discounts(company_id=asked.act.company_id, proforma_id=asked.head["proforma_id"])
    return {"texts": "\n".join(dict.fromkeys(one.text for one in found))}


def drop_discounts(asked: Asked) -> tuple[Done, str]:
    """Remove the discounts and surcharges whose texts stand in the dialog."""
    texts = [line.strip() for line in asked.filled["texts"].splitlines() if line.strip()]
    count = remove_discounts(asked.act, proforma_id=asked.head["proforma_id"], texts=texts)
    return Done("Removed", {"discounts": count}), ""


def remove(asked: Asked) -> tuple[Done, str]:
    """Take chosen lines off."""
    count = remove_details(asked.act, proforma_id=asked.head["proforma_id"], line_nos=asked.row_numbers)
    return Done("Taken off", {"lines": count}), ""


def postpone(asked: Asked) -> tuple[Done, str]:
    """Take chosen lines off and hold their work back."""
    until = asked.filled["until"]
    count = postpone_details(
        asked.act,
        proforma_id=asked.head["proforma_id"],
        line_nos=asked.row_numbers,
        reason=asked.filled["reason"],
        until=date.fromisoformat(until) if until else None,
    )
    return Done("Postponed", {"lines": count}), ""


def add(asked: Asked) -> tuple[Done, str]:
    """Put chosen ready work on the draft."""
    count = add_to_proforma(
        asked.act,
        proforma_id=asked.head["proforma_id"],
        actual_ids=ids_of(asked, "work"),
        milestone_ids=ids_of(asked, "milestone"),
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


def hand_in(asked: Asked) -> tuple[Done, str]:
    """Hand the draft in for review."""
    ids = [asked.head["proforma_id"]]
    count = hand_in_drafts(asked.act, proforma_ids=ids, comment=asked.filled["comment"])
    return Done("Handed in", {"proformas": count}), here(asked)


def give_back(asked: Asked) -> tuple[Done, str]:
    """Return the draft."""
    ids = [asked.head["proforma_id"]]
    count = return_drafts(asked.act, proforma_ids=ids, comment=asked.filled["comment"])
    return Done("Returned", {"proformas": count}), here(asked)


def confirm(asked: Asked) -> tuple[Done, str]:
    """Confirm the draft."""
    tally = CONFIRM.tally(confirm_and_propose(asked.act, proforma_ids=[asked.head["proforma_id"]]))
    return Done("Confirmed", tally.counts, tally.amounts), here(asked)


def revise(asked: Asked) -> tuple[Done, str]:
    """Draft a correction of all it bills, which opens."""
    return _revised(asked, None)


def revise_chosen(asked: Asked) -> tuple[Done, str]:
    """Draft a correction of what chosen lines billed, or add it to the one that is open; it opens."""
    return _revised(asked, asked.row_numbers)


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


def lines(asked: Asked) -> int:
    """How many lines it has."""
    return int(asked.head["detail_count"])


def worth_of(head: Row) -> str:
    """What it bills, before tax."""
    return figures.money_in(head["transaction_amount"], head["transaction_currency"])


def only_it(asked: Asked) -> list[int]:
    """The proforma alone."""
    return [asked.head["proforma_id"]]


def the_drafts(asked: Asked) -> Mapping[str, list[int]]:
    """The same, as it is chosen on the list of proformas."""
    return {"proforma_ids": only_it(asked)}


def waiting(asked: Asked) -> int:
    """How many records of it are ready and on no proforma."""
    of = {"company_id": asked.act.company_id, "proforma_id": asked.head["proforma_id"]}
    return int(sheet_standing(**of)["pending_count"])


def through_day(asked: Asked) -> Mapping[str, Any]:
    """The draft, and the day through which work is added."""
    return {**the_drafts(asked), "through": asked.filled["through"]}


def its_reason(asked: Asked) -> Mapping[str, Any]:
    """The proforma, and why it is revised."""
    return {**the_drafts(asked), "reason": asked.filled["reason"]}


REASON = Field(
    name="reason",
    label="Reason",
    is_required=False,
    hint="Needed where less or more is charged than there was; not on a correction.",
)
WRITE_OFF = Field(
    name="write_off_reason",
    label="Write off as",
    is_required=False,
    hint="Code of a reason such as GOODWILL, where what is charged less is written off.",
    offers=offers.write_off_reasons,
)
DISCOUNT = (
    Field(
        name="kind", label="What", kind="choice", choices={"discount": "Discount", "surcharge": "Surcharge"}
    ),
    Field(name="text", label="Text", hint="What it is for, as the invoice prints it."),
    Field(name="how", label="How", kind="choice", choices={"percent": "Percentage", "amount": "Amount"}),
    Field(name="value", label="Value", hint="Such as 5, percent or in the currency of the draft."),
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
        of_rows="lines",
        key="e",
        fields=(
            Field(name="what", label="What", kind="choice", choices=WHAT),
            Field(name="how", label="How", kind="choice", choices=HOW),
            Field(
                name="value",
                label="Value",
                kind="figure",
                is_required=False,
                hint="A quantity, a price, or a percentage such as -10.",
            ),
            REASON,
            WRITE_OFF,
        ),
        is_primary=True,
        warns=losing(wanted),
        holds=versions,
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
        of_rows="lines",
        of=("billing",),
        key="t",
        fields=(
            Field(name="billing_type", label="Billing type", kind="choice", choices=TYPES),
            REASON,
            WRITE_OFF,
        ),
        warns=losing(wanted_types),
        holds=versions,
    ),
    Step(
        name="tax",
        label="Tax",
        event="billing.edit_details",
        does=correct_tax,
        title="Correct the tax",
        effect="The lines are billed again with these tax groups, whole where nothing of them would remain billed.",
        button="Tax",
        tabs=("lines", "edited"),
        of_rows="lines",
        of=("correction",),
        fields=(
            Field(
                name="tax_group",
                label="Sales tax group",
                is_required=False,
                hint="Its code; empty: as it was.",
                offers=offers.tax_groups,
            ),
            Field(
                name="item_tax_group",
                label="Item sales tax group",
                is_required=False,
                hint="The same.",
                offers=offers.item_tax_groups,
            ),
        ),
        holds=versions,
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
        of_rows="lines",
        key="w",
        fields=(Field(name="text", label="Text", is_required=False),),
        begins=text_so_far,
    ),
    Step(
        name="discount-lines",
        label="Discount",
        event="billing.add_discount",
        does=discount_lines,
        title="Discount or surcharge lines",
        effect="Each of the chosen lines is charged less, or more; it follows when they are edited.",
        button="Discount",
        tabs=("lines", "edited"),
        of_rows="lines",
        of=("billing",),
        fields=DISCOUNT,
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
        of_rows="lines",
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
        of_rows="lines",
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
        of_rows="lines",
        of=("billing",),
        key="a",
        is_primary=True,
    ),
    Step(
        name="add-through",
        takes_pending=True,
        label="Add all",
        event="billing.add_to_proforma",
        does=add_through,
        title="Add all that is ready",
        effect="All that is ready of this contract and customer comes behind the lines it has.",
        button="Add",
        of=("billing",),
        fields=(Field(name="through", label="Through", kind="day", preset="today"),),
        run=Run("billing.add_through", only_it, waiting, through_day),
    ),
    Step(
        name="write",
        is_further=True,
        label="Write a line",
        event="billing.write_details",
        does=write,
        title="Write a line by hand",
        effect="No approved work stands behind it; confirmed, it is billed like any other.",
        button="Write on",
        of=("billing",),
        fields=(
            Field(name="line", label="Contract line", hint="By its name or number."),
            Field(name="class", label="Class", kind="choice", choices=WRITTEN),
            Field(name="text", label="Text", is_required=False, hint="What the invoice prints."),
            Field(name="day", label="Day", kind="day", preset="today"),
            Field(name="value", label="Quantity", preset="1", hint="Hours of time, else pieces."),
            Field(name="price", label="Price", hint="Per hour or piece, before tax."),
            Field(name="resource", label="Who worked", is_required=False, offers=offers.resources),
            Field(name="category", label="Category", is_required=False, offers=offers.categories),
        ),
        begins=sold_lines,
    ),
    Step(
        name="discount",
        is_further=True,
        label="Discount",
        event="billing.add_discount",
        does=discount_all,
        title="Discount or surcharge the whole",
        effect="It is divided over all that is charged, and taxed as that is; it follows as lines change, come or go.",
        button="Discount",
        of=("billing",),
        fields=DISCOUNT,
    ),
    Step(
        name="remove-discounts",
        is_further=True,
        label="Remove discounts",
        event="billing.remove_discounts",
        does=drop_discounts,
        title="Remove discounts and surcharges",
        effect="What stands here is removed, and charged as it was.",
        button="Remove from",
        of=("billing",),
        fields=(
            Field(name="texts", label="Texts", kind="lines", hint="One on each line, by what it is for."),
        ),
        begins=discounts_now,
    ),
    Step(
        name="apply",
        is_further=True,
        label="Apply retainers",
        event="billing.apply_retainers",
        does=apply,
        title="Apply retainers",
        effect="What the customer has paid in advance is deducted from what the draft charges before tax. Take a line "
        "off, and it is available again.",
        button="Apply to",
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
        name="hand-in",
        is_further=True,
        label="Hand in",
        event="billing.hand_in_drafts",
        does=hand_in,
        title="Hand the draft in for review",
        effect="Whoever looks at it returns it with a comment, or confirms it; it can still be edited.",
        button="Hand in",
        fields=(Field(name="comment", label="Comment", is_required=False, hint="What to look at."),),
    ),
    Step(
        name="return",
        is_further=True,
        label="Return",
        event="billing.return_drafts",
        does=give_back,
        title="Return the draft",
        effect="Whoever handed it in sees the comment.",
        button="Return",
        when=is_in_review,
        fields=(Field(name="comment", label="Comment", hint="What is to be done."),),
    ),
    Step(
        name="discard",
        is_further=True,
        label="Discard",
        event="billing.delete_drafts",
        does=discard,
        title="Discard the draft",
        effect="Its work and milestones are ready to invoice again; what a correction would have corrected stays "
        "billed. The number is not used again.",
        button="Discard",
        run=Run("billing.delete_drafts", only_it, lines, the_drafts),
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
        is_final=True,
        comes_to=worth_of,
        beside="drafts/checks.html",
        tells=lambda asked: sheets.around(
            asked.request, asked.head, sheets.groups_of(asked.request, asked.head)
        ),
        run=Run("process.confirm", only_it, lines),
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
        when=is_confirmed,
        fields=(Field(name="reason", label="Reason", hint="Printed on the credit note."),),
        is_primary=True,
        run=Run("billing.revise_proformas", only_it, lines, its_reason),
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
        of_rows="lines",
        when=is_confirmed,
        fields=(Field(name="reason", label="Reason", hint="Printed on the credit note."),),
        is_primary=True,
    ),
)


def actions_of(request: BackOfficeRequest, head: Row, tab: str) -> list[Step]:
    """What the person may ever do with rows of a tab, or with the proforma itself, as it stands."""
    kind = "correction" if head["corrects"] else "billing"
    return [
        step
        for step in STEPS
        if (tab in step.tabs if tab else not step.tabs)
        and step.when(head)
        and kind in step.of
        and may(request, step.event)
    ]


@require_POST
def ask(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """The dialog of an action."""
    return _taken(request, number, action, is_done=False)


@require_POST
def do(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """Do it: one act, all or nothing."""
    return _taken(request, number, action, is_done=True)


def _taken(request: BackOfficeRequest, number: str, action: str, *, is_done: bool) -> HttpResponse:
    head = the_one(request, PROFORMAS, number)
    where = reverse("draft_do", kwargs={"code": request.company.code, "number": number, "action": action})
    told = {**head, "customer": f"{figures.counted(head['detail_count'], 'lines')}, {worth_of(head)}"}
    return stepping.taken(request, STEPS, told, action, address=where, is_done=is_done)
