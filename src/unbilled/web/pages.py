"""Pages of the back office: parse what is asked, read, show."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from unbilled.companies.reads.find_company import companies
from unbilled.documents.reads.invoice_pdf import InvoiceNotRendered, invoice_pdf
from unbilled.documents.reads.invoice_xml import invoice_xmls
from unbilled.foundation.lists import Page
from unbilled.foundation.lists.lists import PageUnreadable
from unbilled.foundation.sights import Sight, theirs
from unbilled.ledger.rules import InvoiceUnknown
from unbilled.reports.reads.pipeline import Stage, pipeline
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.reports.reads.ready_contracts import ready_contracts
from unbilled.web.answers import only_reads
from unbilled.web.door.guard import BackOfficeRequest, is_own_only
from unbilled.web.lists.pages import may

INVOICES_A_PAGE = 100
CONTRACTS_SHOWN = 8


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
    company, sight = place.company, place.sight
    # The front page is that of the first company, and so is what stands beside it.
    request.company, request.roles, request.sight = company, place.roles, sight
    if is_own_only(request):
        return redirect("time", code=company.code)
    stages = pipeline(company_id=company.company_id, sight=sight)
    invoices, is_first_page = invoices_after(company.company_id, request.GET.get("before", ""), sight)
    return render(
        request,
        "web/overview.html",
        {
            "company": company,
            "companies": [one.company for one in request.places],
            "stages": [(stage, SHOWN[stage.stage]) for stage in stages],
            "next_stage": next_stage(stages),
            "contracts": ready_contracts(company_id=company.company_id, limit=CONTRACTS_SHOWN, sight=sight),
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


def invoices_after(company_id: int, place: str, sight: Sight | None) -> tuple[Page, bool]:
    """A page of posted invoices, and whether it is the first; a place that is none is the top."""
    listing = INVOICES.of(company_id=company_id, sight=sight)
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
