"""The lines of a contract below it in the billing hub."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from unbilled.foundation import figures
from unbilled.foundation.selections import Selection
from unbilled.kit.cells import Look, content
from unbilled.reports.reads.billing_hub import BILLING_HUB, HubLine, hub_lines
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import zone_of

OPEN: dict[str, Any] = {"status": ["not_ready", "ready_to_invoice"]}
DRILLS: dict[str, tuple[str, dict[str, Any]]] = {
    "time_amount": ("backlog", {"class": "time"} | OPEN),
    "expense_amount": ("backlog", {"class": "expense"} | OPEN),
    "material_amount": ("backlog", {"class": "material"} | OPEN),
    "fee_amount": ("backlog", {"class": "fee"} | OPEN),
    "milestone_amount": ("milestones", OPEN),
    "ready_amount": ("backlog", {"status": ["ready_to_invoice"]}),
}
"""Where a figure of a line leads, by contract and project."""


@dataclass(frozen=True)
class Cell:
    """A cell below a column of the hub: text, drawing, or an amount and where it leads; ``kind`` is the column's."""

    kind: str
    text: str | SafeString = ""
    amount: Decimal | None = None
    href: str = ""


@require_safe
def lines(request: BackOfficeRequest, code: str, key: int) -> HttpResponse:
    """The lines of a contract, in the columns that the hub shows.

    Raises:
        Http404: There is no such contract, or it is another manager's: both look alike.
    """
    company_id = request.company.company_id
    of = BILLING_HUB.of(company_id=company_id, selection=Selection(contract_ids=[key]), sight=request.sight)
    head = next(iter(of.rows(limit=1)), None)
    if head is None:
        raise Http404("There is no such contract.")
    columns = [name for name in request.GET.get("columns", "").split(",") if name in BILLING_HUB.by_name]
    found, look = hub_lines(company_id=company_id, contract_id=key), Look(zone=zone_of(request))
    told = {
        "key": key,
        "head": head,
        "rows": [
            (line, [cell(code, head["contract"], line, name, look) for name in columns]) for line in found
        ],
        "width": len(columns) + 2,
    }
    return render(request, "hub/lines.html", told)


def cell(code: str, contract: str, line: HubLine, name: str, look: Look) -> Cell:
    """What of a line stands below a column."""
    if name == "contract":
        return Cell("whole", "")
    if name == "name":
        return Cell("text", line.name)
    if name == "customer":
        return Cell(
            "text", " · ".join(filter(None, (figures.words(line.billing_method).capitalize(), line.project)))
        )
    if name == "limit_percent":
        return Cell("number", content(BILLING_HUB.by_name[name], vars(line), look))
    amount = getattr(line, name, None)
    if not isinstance(amount, Decimal):
        return Cell("number" if BILLING_HUB.by_name[name].is_number else "whole")
    href = ""
    if name in DRILLS and amount:
        screen, asked = DRILLS[name]
        asks: dict[str, Any] = (
            {"contract": contract} | ({"project": line.project} if line.project else {}) | asked
        )
        address = reverse("list", kwargs={"code": code, "screen": screen})
        href = f"{address}?{urlencode(asks, doseq=True)}"
    return Cell("number", amount=amount, href=href)
