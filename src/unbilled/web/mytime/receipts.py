"""Receipts: attached to one's own entries, and opened by whoever sees the entry; always as attachments."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.kit.saying import moved, refused
from unbilled.masterdata.reads.own_resources import own_resources
from unbilled.web.door.acts import act_of
from unbilled.web.door.guard import BackOfficeRequest, for_team_members
from unbilled.web.lists.pages import may
from unbilled.work.events.attach_receipts import (
    MOST_BYTES,
    NewReceipt,
    ReceiptUnsuitable,
    attach_receipts,
)
from unbilled.work.events.remove_receipts import remove_receipts
from unbilled.work.reads.entries import ENTRIES
from unbilled.work.reads.receipts import receipt_bytes, receipts


def attached(request: BackOfficeRequest, entry_id: int, *, key: str | None = None) -> int:
    """Attach the files that were sent; no more is read of each than may be kept.

    Raises:
        Refusal: They cannot be, or none came.
    """
    sent = request.FILES.getlist("receipt")
    if not sent:
        raise ReceiptUnsuitable(found="no file has come")
    files = [NewReceipt(entry_id, one.name or "", one.read(MOST_BYTES + 1)) for one in sent]
    return attach_receipts(act_of(request, key=key), receipts=files)


@for_team_members
@require_POST
def attach(request: BackOfficeRequest, code: str, entry_id: int) -> HttpResponse:
    """Attach a receipt to an entry."""
    entry = the_entry(request, entry_id)
    try:
        attached(request, entry_id)
    except Refusal as refusal:
        return refused(request, refusal)
    year, week, _ = entry["transaction_date"].isocalendar()
    then = request.GET.get("then", "")
    if then != "receipts":
        return moved(
            reverse("time", kwargs={"code": code}, query={"week": f"{year}-W{week:02}"}), "Receipt attached."
        )
    return moved(reverse("receipts", kwargs={"code": code, "entry_id": entry_id}), "Receipt attached.")


@for_team_members
@require_safe
def show(request: BackOfficeRequest, code: str, entry_id: int) -> HttpResponse:
    """The receipts of an entry."""
    entry = the_entry(request, entry_id)
    found = receipts(company_id=request.company.company_id, entry_ids=[entry_id]).get(entry_id, [])
    can_change = entry["status"] in ("draft", "returned") and may(request, "work.attach_receipts")
    return render(
        request, "mytime/receipts.html", {"entry": entry, "receipts": found, "can_change": can_change}
    )


@for_team_members
@require_safe
def file(request: BackOfficeRequest, code: str, entry_id: int, receipt_id: int) -> HttpResponse:
    """A receipt, as an attachment: no browser shows what somebody uploaded as a page of ours."""
    the_entry(request, entry_id)
    company_id = request.company.company_id
    of_entry = receipts(company_id=company_id, entry_ids=[entry_id]).get(entry_id, [])
    found = next((one for one in of_entry if one.receipt_id == receipt_id), None)
    if found is None:
        raise Http404("There is no such receipt.")
    content = receipt_bytes(company_id=company_id, receipt_id=receipt_id)
    response = HttpResponse(content, content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@for_team_members
@require_POST
def remove(request: BackOfficeRequest, code: str, entry_id: int, receipt_id: int) -> HttpResponse:
    """Take a receipt away again."""
    the_entry(request, entry_id)
    of_entry = receipts(company_id=request.company.company_id, entry_ids=[entry_id]).get(entry_id, [])
    found = next((one for one in of_entry if one.receipt_id == receipt_id), None)
    if found is None:
        raise Http404("There is no such receipt.")
    try:
        remove_receipts(act_of(request), entry_id=entry_id, names=[found.name])
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(reverse("receipts", kwargs={"code": code, "entry_id": entry_id}), f"Removed: {found.name}.")


def the_entry(request: BackOfficeRequest, entry_id: int) -> dict[str, Any]:
    """An entry as it is listed, where the person sees it: a team member sees their own.

    Raises:
        Http404: There is none, or it is somebody else's: both look alike.
    """
    company_id = request.company.company_id
    of = ENTRIES.of(company_id=company_id, selection=Selection(), sight=request.sight).among([entry_id])
    row = next(iter(of.rows(limit=1)), None)
    if row is not None and set(request.roles) == {"team_member"}:
        own = own_resources(company_id=company_id, person_id=request.person.person_id)
        if row["resource_id"] not in {one.resource_id for one in own}:
            row = None
    if row is None:
        raise Http404("There is no such entry.")
    return dict(row)
