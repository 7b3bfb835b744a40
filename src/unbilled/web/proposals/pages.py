"""The page of one proposal, its header edited in place, and its steps."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.accounting.events.format_proposals import format_proposals
from unbilled.accounting.events.post_awaited_lines import post_awaited_lines
from unbilled.accounting.events.update_proposals import update_proposals
from unbilled.accounting.reads.proposals import PROPOSALS
from unbilled.accounting.reads.unmet_lines import UnmetLine, unmet_lines
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.documents.einvoice.judging import RulesFolderMissing
from unbilled.documents.reads.checked_proposals import checked_proposals
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import day_meant
from unbilled.kit.saying import STALE, refused, said
from unbilled.kit.screens import Done, Field
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.preview_invoices import preview_invoices
from unbilled.process.runs.over_documents import POST_AWAITED, TRY_INVOICES
from unbilled.process.runs.post_invoices import tally
from unbilled.reports.reads.find_named import find_setup, setup_names
from unbilled.reports.reads.proposal_sheet import (
    proposal_groups,
    proposal_lines,
    proposal_standing,
    proposal_taxes,
)
from unbilled.web.door.acts import act_of, one_time_key, trying
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import may, today_of
from unbilled.web.previewing import previewed
from unbilled.web.proposals import groups
from unbilled.web.record_pages import last_act_of, the_one
from unbilled.web.stepping import Asked, Run, Step, steps_of, taken

LINES_SHOWN = 200
FINDINGS_SHOWN = 20
UPDATE = "accounting.update_proposals"
PREVIEW = "process.preview_invoices"
TABS = {"lines": "Lines", "preview": "As printed and posted"}
DAYS = {"invoice_date": "Invoice date", "due_date": "Due", "accounting_date": "Accounting date"}
NAMED = {
    "terms_id": ("Terms", "terms"),
    "tax_group_id": ("Tax group of all lines", "tax group"),
    "item_tax_group_id": ("Item tax group of all lines", "item tax group"),
    "dimension_set_id": ("Dimensions of the balance", "dimensions"),
}
"""What is chosen by name: its label, and the kind of set-up."""
STEPS = ("Header", "Lines", "Posted")
STEP_OF = {"header_only": 0, "populated": 1, "posted": 2}


@dataclass(frozen=True)
class Entered:
    """A field of the header: where it is sent, what stands there, what can be chosen, what an empty day will be."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    otherwise: str = ""
    is_day: bool = False


def is_open(head: Row) -> bool:
    """Whether it can still be changed and posted."""
    return bool(head["status"] != "posted")


def waits(head: Row) -> bool:
    """Whether it has no lines yet, since something that it bills is not posted."""
    return bool(head["status"] == "header_only" and head["waits_for"])


def can_be_posted(head: Row) -> bool:
    """Whether nothing keeps its lines from it; what else stands against posting is told when it is tried."""
    return is_open(head) and not waits(head)


def _total(head: Row) -> Decimal:
    return Decimal(head["net_amount"]) + Decimal(head["tax_amount"])


def _unposted(request: BackOfficeRequest, head: Row) -> list[UnmetLine]:
    return (
        unmet_lines(company_id=request.company.company_id, proposal_ids=[head["proposal_id"]])
        if waits(head)
        else []
    )


def the_proposal(asked: Asked) -> list[int]:
    """The proposal alone."""
    return [asked.head["proposal_id"]]


def post_lines(asked: Asked) -> tuple[Done, str]:
    """Post the journal lines that the proposal waits for; it gets its lines with them."""
    posted = post_awaited_lines(asked.act, proposal_ids=the_proposal(asked))
    return Done("Posted", {"journal lines": posted.line_count}), here(asked)


def post(asked: Asked) -> tuple[Done, str]:
    """Post the proposal; the page goes to the invoice."""
    posted = post_proposals(
        asked.act,
        proposal_ids=the_proposal(asked),
        invoice_date=date.fromisoformat(asked.filled["invoice_date"]),
    )
    done = tally(posted)
    then = (
        reverse("invoice", kwargs={"code": asked.code, "number": posted[0].number}) if posted else here(asked)
    )
    return Done("Posted", done.counts, done.amounts), then


def try_posting(asked: Asked) -> tuple[Done, str]:
    """Post it and undo that: what would come of it."""
    with trying():
        posted = post_proposals(
            act_of(asked.request, key=""),
            proposal_ids=the_proposal(asked),
            invoice_date=date.fromisoformat(asked.filled["invoice_date"]),
        )
    done = tally(posted)
    return Done("It can be posted", {name: n for name, n in done.counts.items() if n}, done.amounts), ""


def line_count(asked: Asked) -> int:
    """How many lines it has, or will have: those of its proforma, where it gets them when it is posted."""
    number = asked.head["number"]
    return int(asked.head["line_count"] or the_one(asked.request, PROFORMAS, number)["detail_count"])


def here(asked: Asked) -> str:
    """The address of the proposal."""
    return reverse("proposal", kwargs={"code": asked.code, "number": asked.head["number"]})


INVOICE_DATE = Field(
    name="invoice_date",
    label="Invoice date",
    kind="day",
    preset="today",
    hint="Where the proposal has none of its own.",
)
ALL_STEPS = (
    Step(
        name="post-lines",
        label="Post its journal lines",
        event="accounting.post_awaited_lines",
        does=post_lines,
        title="Post what it waits for",
        effect="The journal lines of its work reach the ledger, and the proposal gets its lines and tax.",
        button="Post journal lines of",
        when=waits,
        is_primary=True,
        run=Run(
            POST_AWAITED.known_as,
            ids=the_proposal,
            lines=lambda asked: len(_unposted(asked.request, asked.head)),
            needs=lambda asked: {POST_AWAITED.subject: the_proposal(asked)},
        ),
    ),
    groups.STEP,
    groups.SPLIT,
    Step(
        name="try",
        label="Try posting",
        event="process.post_proposals",
        does=try_posting,
        title="Try posting",
        effect="It is posted and undone at once, to see whether anything stands against it.",
        button="Try",
        when=can_be_posted,
        fields=(INVOICE_DATE,),
        is_trial=True,
        run=Run(
            TRY_INVOICES.known_as,
            ids=the_proposal,
            lines=line_count,
            needs=lambda asked: {
                TRY_INVOICES.subject: the_proposal(asked),
                "invoice_date": date.fromisoformat(asked.filled["invoice_date"]),
            },
        ),
    ),
    Step(
        name="post",
        label="Post",
        event="process.post_proposals",
        does=post,
        title="Post the invoice",
        effect="It gets its legal number and its voucher, and is never changed again.",
        button="Post",
        when=can_be_posted,
        fields=(INVOICE_DATE,),
        is_primary=True,
        comes_to=lambda head: (
            figures.money_in(_total(head), head["transaction_currency"])
            + (" with tax" if head["tax_amount"] else "")
        ),
        beside="proposals/before.html",
        run=Run(
            "process.post_invoices",
            ids=the_proposal,
            lines=line_count,
            needs=lambda asked: {"invoice_date": date.fromisoformat(asked.filled["invoice_date"])},
        ),
    ),
)


@require_safe
def show(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The page of a proposal, or the lines that follow."""
    head = the_one(request, PROPOSALS, number)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 10:
        return render(request, "proposals/lines.html", {"head": head} | lines_of(request, head, int(after)))
    return render(request, "proposals/page.html", shown(request, head))


@require_safe
def preview(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """What the proposal would become: its pages and its voucher."""
    head = the_one(request, PROPOSALS, number)
    day = head["invoice_date"] or today_of(request)
    return previewed(
        request,
        lambda: preview_invoices(
            act_of(request, key=""), proposal_ids=[head["proposal_id"]], invoice_date=day
        ),
    )


@require_safe
def findings(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """What stands against the electronic invoice that the proposal would become."""
    head = the_one(request, PROPOSALS, number)
    try:
        found = checked_proposals(
            company_id=request.company.company_id,
            proposal_ids=[head["proposal_id"]] if head["status"] == "populated" else [],
            invoice_date=today_of(request),
        )
    except RulesFolderMissing as refusal:
        return render(request, "proposals/findings.html", {"refusal": refusal})
    shown_findings = [
        {
            "text": one.text,
            "rule": one.rule,
            "is_fatal": one.is_fatal,
            "door": door_of(request, head, one.field),
        }
        for one in (found[0].findings[:FINDINGS_SHOWN] if found else [])
    ]
    told = {"found": found[0] if found else None, "findings": shown_findings}
    return render(request, "proposals/findings.html", told)


def door_of(request: BackOfficeRequest, head: Row, field: str) -> tuple[str, str]:
    """Where the field at fault is mended: the address of a form, and what it is of; empty where no page has it."""
    of = {"code": request.company.code}
    then = {"then": reverse("proposal", kwargs=of | {"number": head["number"]})}
    match field.partition(".")[0]:
        case "buyer":
            form = of | {"screen": "customers", "key": head["customer_id"]}
            return reverse("form", kwargs=form, query=then), "Customer"
        case "seller":
            form = of | {"screen": "company", "key": request.company.company_id}
            return reverse("form", kwargs=form, query=then), "Company"
        case "contract":
            return reverse(
                "contract_change", kwargs=of | {"number": head["contract"]}, query=then
            ), "Contract"
        case "tax_code":
            return reverse("list", kwargs=of | {"screen": "tax-codes"}), "Tax codes"
    return "", ""


@require_POST
def change(request: BackOfficeRequest, code: str, number: str, field: str, screen: str) -> HttpResponse:
    """Change one field of the header; all that follows from it is shown with it."""
    head = the_one(request, PROPOSALS, number)
    company_id = request.company.company_id
    value = request.POST.get(field, "").strip()
    if field not in DAYS and field not in NAMED:
        raise Http404(f"A proposal has no {field}.")
    if not value:
        return render(request, "proposals/content.html", shown(request, head))
    try:
        asked: Any = (
            day_meant(value, today_of(request))
            if field in DAYS
            else find_setup(company_id=company_id, kind=NAMED[field][1], names=[value])[0]
        )
        if is_changed(request, head, field, str(asked) if field in DAYS else value):
            return conflict(request, head, field, value)
        update_proposals(act_of(request), proposal_ids=[head["proposal_id"]], **{field: asked})
    except Refusal as refusal:
        return refused(request, refusal)
    answer = render(request, "proposals/content.html", shown(request, the_one(request, PROPOSALS, number)))
    label = DAYS.get(field) or NAMED[field][0]
    text = said(Done(f"{label} of {number} changed"))
    answer.headers["HX-Trigger"] = json.dumps({"toast": text, "changed": True})
    return answer


def is_changed(request: BackOfficeRequest, head: Row, field: str, mine: str) -> bool:
    """Whether somebody has given a field of the header another value than the page has shown, and than is wanted."""
    now = the_field(request, head, field).value
    return now not in (request.POST.get(f"was_{field}", now), mine)


def conflict(request: BackOfficeRequest, head: Row, field: str, mine: str) -> HttpResponse:
    """Both values of a field that two people have changed; nothing was written."""
    told = {
        "head": head,
        "field": the_field(request, head, field),
        "mine": mine,
        "act": last_act_of(request, f"proposal {head['number']}"),
        "key": one_time_key(),
    }
    answer = render(request, "proposals/conflict.html", told, status=STALE)
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#dialog", "innerHTML"
    return answer


def the_field(request: BackOfficeRequest, head: Row, name: str) -> Entered:
    """A field of the header as it is now.

    Raises:
        Http404: The proposal has none of the name, as long as it has no lines.
    """
    standing = proposal_standing(company_id=request.company.company_id, proposal_id=head["proposal_id"])
    found = next((one for one in _fields(request, head, standing) if one.name == name), None)
    if found is None:
        raise Http404(f"The proposal has no {name}.")
    return found


@require_POST
def regroup(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """Rename, move or switch one of the groups; a page that shows other groups than there are is shown anew."""
    head = the_one(request, PROPOSALS, number)
    of = {"company_id": request.company.company_id, "proposal_id": head["proposal_id"]}
    asked = groups.rearranged(head, proposal_groups(**of), request.POST.dict())
    if asked is not None:
        try:
            format_proposals(act_of(request), proposal_ids=[head["proposal_id"]], groups=asked)
        except Refusal as refusal:
            return refused(request, refusal)
    answer = render(request, "proposals/content.html", shown(request, head))
    did = f"Groups of {number} changed" if asked is not None else "Others changed the groups meanwhile"
    answer.headers["HX-Trigger"] = json.dumps({"toast": said(Done(did))})
    return answer


@require_POST
def ask(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """The dialog of a step."""
    return _taken(request, number, action, is_done=False)


@require_POST
def do(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """Take a step: one act, all or nothing."""
    return _taken(request, number, action, is_done=True)


def _taken(request: BackOfficeRequest, number: str, action: str, *, is_done: bool) -> HttpResponse:
    group = request.GET.get("group", "")
    address = reverse(
        "proposal_do",
        kwargs={"code": request.company.code, "number": number, "action": action},
        query={"group": group} if group else None,
    )
    return taken(
        request, ALL_STEPS, the_one(request, PROPOSALS, number), action, address=address, is_done=is_done
    )


def lines_of(request: BackOfficeRequest, head: Row, after: int = 0) -> dict[str, Any]:
    """Some lines, and behind which the others follow."""
    rows = proposal_lines(
        company_id=request.company.company_id,
        proposal_id=head["proposal_id"],
        limit=LINES_SHOWN + 1,
        after=after,
    )
    more = rows[LINES_SHOWN - 1].line_no if len(rows) > LINES_SHOWN else 0
    return {"lines": rows[:LINES_SHOWN], "more": more}


def shown(request: BackOfficeRequest, head: Row) -> dict[str, Any]:
    """All that the page shows: a fixed number of statements for any number of lines."""
    of = {"company_id": request.company.company_id, "proposal_id": head["proposal_id"]}
    standing = proposal_standing(**of)
    told, unmet = lines_of(request, head), _unposted(request, head)
    can_edit = is_open(head) and may(request, UPDATE)
    tabs = TABS if is_open(head) and may(request, PREVIEW) else {}
    asked = request.GET.get("tab", "")
    return told | {
        "tabs": tabs,
        "tab": asked if asked in tabs else "lines",
        "groups": proposal_groups(**of) if asked == "preview" and may(request, groups.FORMAT) else [],
        "head": head,
        "standing": standing,
        "taxes": proposal_taxes(**of),
        "total": _total(head),
        "unmet": unmet,
        "unmet_journals": sorted(
            {one.named for one in unmet if one.waits_for == "journal_line" and one.named}
        ),
        "fields": _fields(request, head, standing) if can_edit else [],
        "can_edit": can_edit,
        "may_post_lines": may(request, "accounting.post_awaited_lines"),
        "steps": [(name, place == STEP_OF[head["status"]]) for place, name in enumerate(STEPS)],
        "steps_to_take": steps_of(request, ALL_STEPS, head),
        "key": one_time_key(),
    }


def _fields(request: BackOfficeRequest, head: Row, standing: dict[str, Any]) -> list[Entered]:
    otherwise = {"invoice_date": "day of posting", "due_date": "by the terms"}
    days = [
        Entered(
            name,
            label,
            head[name].isoformat() if head[name] else "",
            otherwise=otherwise.get(name, ""),
            is_day=True,
        )
        for name, label in DAYS.items()
    ]
    stands = {
        "terms_id": head["terms"] or "",
        "tax_group_id": "",
        "item_tax_group_id": "",
        "dimension_set_id": standing["dimensions"],
    }
    named = [
        Entered(
            name,
            label,
            stands[name],
            tuple(setup_names(company_id=request.company.company_id, kind=kind)),
            otherwise="as on the lines" if name.endswith("tax_group_id") else "none",
        )
        for name, (label, kind) in NAMED.items()
        if head["line_count"] or not name.endswith("tax_group_id")
    ]
    return days + named
