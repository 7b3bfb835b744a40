"""The page of the archive, and its file."""

from datetime import date, timedelta
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbilled.documents.reads.archive import write_archive
from unbilled.documents.reads.chain_end import chain_end
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import DayUnreadable, Selection, day_meant
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import today_of

REFUSED = 422


@require_safe
def show(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Which period, what was issued in it, and what of that is not printed yet."""
    first, last, unread = period(request)
    told: dict[str, Any] = {
        "first": request.GET.get("from") or first.isoformat(),
        "last": request.GET.get("through") or last.isoformat(),
        "unread": unread,
        "sees_all": request.sight is None,
    }
    if not unread:
        documents = INVOICES.of(
            company_id=request.company.company_id, selection=issued(first, last), sight=request.sight
        )
        waiting = INVOICES.of(
            company_id=request.company.company_id,
            selection=issued(first, last).but(printed="no"),
            sight=request.sight,
        )
        told |= {"count": documents.count(), "waiting": waiting.count()}
        if not told["count"]:
            latest = INVOICES.of(
                company_id=request.company.company_id, selection=Selection(), sight=request.sight
            ).rows(limit=1)
            told["latest"] = latest[0] if latest else None
    told["end"] = chain_end(company_id=request.company.company_id)
    return render(request, "archive/page.html", told, status=REFUSED if unread else 200)


@require_safe
def download(request: BackOfficeRequest, code: str) -> HttpResponseBase:
    """The documents of the period as one file, as far as the person sees them."""
    first, last, unread = period(request)
    if unread:
        return show(request, code)
    ids = INVOICES.of(
        company_id=request.company.company_id, selection=issued(first, last), sight=request.sight
    ).taken()
    # On disk, and gone when it is sent: a year of documents is not kept in memory.
    file = TemporaryFile()  # noqa: SIM115
    try:
        write_archive(
            file,
            company_id=request.company.company_id,
            invoice_ids=ids,
            first=first,
            last=last,
            is_whole=request.sight is None,
        )
    except Refusal as refusal:
        file.close()
        told = {"refusal": refusal, "company": request.company}
        return render(request, "web/refused.html", told, status=REFUSED)
    file.seek(0)
    name = f"{request.company.code}-{first}-{last}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def period(request: BackOfficeRequest) -> tuple[date, date, str]:
    """The period asked for, usually last month, and why it is none."""
    today = today_of(request)
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    try:
        first = day_meant(request.GET.get("from") or first.isoformat(), today)
        last = day_meant(request.GET.get("through") or last.isoformat(), today)
    except DayUnreadable as refusal:
        return first, last, f"{refusal.message} {refusal.advice}"
    return first, last, "" if first <= last else "The first day lies after the last."


def issued(first: date, last: date) -> Selection:
    """What was issued from one day through another."""
    return Selection(from_date=first, through_date=last)
