"""Previews on pages: documents as they would be printed and posted, or why they would not be."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from unbilled.foundation.refusals import Refusal
from unbilled.process.events.preview_invoices import PreviewedInvoice
from unbilled.web.door.acts import trying
from unbilled.web.door.guard import BackOfficeRequest


def previewed(
    request: BackOfficeRequest, preview: Callable[[], Sequence[PreviewedInvoice]], **told: Any
) -> HttpResponse:
    """The part of a page with what would come of it; not even the log keeps that it was asked.

    Args:
        request: What was asked.
        preview: Does it; everything is undone.
        told: What else the template is told.
    """
    refusal: Refusal | None = None
    found: Sequence[PreviewedInvoice] = ()
    try:
        with trying():
            found = preview()
    except Refusal as raised:
        refusal = raised
    documents = [
        {"document": one, "images": [b64encode(page).decode() for page in one.pages]} for one in found
    ]
    told |= {
        "documents": documents,
        "refusal": refusal,
        "accounting_currency": request.company.accounting_currency,
    }
    return render(request, "previews/documents.html", told)
