"""The page of one voucher: its entries, which sum to zero, and what caused it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.foundation import figures
from unbilled.foundation.lists.lists import PageUnreadable
from unbilled.kit.grid import sums
from unbilled.reports.reads.ledger_entries import LEDGER_ENTRIES
from unbilled.reports.reads.vouchers import the_voucher
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import zone_of

ENTRIES_SHOWN = 200


@require_safe
def show(request: BackOfficeRequest, code: str, number: int, screen: str) -> HttpResponse:
    """The page of a voucher, or the entries that follow."""
    try:
        of, entries = the_voucher(company_id=request.company.company_id, number=number, sight=request.sight)
        page = entries.page(limit=ENTRIES_SHOWN, after=request.GET.get("after", ""), sort="voucher")
    except (NameUnknown, PageUnreadable):
        raise Http404(f"There is no voucher {number}, or no entry there.") from None
    [head] = of.rows()
    told: dict[str, Any] = {"head": head, "entries": page.rows, "more": page.following}
    if request.GET.get("after"):
        # They have the columns of the rows above them.
        return render(
            request, "vouchers/entries.html", told | {"has_dimensions": "dimensions" in request.GET}
        )
    totals = entries.totals()
    told |= {
        "has_dimensions": any(one["dimensions"] for one in page.rows),
        "entry_count": totals.count,
        "balance": sums(totals, LEDGER_ENTRIES),
        "posted_at": figures.moment(head["posted_at"], zone_of(request)),
    }
    return render(request, "vouchers/page.html", told)
