"""What a customer owes by document, below the customer's balance, and the statement that is sent to them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from unbilled.documents.statement import AGES, render_statement
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection, day_meant
from unbilled.kit.asking import Asked
from unbilled.kit.cells import Look, cell, kind_of
from unbilled.reports.reads.customer_balances import CUSTOMER_BALANCES
from unbilled.reports.reads.customer_statement import customer_statement
from unbilled.reports.reads.customer_transactions import CUSTOMER_TRANSACTIONS
from unbilled.web.answers import only_reads
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import today_of, zone_of

BY_AGE = ("current_amount", "days_30_amount", "days_60_amount", "days_90_amount", "older_amount")
"""Columns of the balances by ``AGES``."""


@require_safe
def below(request: BackOfficeRequest, code: str, key: str) -> HttpResponse:
    """The documents of a customer's balance in one currency, in the columns of the balances, the oldest first.

    Raises:
        Http404: There is no such balance.
    """
    customer_id, _, currency = key.partition("/")
    if not customer_id.isdecimal() or len(customer_id) > 18:
        raise Http404(f"There is no balance {key}.")
    asked = Asked.of(CUSTOMER_BALANCES, request.GET)
    of: dict[str, Any] = {"company_id": request.company.company_id, "sight": request.sight}
    days = Selection(as_of_date=asked.selection.text("as_of_date"))
    days = days.but(customer_ids=[int(customer_id)], currency=currency).on(today_of(request))
    head = next(iter(CUSTOMER_BALANCES.of(**of, selection=days).rows(limit=1)), None)
    if head is None:
        raise Http404(f"There is no balance {key}.")
    owed = Selection(
        customer_ids=[int(customer_id)], currency=currency, through_date=head["as_of_day"].isoformat()
    )
    rows = CUSTOMER_TRANSACTIONS.of(**of, selection=owed.on(today_of(request))).rows(sort="date")
    columns = [name for name in asked.columns if name in CUSTOMER_BALANCES.by_name]
    look = Look(zone=zone_of(request), tones={"older_amount": "bad"})
    told = {
        "key": key,
        "rows": [_cells(code, {**head, **_aged(row, head)}, row, columns, look) for row in rows],
        "width": len(columns),
        "statement": reverse("statement", kwargs={"code": code, "customer_id": int(customer_id)}),
        "on": head["as_of_day"],
    }
    return render(request, "balances/documents.html", told)


def _aged(row: Row, head: Row) -> Row:
    """A document as a balance of its own: its amount, in its age alone."""
    late = (head["as_of_day"] - row["due_date"]).days
    place = next(at for at, (_, last) in enumerate(AGES) if last is None or late <= last)
    worth = row["transaction_amount"]
    return {
        "account": "",
        "balance_amount": worth,
        "accounting_amount": row["accounting_amount"],
        **{name: worth if at == place else None for at, name in enumerate(BY_AGE)},
    }


def _cells(code: str, aged: Row, row: Row, columns: list[str], look: Look) -> SafeString:
    cells = []
    for name in columns:
        column = CUSTOMER_BALANCES.by_name[name]
        if name == "customer":
            said = f"{figures.words(row['document_class']).capitalize()} {row['document'] or ''}".strip()
            due = f"due {figures.day(row['due_date'])}"
            href = reverse("invoice", kwargs={"code": code, "number": row["document"]})
            link = '<td class="text name"><a href="{}">{}</a> <span class="hint">{}</span></td>'
            cells.append(format_html(link, href, said, due))
        elif aged[name] in (None, ""):
            cells.append(format_html('<td class="{}"></td>', kind_of(column)))
        else:
            cells.append(cell(column, aged, look))
    return SafeString("".join(cells))


@only_reads
def statement(request: BackOfficeRequest, code: str, customer_id: int) -> HttpResponse:
    """A customer's statement of account as of a day, today where none is named, as a PDF."""
    try:
        on = day_meant(request.GET.get("on") or "today", today_of(request))
        of = {"company_id": request.company.company_id, "customer_id": customer_id}
        paper = customer_statement(**of, on=on, sight=request.sight)
        content = render_statement(paper)
    except Refusal as refusal:
        return render(
            request, "web/refused.html", {"refusal": refusal, "company": request.company}, status=404
        )
    name = f"{code}-{paper.buyer.account}-{on.isoformat()}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
