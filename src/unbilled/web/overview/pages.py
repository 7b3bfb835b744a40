"""Ages of unbilled work, days from work to invoice, and what waits for one's roles; each leads to the rows behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from time import perf_counter

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from unbilled.billing.reads.schedule import SCHEDULE
from unbilled.billing.reads.work_without_line import WORK_WITHOUT_LINE
from unbilled.documents.reads.deliveries import DELIVERIES
from unbilled.documents.reads.questions import QUESTIONS
from unbilled.foundation import figures
from unbilled.foundation.lists import List
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.kit.events.keep_preference import keep_preference
from unbilled.kit.saying import moved, refused
from unbilled.reports.reads.attention import STALE_DAYS, Waiting, attention
from unbilled.reports.reads.backlog_ages import AGES, Age, backlog_ages
from unbilled.reports.reads.days_to_bill import Waited, days_to_bill
from unbilled.web.door.acts import act_of
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import SCOPE, today_of, zone_of
from unbilled.web.overview.scope import ACCOUNTANT, CURRENCY, Scope, is_only, scope_of
from unbilled.web.screens import ACCOUNTANTS, APPROVERS, MANAGERS, WAITING_ENTRIES
from unbilled.work.reads.recalls import RECALLS

WIDTH = 320
"""Width of the longest bar."""
KEPT_AFTER, KEPT_FOR = 0.3, 600
"""Seconds beyond which what it took to add bars up is not done again, and for how many they stand."""


@dataclass(frozen=True)
class Alert:
    """How something that waits is told.

    Attributes:
        tone: ``bad`` stops the way to the invoice, ``warn`` is to be looked at.
        noun: What is counted.
        said: What is the matter with it.
        screen: Where it is listed.
        query: With these filters.
        roles: Whose work it is.
        read: The list of the screen, where it is counted with these filters.
    """

    tone: str
    noun: str
    said: str
    screen: str
    query: str
    roles: Sequence[str]
    read: List | None = None


ALERTS: Mapping[str, Alert] = {
    "no_open_period": Alert(
        "bad", "journal lines", "fall into no open period", "journal-lines", "status=draft", ACCOUNTANTS
    ),
    "no_tax_group": Alert(
        "bad", "journal lines", "have no tax group", "journal-lines", "status=draft&kind=sales", ACCOUNTANTS
    ),
    "waiting_proposal": Alert(
        "warn", "proposals", "wait for journal lines", "proposals", "status=header_only", ACCOUNTANTS
    ),
    "submitted": Alert("warn", "entries", "wait for approval", "entries", WAITING_ENTRIES, APPROVERS),
    "due_milestone": Alert(
        "warn",
        "milestones",
        "are due and not ready",
        "milestones",
        "status=not_ready&through_date=today",
        APPROVERS,
    ),
    "over_limit": Alert("warn", "sales", "are over a limit", "backlog", "limit_status=failed", MANAGERS),
    "without_line": Alert(
        "warn",
        "pieces of work",
        "have no contract line that sells them",
        "work-without-line",
        "",
        MANAGERS,
        WORK_WITHOUT_LINE,
    ),
    "recall": Alert(
        "warn",
        "pieces of work",
        "are asked back by whoever did them",
        "recalls",
        "status=requested",
        MANAGERS,
        RECALLS,
    ),
    "failed_run_date": Alert(
        "bad", "dates of schedules", "have failed", "schedule", "status=failed", MANAGERS, SCHEDULE
    ),
    "delivery": Alert(
        "bad",
        "deliveries",
        "have not arrived, or nobody knows",
        "deliveries",
        "status=unclear&status=failed&status=bounced&status=sent_in_part",
        ACCOUNTANTS,
        DELIVERIES,
    ),
    "question": Alert("warn", "questions", "wait for an answer", "questions", "status=open", (), QUESTIONS),
    "stale_draft": Alert(
        "warn",
        "drafts",
        f"are older than {STALE_DAYS} days",
        "proformas",
        f"status=draft&through_date=today-{STALE_DAYS}",
        (),
    ),
    "period_to_close": Alert(
        "warn", "periods", "are over and still open", "periods", "status=open", ACCOUNTANTS
    ),
}


@dataclass(frozen=True)
class Bar:
    """An age of unbilled work: its parts as widths of a bar, and where they lead."""

    label: str
    ready: int
    other: int
    amount: Decimal
    href: str


@dataclass(frozen=True)
class Charts:
    """What is drawn as bars, and when it was added up."""

    ages: Sequence[Age]
    waited: Sequence[Waited]
    as_of: datetime


@require_safe
def waiting(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Ages and alerts, as far as the person sees."""
    company_id, on, scope = request.company.company_id, today_of(request), scope_of(request)
    sight = scope.sight
    found = attention(company_id=company_id, on=on, sight=sight)
    for kind, alert in ALERTS.items():
        if alert.read is not None and is_theirs(request, alert):
            asked = Selection.from_query(alert.query)
            count = alert.read.of(company_id=company_id, selection=asked, sight=sight).count()
            found += [Waiting(kind, count, None)] if count else []
    charts = charts_of(request, scope, on)
    return render(
        request,
        "overview/waiting.html",
        {
            "alerts": alerts(request, scope, found),
            "ages": by_currency(charts.ages, scope, on),
            "months": by_month(charts.waited, scope),
            "as_of": charts.as_of.astimezone(zone_of(request)),
            "begins_with_alerts": is_only(request.roles, ACCOUNTANT),
        },
    )


def charts_of(request: BackOfficeRequest, scope: Scope, on: date) -> Charts:
    """What is drawn as bars; where adding it up took long, as it was some minutes ago.

    Source: docs/rules/performance.md#pages-of-lists.
    """
    company_id, sight = request.company.company_id, scope.sight
    person = sight.person_id if sight else "all"
    key = f"charts-{connection.settings_dict['NAME']}-{company_id}-{person}-{on}"
    kept: Charts | None = cache.get(key)
    if kept is None:
        began = perf_counter()
        ages = backlog_ages(company_id=company_id, on=on, sight=sight)
        waited = days_to_bill(company_id=company_id, on=on, sight=sight)
        kept = Charts(ages, waited, timezone.now())
        if perf_counter() - began > KEPT_AFTER:
            cache.set(key, kept, KEPT_FOR)
    return kept


@require_POST
def keep_scope(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Keep whose work the person wants the overview to tell of, and show it."""
    try:
        keep_preference(act_of(request), name=SCOPE, value=request.POST.get(SCOPE, ""))
    except Refusal as refusal:
        return refused(request, refusal)
    asked = {CURRENCY: currency} if (currency := request.GET.get(CURRENCY, "")) else {}
    return moved(reverse("company", kwargs={"code": code}, query=asked))


def is_theirs(request: BackOfficeRequest, alert: Alert) -> bool:
    """Whether it is the work of the person's roles."""
    return request.person.is_administrator or not alert.roles or bool(set(request.roles) & set(alert.roles))


def alerts(request: BackOfficeRequest, scope: Scope, found: Sequence[Waiting]) -> list[dict[str, str]]:
    """What waits for the person's roles, the worst first."""
    of_kind = {one.kind: one for one in found}
    told = []
    for kind, alert in ALERTS.items():
        one = of_kind.get(kind)
        if one is None or not is_theirs(request, alert):
            continue
        said = alert.said if one.record_count > 1 else _singular(alert.said)
        told.append(
            {
                "tone": alert.tone,
                "counted": figures.counted(one.record_count, alert.noun),
                "said": said,
                "since": f"since {figures.day(one.since)}" if one.since else "",
                "href": scope.link(alert.screen, alert.query),
            }
        )
    return told


def by_currency(ages: Sequence[Age], scope: Scope, on: date) -> list[tuple[str, list[Bar]]]:
    """Bars by currency, of the ages there are; the longest of a currency has the whole width."""
    told = []
    for currency in dict.fromkeys(one.transaction_currency for one in ages):
        if scope.currency not in ("", currency):
            continue
        of_age = {one.from_days: one for one in ages if one.transaction_currency == currency}
        most = (
            max((abs(one.ready_amount + one.other_amount) for one in of_age.values()), default=Decimal(0))
            or 1
        )
        bars = []
        for first, last in AGES:
            if first not in of_age:
                continue
            ready, other = of_age[first].ready_amount, of_age[first].other_amount
            asks = {"through_date": (on - timedelta(days=first)).isoformat()}
            if last is not None:
                asks["from_date"] = (on - timedelta(days=last)).isoformat()
            bars.append(
                Bar(
                    f"{first}–{last}" if last is not None else f"> {first - 1}",
                    max(int(WIDTH * ready / most), 0),
                    max(int(WIDTH * other / most), 0),
                    ready + other,
                    scope.link("backlog", **asks, status=["not_ready", "ready_to_invoice"]),
                )
            )
        told.append((currency, bars))
    return told


def by_month(waited: Sequence[Waited], scope: Scope) -> list[dict[str, object]]:
    """Bars of the months in which work was invoiced, each with the invoices behind it."""
    most = max((one.days for one in waited), default=Decimal(0)) or Decimal(1)
    return [
        {
            "label": f"{one.from_day:%Y-%m}",
            "width": max(int(WIDTH * one.days / most), 0),
            "days": figures.decimals(one.days, 1),
            "counted": figures.counted(one.record_count, "sales"),
            "href": scope.link(
                "invoices", document="invoice", from_date=one.from_day, through_date=one.through_day
            ),
        }
        for one in waited
    ]


def _singular(said: str) -> str:
    """What is said of several, of one.

    >>> _singular("are over a limit"), _singular("have no tax group"), _singular("wait for it"), _singular("fall")
    ('is over a limit', 'has no tax group', 'waits for it', 'falls')
    """
    verb, _, rest = said.partition(" ")
    one = {"are": "is", "have": "has"}.get(verb, f"{verb}s")
    return f"{one} {rest}".strip()
