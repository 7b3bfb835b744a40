"""The page of one integration journal: causes first, lines edited in their cells, preview of the vouchers, posting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.events.preview_journals import Posting, preview_journals
from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.accounting.reads.postable_lines import PostableLines, postable_lines
from unbilled.accounting.reads.untaxed_lines import untaxed_lines
from unbilled.foundation import figures
from unbilled.foundation.lists import Listing
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.lists.lists import SelectionChanged
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection, day_meant
from unbilled.kit.grid import sums
from unbilled.kit.saying import refused
from unbilled.kit.screens import Done, Field
from unbilled.reports.reads.find_named import find_setup, setup_names
from unbilled.web import offers
from unbilled.web.door.acts import act_of, trying
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.journals.rows import ADJUSTED, adjusted
from unbilled.web.lists.pages import may, today_of
from unbilled.web.stepping import Asked, Run, Step, steps_of, taken

ADJUST, POST, PREVIEW = (
    f"accounting.{event}" for event in ("adjust_journal_lines", "post_journals", "preview_journals")
)
MOST = 2_000
"""Draft lines that the page looks at at once."""
SHOWN = 100
"""Lines that are shown of a cause, or of a tab."""
TABS = {"mend": "To mend", "post": "To post", "vouchers": "Preview", "posted": "Posted"}
CELLS = (
    ("tax_group", "tax_group_id"),
    ("item_tax_group", "item_tax_group_id"),
    ("dimensions", "dimension_set_id"),
)
"""What is filled in by name: column of the list, and what the event calls it."""


@dataclass(frozen=True)
class Shown:
    """A cause, its lines, and those of them that are shown.

    Attributes:
        key: What tells it from the others.
        sentence: What is wrong.
        remedy: What to do.
        actual_ids: The lines.
        lines: Some of them.
        is_bar: It keeps the lines from being posted; else it is met later, on the proposal.
    """

    key: str
    sentence: str
    remedy: str
    actual_ids: Sequence[int]
    lines: Sequence[Row]
    is_bar: bool


@dataclass(frozen=True)
class Standing:
    """How a journal stands: its draft lines, causes, and what can be posted."""

    number: str
    drafts: Sequence[Row]
    postable: PostableLines
    causes: Sequence[Shown]
    is_cut: bool

    @property
    def at_fault(self) -> set[int]:
        """Lines that cannot be posted."""
        return {one for cause in self.causes if cause.is_bar for one in cause.actual_ids}

    @property
    def fine(self) -> list[Row]:
        """Lines that can be posted."""
        return [row for row in self.drafts if row["actual_id"] not in self.at_fault]

    @property
    def head(self) -> dict[str, Any]:
        """The journal as dialogs know it."""
        fine = figures.counted(len(self.fine), "lines")
        return {"number": self.number, "customer": f"{fine} can be posted", "standing": self}

    def ids(self, key: str) -> list[int]:
        """Lines of a cause, or all that can be posted.

        Raises:
            Http404: There is no such cause.
        """
        if not key:
            return [row["actual_id"] for row in self.fine]
        for cause in self.causes:
            if cause.key == key:
                return list(cause.actual_ids)
        raise Http404("Nothing stands there any more.")


def listed(request: BackOfficeRequest, number: str, **more: Any) -> Listing:
    """Lines of a journal, as far as the person sees them."""
    asked = Selection(journal=number, **more)
    return JOURNAL_LINES.of(company_id=request.company.company_id, selection=asked, sight=request.sight)


def standing_of(request: BackOfficeRequest, number: str) -> Standing:
    """How a journal stands: nothing is posted to find that out."""
    found = listed(request, number, status="draft").rows(sort="journal", limit=MOST + 1)
    drafts = found[:MOST]
    by_id = {row["actual_id"]: row for row in drafts}
    postable = postable_lines(act_of(request, key=""), actual_ids=list(by_id))
    company_id = request.company.company_id
    causes = [
        Shown(
            f"{cause.refusal}-{cause.actual_ids[0]}",
            cause.sentence,
            cause.remedy,
            cause.actual_ids,
            [by_id[one] for one in cause.actual_ids[:SHOWN]],
            is_bar=True,
        )
        for cause in postable.causes
    ]
    causes += [
        Shown(
            f"tax-{one.actual_ids[0]}",
            f"No tax applies: {one}.",
            "They can be posted, but their invoice cannot: choose groups that share a code.",
            one.actual_ids,
            [by_id[each] for each in one.actual_ids[:SHOWN]],
            is_bar=False,
        )
        for one in untaxed_lines(company_id=company_id, actual_ids=list(by_id))
    ]
    return Standing(number, drafts, postable, causes, len(found) > MOST)


def would_post(request: BackOfficeRequest, standing: Standing) -> Sequence[Posting]:
    """What its lines would post, by account: it is posted and undone, for whoever may ask for that."""
    if not standing.fine or not may(request, PREVIEW):
        return ()
    with trying():
        ids = [row["actual_id"] for row in standing.fine]
        return preview_journals(act_of(request, key=""), actual_ids=ids).postings


def meant(asked: Asked) -> list[int]:
    """The lines that a dialog was opened for: those of its cause, as many as there were.

    Raises:
        SelectionChanged: There are more or fewer by now.
    """
    ids = asked.head["standing"].ids(asked.request.GET.get("cause", ""))
    wanted = asked.request.GET.get("count", "")
    if wanted != str(len(ids)):
        raise SelectionChanged(
            title="Journal lines", expected=f"{wanted} lines", found=figures.counted(len(ids), "lines")
        )
    return list(ids)


def line_count(asked: Asked) -> int:
    """How many lines a dialog was opened for."""
    return len(asked.head["standing"].ids(asked.request.GET.get("cause", "")))


def post(asked: Asked) -> tuple[Done, str]:
    """Post all lines against which nothing stands."""
    posted = post_journals(asked.act, actual_ids=meant(asked))
    return Done("Posted", {"journal lines": posted.line_count, "vouchers": posted.voucher_count}), here(asked)


def adjust(asked: Asked) -> tuple[Done, str]:
    """Give all lines of a cause another date, tax groups or dimensions; what is left empty stays."""
    given = adjusted(asked.act.company_id, asked.filled)
    count = adjust_journal_lines(asked.act, actual_ids=meant(asked), **given)
    return Done("Adjusted", {"journal lines": count}), here(asked)


def here(asked: Asked) -> str:
    """The address of the journal."""
    return reverse("journal", kwargs={"code": asked.code, "number": asked.head["number"]})


ALL_STEPS = (
    Step(
        name="post",
        label="Post",
        event=POST,
        does=post,
        title="Post what can be posted",
        effect="Each line gets its voucher in the ledger, where its profile says so. Vouchers never change. "
        "Lines that something stands against stay.",
        button="Post",
        when=lambda head: bool(head["standing"].fine),
        is_primary=True,
        run=Run("process.post_journals", ids=meant, lines=line_count),
    ),
    Step(
        name="adjust",
        label="Adjust",
        event=ADJUST,
        does=adjust,
        title="Adjust all lines of this cause",
        effect="What is left empty stays as it is.",
        button="Adjust lines of",
        when=lambda head: False,
        fields=(
            Field(
                name="tax_group_id",
                label="Tax group",
                is_required=False,
                hint="Of sales lines only.",
                offers=offers.tax_groups,
            ),
            Field(
                name="item_tax_group_id",
                label="Item tax group",
                is_required=False,
                offers=offers.item_tax_groups,
            ),
            Field(
                name="dimension_set_id",
                label="Dimensions",
                is_required=False,
                hint="As the company has them, such as department Design.",
                offers=offers.dimensions,
            ),
            Field(name="accounting_date", label="Accounting date", kind="day", is_required=False),
        ),
        run=Run(
            "accounting.adjust_journal_lines",
            ids=meant,
            lines=line_count,
            needs=lambda asked: {
                "actual_ids": meant(asked),
                **adjusted(asked.act.company_id, asked.filled),
            },
        ),
    ),
)
"""Steps of the page; adjusting stands beside each cause."""


@require_safe
def show(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The page of a journal on one of its tabs."""
    return render(request, "journals/page.html", shown(request, number))


@require_POST
def change(
    request: BackOfficeRequest, code: str, number: str, actual_id: int, field: str, screen: str
) -> HttpResponse:
    """Change one cell of a line; what stands against the journal is told anew beside it."""
    value = request.POST.get(field, "").strip()
    kinds = {column: (name, ADJUSTED[name]) for column, name in CELLS}
    if field != "accounting_date" and field not in kinds:
        raise Http404(f"A journal line has no {field}.")
    if not value:
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    try:
        if field == "accounting_date":
            asked: Mapping[str, Any] = {field: day_meant(value, today_of(request))}
        else:
            name, kind = kinds[field]
            [found] = find_setup(company_id=request.company.company_id, kind=kind, names=[value])
            asked = {name: found}
        adjust_journal_lines(act_of(request), actual_ids=[actual_id], **asked)
    except Refusal as refusal:
        return refused(request, refusal)
    return render(request, "journals/aside.html", beside(request, standing_of(request, number)))


@require_POST
def ask(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """The dialog of a step."""
    return _taken(request, number, action, is_done=False)


@require_POST
def do(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """Take a step: one act, all or nothing."""
    return _taken(request, number, action, is_done=True)


def _taken(request: BackOfficeRequest, number: str, action: str, *, is_done: bool) -> HttpResponse:
    standing = standing_of(request, number)
    cause = request.GET.get("cause", "")
    asked = {"cause": cause, "count": request.GET.get("count") or str(len(standing.ids(cause)))}
    address = reverse("journal_do", kwargs={"code": request.company.code, "number": number, "action": action})
    head = standing.head
    if cause:
        head["customer"] = figures.counted(int(asked["count"]), "lines")
    return taken(request, ALL_STEPS, head, action, address=f"{address}?{urlencode(asked)}", is_done=is_done)


def beside(request: BackOfficeRequest, standing: Standing) -> dict[str, Any]:
    """What stands beside the lines: how many, what they come to, what stands against them."""
    every = listed(request, standing.number).totals()
    drafts = listed(request, standing.number, status="draft").totals()
    return {
        "number": standing.number,
        "standing": standing,
        "fine_count": len(standing.fine),
        "draft_count": drafts.count,
        "posted_count": every.count - drafts.count,
        "draft_sums": sums(drafts, JOURNAL_LINES),
    }


def shown(request: BackOfficeRequest, number: str) -> dict[str, Any]:
    """All that the page shows.

    Raises:
        Http404: There is no such journal, or none of whose lines the person sees any.
    """
    first = listed(request, number).rows(limit=1)
    if not first:
        raise Http404(f"There is no journal {number}.")
    standing = standing_of(request, number)
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else ("mend" if standing.causes or not standing.drafts else "post")
    lines: Sequence[Row] = ()
    if tab == "post":
        lines = standing.fine[:SHOWN]
    elif tab == "posted":
        lines = listed(request, number, status="posted").rows(sort="journal", limit=SHOWN)
    told = beside(request, standing)
    counts = {
        "mend": len({one for cause in standing.causes for one in cause.actual_ids}),
        "post": told["fine_count"],
        "vouchers": standing.postable.voucher_count,
        "posted": told["posted_count"],
    }
    company_id = request.company.company_id
    can_edit = may(request, ADJUST)
    return told | {
        "period": first[0]["period_key"],
        "tab": tab,
        "tabs": [(name, label, counts[name]) for name, label in TABS.items()],
        "lines": lines,
        "postings": would_post(request, standing) if tab == "vouchers" else (),
        "may_preview": may(request, PREVIEW),
        "counts": counts,
        "is_more": len(lines) < counts.get(tab, 0),
        "can_edit": can_edit and tab in ("mend", "post"),
        "choices": {column: setup_names(company_id=company_id, kind=ADJUSTED[name]) for column, name in CELLS}
        if can_edit
        else {},
        "steps_to_take": steps_of(request, ALL_STEPS, standing.head),
        "can_adjust": can_edit,
        "accounting_currency": request.company.accounting_currency,
    }
