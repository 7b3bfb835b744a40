"""The page of one fiscal period: what is not done in it, and closing it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.accounting.reads.period_checklist import Undone, period_checklist
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.selections import Selection
from unbilled.kit.screens import Done, Field
from unbilled.ledger.events.hold_periods import hold_periods
from unbilled.ledger.events.open_periods import open_periods
from unbilled.ledger.reads.periods import PERIODS
from unbilled.process.events.close_periods import close_periods
from unbilled.reports.reads.trial_balance import TRIAL_BALANCE
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.screens import SCREENS, address_of
from unbilled.web.stepping import Asked, Step, steps_of, taken

KINDS = {
    "journal lines not posted": ("journal-lines", "status=draft", "through_date"),
    "proposals not posted": ("proposals", "status=header_only&status=populated", "from_date through_date"),
    "entries not approved": ("entries", "status=submitted", "from_date through_date"),
    "entries not submitted": ("entries", "status=draft&status=returned", "from_date through_date"),
    "proformas not confirmed": ("proformas", "status=draft", ""),
}
"""Where what is not done stands: screen, its filters, and which days of the period narrow it."""
REPORTS = ("trial-balance", "work-in-progress", "tax-transactions", "vouchers")
"""What is looked at before a month is closed."""


@dataclass(frozen=True)
class Open:
    """Something that is not done, and where it stands."""

    undone: Undone
    href: str


def the_period(request: BackOfficeRequest, name: str) -> Row:
    """A period by its name, as dialogs know it.

    Raises:
        Http404: There is none.
    """
    found = PERIODS.of(company_id=request.company.company_id, selection=Selection()).rows()
    for row in found:
        if row["name"] == name:
            return dict(row) | {"number": name, "customer": f"{row['first_day']} to {row['last_day']}"}
    raise Http404(f"There is no period {name}.")


def moved(asked: Asked, said: str) -> tuple[Done, str]:
    """What was done, and back to the page."""
    here = reverse("period", kwargs={"code": asked.code, "name": asked.head["name"]})
    return Done(said, {"periods": 1}), here


def hold(asked: Asked) -> tuple[Done, str]:
    """Put the period on hold."""
    hold_periods(asked.act, period_ids=[asked.head["period_id"]])
    return moved(asked, "Put on hold")


def reopen(asked: Asked) -> tuple[Done, str]:
    """Open the period again."""
    open_periods(asked.act, period_ids=[asked.head["period_id"]])
    return moved(asked, "Opened")


def close(asked: Asked) -> tuple[Done, str]:
    """Close the period."""
    anyway = asked.filled["anyway"] == "yes"
    close_periods(asked.act, period_ids=[asked.head["period_id"]], anyway=anyway)
    return moved(asked, "Closed")


ALL_STEPS = (
    Step(
        name="hold",
        label="Hold",
        event="ledger.hold_periods",
        does=hold,
        title="Put the period on hold",
        effect="It takes no postings until it is opened again.",
        button="Hold",
        when=lambda head: bool(head["status"] == "open"),
    ),
    Step(
        name="open",
        label="Open",
        event="ledger.open_periods",
        does=reopen,
        title="Open the period",
        effect="It takes postings again.",
        button="Open",
        when=lambda head: bool(head["status"] == "on_hold"),
    ),
    Step(
        name="close",
        label="Close",
        event="process.close_periods",
        does=close,
        title="Close the period",
        effect="Closed is final: its figures never change again.",
        button="Close",
        when=lambda head: bool(head["status"] != "closed"),
        fields=(
            Field(
                name="anyway",
                label="What is left in it",
                kind="choice",
                choices={
                    "no": "Close only if nothing is left",
                    "yes": "Close anyway; what is left is posted on a later day",
                },
                preset="no",
            ),
        ),
        is_primary=True,
    ),
)


@require_safe
def show(request: BackOfficeRequest, code: str, name: str, screen: str) -> HttpResponse:
    """The page of a period."""
    head = the_period(request, name)
    company_id = request.company.company_id
    undone = (
        period_checklist(company_id=company_id, period_ids=[head["period_id"]])
        if head["status"] != "closed" and request.sight is None
        else []
    )
    days = {"from_date": head["first_day"], "through_date": head["last_day"]}
    selection = Selection(from_date=days["from_date"], through_date=days["through_date"])
    sees_all = request.sight is None
    balance = TRIAL_BALANCE.of(company_id=company_id, selection=selection).totals() if sees_all else None
    told: dict[str, Any] = {
        "head": head,
        "undone": [Open(one, where(request, one, days)) for one in undone],
        "is_done": not any(one.is_stuck for one in undone),
        "sees_all": sees_all,
        "reports": [
            (SCREENS[path].heading, f"{address_of(code, SCREENS[path])}?{urlencode(days)}")
            for path in REPORTS
        ],
        "balance": balance.sums if balance else {},
        "account_count": balance.count if balance else 0,
        "steps_to_take": steps_of(request, ALL_STEPS, head),
    }
    return render(request, "periods/page.html", told)


def where(request: BackOfficeRequest, one: Undone, days: dict[str, date]) -> str:
    """Address of the list of what is not done."""
    path, query, narrowed = KINDS[one.what]
    asked = urlencode({key: days[key] for key in narrowed.split()})
    return f"{address_of(request.company.code, SCREENS[path])}?{'&'.join(part for part in (query, asked) if part)}"


@require_POST
def ask(request: BackOfficeRequest, code: str, name: str, action: str, screen: str) -> HttpResponse:
    """The dialog of a step."""
    return _taken(request, name, action, is_done=False)


@require_POST
def do(request: BackOfficeRequest, code: str, name: str, action: str, screen: str) -> HttpResponse:
    """Take a step: one act, all or nothing."""
    return _taken(request, name, action, is_done=True)


def _taken(request: BackOfficeRequest, name: str, action: str, *, is_done: bool) -> HttpResponse:
    address = reverse("period_do", kwargs={"code": request.company.code, "name": name, "action": action})
    return taken(request, ALL_STEPS, the_period(request, name), action, address=address, is_done=is_done)
