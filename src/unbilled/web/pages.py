"""Pages of the back office: parse what is asked, read, show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from unbilled.accounting.reads.proposals import PROPOSALS
from unbilled.companies.reads.find_company import companies
from unbilled.documents.reads.invoice_pdf import InvoiceNotRendered, invoice_pdf
from unbilled.documents.reads.invoice_xml import invoice_xmls
from unbilled.foundation.lists import Page
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.lists.lists import PageUnreadable
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import theirs
from unbilled.ledger.rules import InvoiceUnknown
from unbilled.reports.reads.pipeline import Stage, pipeline
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.reports.reads.ready_contracts import ready_contracts
from unbilled.web.answers import only_reads
from unbilled.web.door.acts import one_time_key
from unbilled.web.door.guard import BackOfficeRequest, is_own_only
from unbilled.web.lists.pages import may
from unbilled.web.overview.scope import ACCOUNTANT, Scope, is_only, scope_of

INVOICES_A_PAGE = 100
CONTRACTS_SHOWN = 8
PROPOSALS_SHOWN = 8


@dataclass(frozen=True)
class StageShown:
    """A stage's words: title, how far along it is, what it holds, where it is listed."""

    title: str
    percent: int
    noun: str
    screen: str
    query: str = ""


SHOWN = {
    "submitted": StageShown("Submitted", 0, "entries", "entries", "status=submitted"),
    "backlog": StageShown("Backlog", 10, "sales", "backlog", "status=not_ready"),
    "ready": StageShown("Ready", 20, "sales", "backlog", "status=ready_to_invoice"),
    "draft": StageShown("Draft proformas", 35, "proformas", "proformas", "status=draft"),
    "proposal": StageShown("Proposals", 70, "proposals", "proposals", "status=header_only&status=populated"),
    "posted": StageShown("Posted", 85, "documents", "invoices"),
}


@only_reads
def overview(request: BackOfficeRequest, code: str | None = None) -> HttpResponse:
    """The front page: where the work stands, what is ready, what is posted, as far as the person sees."""
    if not request.places:
        if request.person.is_administrator and not companies():
            return redirect("begin")
        return render(request, "web/no_role.html" if companies() else "web/no_company.html")
    place = next(one for one in request.places if code in (None, one.company.code))
    company = place.company
    # The front page is that of the first company, and so is what stands beside it.
    request.company, request.roles, request.sight = company, place.roles, place.sight
    if is_own_only(request):
        return redirect("time", code=company.code)
    scope = scope_of(request)
    of: dict[str, Any] = {"company_id": company.company_id, "sight": scope.sight}
    stages = pipeline(**of)
    currencies = list(dict.fromkeys(one.currency for stage in stages for one in stage.amounts))
    stages = [stage.only_in(scope.currency) for stage in stages] if scope.currency else stages
    invoices, is_first_page = invoices_after(company.company_id, request.GET.get("before", ""), scope)
    return render(
        request,
        "web/overview.html",
        {
            "company": company,
            "companies": [one.company for one in request.places],
            "scope": scope,
            "currencies": currencies,
            "key": one_time_key(),
            "stages": [
                (stage, shown, scope.link(shown.screen, shown.query))
                for stage in stages
                for shown in [SHOWN[stage.stage]]
            ],
            "next_stage": next_stage(stages),
            "proposals": proposals_to_post(scope, of) if is_only(place.roles, ACCOUNTANT) else None,
            "contracts": ready_contracts(**of, limit=CONTRACTS_SHOWN, currency=scope.currency),
            "may_bill": may(request, "billing.create_proformas"),
            "invoices": invoices.rows,
            "is_first_page": is_first_page,
            "older": invoices.following,
            "posted_count": stages[-1].record_count,
            "as_of": datetime.now(UTC).astimezone(ZoneInfo(company.time_zone)),
        },
    )


@only_reads
def invoice_file(request: BackOfficeRequest, code: str, invoice_id: int) -> HttpResponse:
    """The stored PDF of a posted invoice, shown by the browser."""
    company = request.company
    assert company is not None
    if not theirs(request.sight, kind="invoice", ids=[invoice_id]):
        raise Http404("There is no such invoice, or it is another manager's: both look alike.")
    try:
        found = invoice_pdf(company_id=company.company_id, invoice_id=invoice_id)
    except (InvoiceUnknown, InvoiceNotRendered) as refusal:
        return render(request, "web/refused.html", {"refusal": refusal, "company": company}, status=404)
    response = HttpResponse(found.content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    response.headers["ETag"] = f'"{found.sha256}"'
    return response


@only_reads
def invoice_xml_file(request: BackOfficeRequest, code: str, invoice_id: int) -> HttpResponse:
    """The stored electronic invoice of a posted invoice, saved by the browser."""
    company = request.company
    assert company is not None
    if not theirs(request.sight, kind="invoice", ids=[invoice_id]):
        raise Http404("There is no such invoice, or it is another manager's: both look alike.")
    for found in invoice_xmls(company_id=company.company_id, invoice_ids=[invoice_id]):
        response = HttpResponse(found.content, content_type="application/xml")
        response.headers["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
        response.headers["ETag"] = f'"{found.sha256}"'
        return response
    raise Http404("It has no electronic invoice.")


def proposals_to_post(scope: Scope, of: Mapping[str, Any]) -> Sequence[Row]:
    """Proposals that could be posted, the oldest first."""
    asked = Selection(status="populated", currency=scope.currency or None)
    return PROPOSALS.of(**of, selection=asked).rows(sort="date", limit=PROPOSALS_SHOWN)


def invoices_after(company_id: int, place: str, scope: Scope) -> tuple[Page, bool]:
    """A page of posted invoices, and whether it is the first; a place that is none is the top."""
    asked = Selection(currency=scope.currency or None)
    listing = INVOICES.of(company_id=company_id, sight=scope.sight, selection=asked)
    try:
        return listing.page(limit=INVOICES_A_PAGE, after=place), not place
    except PageUnreadable:
        return listing.page(limit=INVOICES_A_PAGE), True


def next_stage(stages: list[Stage]) -> StageShown | None:
    """The stage nearest to an invoice that holds something, for a page without invoices yet."""
    for stage in reversed(stages[:-1]):
        if stage.record_count:
            return SHOWN[stage.stage]
    return None
