"""The page of a customer: whoever has its link sees one document, and nothing else."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import wraps
from zoneinfo import ZoneInfo

from babel import Locale
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from unbilled.companies.reads.find_company import companies
from unbilled.documents.delivery.links import OpenedPage, opened
from unbilled.documents.events.ask_question import (
    LineNotThere,
    QuestionEmpty,
    TooManyQuestions,
    ask_question,
)
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.documents.models import Delivery
from unbilled.documents.reads.customer_page import CustomerSheet, Row, billed_time, customer_sheet
from unbilled.documents.reads.invoice_pdf import InvoiceFile, InvoiceNotRendered, invoice_pdf
from unbilled.documents.reads.invoice_xml import invoice_xmls
from unbilled.documents.rules import MINUS, day, hours, money, parsed_locale, quantity
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.people.attempts import count_attempt
from unbilled.people.events.make_administrator import make_administrator
from unbilled.people.rules import TooManyAttempts
from unbilled.web.customer.words import words_of
from unbilled.web.door.addresses import address_of

GONE, UNPROCESSABLE, TOO_MANY = 410, 422, 429
TRIED = "page of a customer"
"""Under which wrong links are counted, as wrong names at the log-in are."""
REFUSED: dict[type[Refusal], tuple[str, int]] = {
    QuestionEmpty: ("empty", UNPROCESSABLE),
    LineNotThere: ("empty", UNPROCESSABLE),
    TooManyQuestions: ("too_many", TOO_MANY),
}
READING = ["GET", "HEAD"]

View = Callable[[HttpRequest, OpenedPage, str], HttpResponse]


def behind_link(view: View) -> Callable[..., HttpResponse]:
    """Open the page of the link, or nothing: what is forged, expired or revoked looks alike."""

    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        now = timezone.now()
        page = opened(token, now)
        response = _gone(request, now) if page is None else view(request, page, token)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer" if page is None else "same-origin"
        return response

    return answered


def _gone(request: HttpRequest, now: datetime) -> HttpResponse:
    """Nothing opens; whoever tries many links waits."""
    language = request.headers.get("Accept-Language", "en")[:2].lower()
    try:
        count_attempt(login=TRIED, address=address_of(request), at=now)
        status = GONE
    except TooManyAttempts:
        status = TOO_MANY
    words = words_of(language)
    return render(request, "customer/gone.html", {"words": words}, status=status)


@require_http_methods(READING)
@behind_link
def show(request: HttpRequest, page: OpenedPage, token: str) -> HttpResponse:
    """The document, or the lines that follow."""
    return _shown(request, page, token)


def _shown(
    request: HttpRequest, page: OpenedPage, token: str, fault: str = "", status: int = 200
) -> HttpResponse:
    place = request.GET.get("after", "")
    after = int(place) if place.isdecimal() and len(place) < len(str(2**31)) else 0
    sheet = customer_sheet(company_id=page.company_id, invoice_id=page.invoice_id, after=after)
    told = said(sheet) | {
        "token": token,
        "after": sheet.after,
        "is_first": not after,
        "fault": fault,
        "text": request.POST.get("text", "").replace("\0", "") if fault else "",
        "asker": request.POST.get("asker", "").replace("\0", "") if fault else "",
        "chosen": request.POST.get("line", "") if fault else request.GET.get("line", ""),
        "was_asked": "asked" in request.GET,
    }
    return render(request, "customer/page.html", told, status=status)


@require_POST
@behind_link
def ask(request: HttpRequest, page: OpenedPage, token: str) -> HttpResponse:
    """Take a question; the page says that it was, or why not."""
    line = request.POST.get("line", "")
    try:
        ask_question(
            act_of(page),
            page_id=page.page_id,
            text=request.POST.get("text", ""),
            asker=request.POST.get("asker", ""),
            line_no=int(line) if line.isdecimal() and len(line) < len(str(2**31)) else None,
        )
    except tuple(REFUSED) as refusal:
        fault, status = REFUSED[type(refusal)]
        return _shown(request, page, token, fault, status)
    return redirect(reverse("customer_page", kwargs={"token": token}, query={"asked": "1"}) + "#questions")


@require_http_methods(READING)
@behind_link
def pdf(request: HttpRequest, page: OpenedPage, token: str) -> HttpResponse:
    """The PDF as it was made."""
    try:
        found = invoice_pdf(company_id=page.company_id, invoice_id=page.invoice_id)
    except InvoiceNotRendered:
        raise Http404("It has no PDF.") from None
    return _file(request, page, found, "application/pdf")


@require_http_methods(READING)
@behind_link
def xml(request: HttpRequest, page: OpenedPage, token: str) -> HttpResponse:
    """The electronic invoice as it was made."""
    for found in invoice_xmls(company_id=page.company_id, invoice_ids=[page.invoice_id]):
        return _file(request, page, found, "application/xml")
    raise Http404("It has no electronic invoice.")


@require_http_methods(READING)
@behind_link
def timesheet(request: HttpRequest, page: OpenedPage, token: str) -> HttpResponse:
    """The time that is billed, as CSV."""
    content = billed_time(company_id=page.company_id, invoice_id=page.invoice_id)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="timesheet.csv"'
    return response


def _file(request: HttpRequest, page: OpenedPage, found: InvoiceFile, kind: str) -> HttpResponse:
    """A file to be saved; what was to be fetched is fetched by this."""
    if request.method == "GET":
        waiting = Delivery.objects.filter(
            company_id=page.company_id, invoice=page.invoice_id, channel="download", status="waiting"
        )
        if ids := list(waiting.values_list("pk", flat=True)):
            settle_deliveries(act_of(page), delivery_ids=ids, became="sent")
    response = HttpResponse(found.content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return response


def act_of(page: OpenedPage) -> Act:
    """An act in the name of the administrator of the installation: the customer is no person of ours."""
    now = timezone.now()
    [zone] = [one.time_zone for one in companies() if one.company_id == page.company_id]
    return Act(page.company_id, make_administrator(joined_at=now), now.astimezone(ZoneInfo(zone)).date(), now)


def said(sheet: CustomerSheet) -> Row:
    """A document in the words and figures of its customer."""
    head = sheet.head
    locale, language = parsed_locale(head["locale"]), head["language"]
    sign = -1 if head["document_class"] == "credit_note" else 1

    def amount(value: Decimal) -> str:
        return money(sign * value, head["currency_digits"], locale).replace(MINUS, "-")

    words = words_of(language)
    return {
        "words": words,
        "language": language,
        "head": head,
        "title": words[head["document_class"]],
        "date": day(head["invoice_date"], locale, language),
        "due": day(head["due_date"], locale, language),
        "net": amount(head["net_amount"]),
        "tax": amount(head["tax_amount"]),
        "gross": amount(head["gross_amount"]),
        "lines": [
            {
                "line_no": line["line_no"],
                "day": day(line["transaction_date"], locale, language),
                "who": ", ".join(filter(None, (line["resource_name"], line["role_name"]))),
                "work": " · ".join(filter(None, (line["project_name"], line["task_name"]))),
                "text": line["description"] or line["category_name"],
                "quantity": _quantity(line, locale, sign),
                "unit": words["units"].get(line["unit"], line["unit"]),
                "amount": amount(line["net_amount"]),
            }
            for line in sheet.lines
        ],
        "questions": sheet.questions,
    }


def _quantity(line: Row, locale: Locale, sign: int) -> str:
    written = hours if line["unit"] == "hour" else quantity
    return written(sign * line["quantity"], locale).replace(MINUS, "-")
