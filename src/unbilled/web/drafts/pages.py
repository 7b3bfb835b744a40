"""The pages of one proforma: lines, what else is ready, what was edited, details, history; cells of a line."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from unbilled.billing.events.edit_details import DetailChanged, edit_details
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.money import NotANumber
from unbilled.foundation.refusals import Refusal
from unbilled.kit.numbers import number_typed
from unbilled.kit.saying import STALE, asking, changed, refused
from unbilled.process.events.preview_invoices import preview_invoices
from unbilled.reports.reads.proforma_sheet import SheetGroup, SheetLine
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.drafts import sheets
from unbilled.web.drafts.actions import Step, actions_of
from unbilled.web.lists.pages import may, today_of
from unbilled.web.previewing import previewed
from unbilled.web.record_pages import history_of, the_one
from unbilled.work.rules import BILLING_TYPES

PREVIEW = "process.preview_invoices"
TABS = ("lines", "pending", "edited", "preview", "details", "history")
EDIT = "billing.edit_details"
TYPES = {one: figures.words(one).capitalize() for one in BILLING_TYPES}


@require_safe
def show(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The page of a proforma, on one of its tabs."""
    head = the_one(request, PROFORMAS, number)
    is_part = bool(request.headers.get("HX-Request"))
    template = "drafts/content.html" if is_part else "drafts/page.html"
    answer = render(request, template, whole(request, head))
    answer.headers["Vary"] = "HX-Request"
    return answer


@require_safe
def preview(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """What the draft would become if it were confirmed and posted today: its pages and its voucher."""
    head = the_one(request, PROFORMAS, number)
    return previewed(
        request,
        lambda: preview_invoices(
            act_of(request, key=""), proforma_ids=[head["proforma_id"]], invoice_date=today_of(request)
        ),
    )


@require_safe
def rows(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The rows of a tab again, or those that follow, with what else of the page has changed with them."""
    head = the_one(request, PROFORMAS, number)
    return render(request, "drafts/rows.html", whole(request, head) | {"is_part": True})


@require_POST
def edit(request: BackOfficeRequest, code: str, number: str, line_no: int, screen: str) -> HttpResponse:
    """Change what a line bills, at which price and whether at all; what is lost for good is said before it is done."""
    head = the_one(request, PROFORMAS, number)
    line = one_line(request, head, line_no)
    sent = request.POST
    version = int(sent.get("version", "")) if sent.get("version", "").isdecimal() else 0
    reason = sent.get("reason", line.reason).strip()
    try:
        quantity = number_typed(sent["quantity"]) if "quantity" in sent else line.quantity
        price = number_typed(sent["price"]) if "price" in sent else line.unit_price
    except NotANumber as refusal:
        told = {"line": line, "refusal": refusal, "head": head}
        return render(request, "drafts/misread.html", told, status=422)
    except Refusal as refusal:
        return refused(request, refusal)
    billing_type = sent.get("billing_type", line.billing_type)
    mine = {"quantity": quantity, "price": price, "billing_type": billing_type, "reason": reason}
    given: dict[str, Any] = {"quantities": {line_no: quantity}}
    if price != line.unit_price:
        given["prices"] = {line_no: price}
    if billing_type != line.billing_type:
        given["billing_types"] = {line_no: billing_type}
    is_other = quantity != line.quantity or len(given) > 1
    if version == line.act_id and is_other and "told" not in sent:
        found = sheets.losses(request, head, **given)
        if found:
            told = {"head": head, "line": line, "losses": found, "mine": mine, "key": one_time_key()}
            return asking(request, "drafts/losing.html", told, 422)
    try:
        edit_details(
            act_of(request), proforma_id=head["proforma_id"], **given, reason=reason, seen={line_no: version}
        )
    except DetailChanged as refusal:
        told = {"head": head, "line": line, "mine": mine, "refusal": refusal, "key": one_time_key()}
        answer = asking(request, "drafts/conflict.html", told, STALE)
        answer.headers["HX-Trigger"] = "stale"
        return answer
    except Refusal as refusal:
        return refused(request, refusal)
    if "told" in sent:
        return changed({"text": f"Edited: line {line_no} of {head['number']}.", "link": "", "label": ""})
    line = one_line(request, head, line_no)
    frame = framed(request, head, tab_of(request, head), sheets.groups_of(request, head), [line_no])
    return render(request, "drafts/edited.html", frame | {"line": frame["taxes"].told(line)})


def one_line(request: BackOfficeRequest, head: Row, line_no: int) -> SheetLine:
    """A line of the proforma.

    Raises:
        Http404: It has no such line, be it any more.
    """
    found = sheets.lines(request, head, line_nos=[line_no])
    if not found:
        raise Http404(f"Proforma {head['number']} has no line {line_no}.")
    return found[0]


def tab_of(request: BackOfficeRequest, head: Row) -> str:
    """The tab that is asked for, where the proforma has it; else the first."""
    asked = request.GET.get("tab", "")
    return asked if asked in tabs_of(request, head) else TABS[0]


def tabs_of(request: BackOfficeRequest, head: Row) -> list[str]:
    """The tabs of the proforma as it stands."""
    is_draft = sheets.is_draft(head)
    kept_back = set() if is_draft and not head["corrects"] else {"pending"}
    if not is_draft or not may(request, PREVIEW):
        kept_back.add("preview")
    return [one for one in TABS if one not in kept_back]


def whole(request: BackOfficeRequest, head: Row) -> dict[str, Any]:
    """A tab with what stands around it; the tax that is expected is worked out once."""
    tab, groups = tab_of(request, head), sheets.groups_of(request, head)
    found = content(request, head, tab, groups)
    lines = [line for _, line in found.get("sheet", ()) if line is not None]
    told = framed(request, head, tab, groups, [line.line_no for line in lines])
    has_types = (told["can_edit"] and not head["corrects"]) or any(
        line.billing_type != "chargeable" for line in lines
    )
    if lines:
        found["sheet"] = [(group, line and told["taxes"].told(line)) for group, line in found["sheet"]]
    return told | found | {"has_types": has_types}


def framed(
    request: BackOfficeRequest,
    head: Row,
    tab: str,
    groups: Sequence[SheetGroup],
    line_nos: Sequence[int],
) -> dict[str, Any]:
    """What every tab shows around its rows; of the lines that it shows, their tax."""
    told = sheets.around(request, head, groups, line_nos)
    counts = {
        "lines": told["line_count"],
        "pending": told["standing"]["pending_count"],
        "edited": told["edited_count"],
    }
    steps = actions_of(request, head, "")
    return told | {
        "tab": tab,
        "tabs": [(one, counts.get(one)) for one in tabs_of(request, head)],
        "can_edit": told["is_draft"] and may(request, EDIT),
        "types": TYPES,
        "actions": actions_of(request, head, tab),
        "steps_to_take": [step for step in steps if not is_behind(step, told["standing"])],
        "further_steps": [step for step in steps if is_behind(step, told["standing"])],
    }


def is_behind(step: Step, standing: Row) -> bool:
    """Whether a step stands behind the button for more, be it because there is nothing for it to do now."""
    return step.is_further or (step.takes_pending and not standing["pending_count"])


def content(request: BackOfficeRequest, head: Row, tab: str, groups: Sequence[SheetGroup]) -> dict[str, Any]:
    """The rows of the tab."""
    if tab == "pending":
        return {"pending": sheets.pending(request, head), "most": sheets.MOST_PENDING}
    if tab == "history":
        return history_of(request, [f"proforma {head['number']}"])
    if tab in ("details", "preview"):
        return {}
    return paged(request, head, groups, only_edited=tab == "edited")


def paged(
    request: BackOfficeRequest, head: Row, groups: Sequence[SheetGroup], *, only_edited: bool
) -> dict[str, Any]:
    """Lines of the proforma under their contract lines; those of a long one come as one scrolls, or opens one."""
    sent = request.GET
    limit, again = sheets.LINES_A_PAGE, sent.get("again", "")
    if again.isdecimal() and len(again) < 6:
        limit = max(limit, int(again))
    place = tuple(int(part) for part in sent.get("after", "").split("-") if _is_small(part))
    after = (place[0], place[1]) if len(place) == 2 else (-1, -1)
    is_folded = (
        not only_edited and len(groups) > 1 and sum(one.line_count for one in groups) > sheets.LINES_OPEN
    )
    opened = int(sent["open"]) if is_folded and _is_small(sent.get("open", "")) else None
    found = (
        sheets.lines(
            request, head, only_edited=only_edited, contract_line_no=opened, after=after, limit=limit + 1
        )
        if opened is not None or not is_folded
        else []
    )
    lines, is_more = found[:limit], len(found) > limit
    sheet: list[tuple[SheetGroup | None, SheetLine | None]] = []
    if is_folded and after[0] < 0:
        sheet += [(one, None) for one in groups if opened is None or one.line_no <= opened]
    if is_folded:
        sheet += [(None, line) for line in lines]
    else:
        by_id = {one.contract_line_id: one for one in groups}
        before = after[0]
        for line in lines:
            sheet.append((by_id[line.contract_line_id] if line.contract_line_no != before else None, line))
            before = line.contract_line_no
    if is_folded and opened is not None and not is_more:
        sheet += [(one, None) for one in groups if one.line_no > opened]
    last = lines[-1] if lines else None
    return {
        "sheet": sheet,
        "is_folded": is_folded,
        "opened": opened,
        "more": f"{last.contract_line_no}-{last.line_no}" if last and is_more else "",
    }


def _is_small(text: str) -> bool:
    """Whether it is a number that a line can have."""
    return text.isdecimal() and len(text) < 10
