"""A trace: one record, everything before it and after it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal
from unbilled.kit.cells import MINUS, UNITS, money
from unbilled.reports.reads.trace import Traced, trace_entry, trace_invoice, trace_proforma, trace_voucher
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import zone_of

MOST = 12
"""Records of a column that are shown at once; the others fold."""
MOST_FOLDED = 100
"""Records of a column that are on the page, folded or not, and rows of its table; all of them are one link away."""
ALL = "all"
"""Parameter of the address that shows them all."""
COLUMNS = (
    ("Work", ("entry", "milestone")),
    ("Recorded", ("cost", "unbilled_sales")),
    ("Journal and voucher", ("journal_line", "voucher")),
    ("Billed", ("proforma", "billed_sales")),
    ("Invoice", ("proposal", "invoice", "invoice_line")),
)
"""Columns from the work to the invoice; ledger entries stand within their voucher."""
AMOUNTS = ("net_amount", "tax_amount", "gross_amount", "transaction_amount")
HIDDEN = (
    *("actual_id", "entry_id", "milestone_id", "transaction_currency", "unit", "reverses", "replaces"),
    *("reversed_by", "accounting_amount", "converted", "ledger_layer"),
)
LABELS = {
    "transaction_class": "class",
    "transaction_date": "day",
    "billable_quantity": "billable",
    "billing_status": "standing",
    "invoice_date": "invoice date",
}
"""What facts of the table are called, where that is not their name."""
SAID: Mapping[str, Sequence[str]] = {
    "entry": (
        "{transaction_class}, {transaction_date}",
        "{resource}",
        "{category}",
        "{project} {task}",
        "{quantity}",
        "{billable_quantity} of it billable",
        "{description}",
        "{status}",
    ),
    "milestone": (),
    "cost": ("{quantity}",),
    "unbilled_sales": ("{quantity}, {billing_type}", "{billing_status}", "on {proforma}"),
    "journal_line": ("{status}",),
    "voucher": ("in the books on {accounting_date}",),
    "proforma": ("for {customer}", "under {contract}", "{status}", "corrects {credits}", "“{reason}”"),
    "billed_sales": ("{quantity}, {billing_type}", "on {proforma}"),
    "proposal": ("{status}",),
    "invoice": (
        "for {customer}",
        "under {contract}",
        "of {invoice_date}",
        "line {line}",
        "by voucher {voucher}",
        "from {proforma}",
        "credits {credits}",
        "“{reason}”",
    ),
    "invoice_line": ("{quantity}", "{description}"),
}
"""What a card says of a record, line by line; a line is left out where the first fact in it is not known."""
OTHER = "another record"
"""What took a record back, where it is no proforma."""
STANDINGS = {
    ("journal_line", "draft"): "waits to be posted",
    ("journal_line", "posted"): "posted",
    ("proposal", "header_only"): "waits for its journal lines",
    ("proposal", "populated"): "can be posted",
}
"""How it stands, where the word of its drawing says little by itself."""


@dataclass(frozen=True)
class Node:
    """A record of a trace, ready to be shown.

    Attributes:
        anchor: Its place on the page.
        depth: How far below the first it stands.
        traced: The record.
        href: Its own trace or list, where it has one.
        amount: What it is worth.
        said: What its card says.
        facts: What is known of it, with labels, for the table.
        steps: Who brought it there.
        postings: Entries of the ledger, of a voucher.
        sums: The same by account, for the card.
        gone: What took it back, or billed it, where anything did.
    """

    anchor: str
    depth: int
    traced: Traced
    href: str
    amount: SafeString
    said: list[str]
    facts: list[tuple[str, str]]
    steps: list[str]
    postings: list[tuple[str, SafeString]]
    sums: list[tuple[str, SafeString]]
    gone: str

    @property
    def title(self) -> str:
        """What its card is called: work by what it is, as the name of an entry may be that of another program."""
        return self.said[0] if self.traced.kind == "entry" else self.traced.name

    @property
    def lines(self) -> list[str]:
        """What its card says below that."""
        return self.said[1:] if self.traced.kind == "entry" else self.said


@require_safe
def show(request: BackOfficeRequest, code: str, kind: str) -> HttpResponse:
    """The trace of an entry, a proforma, an invoice or a voucher, by the name people know."""
    name = request.GET.get("name", "").strip()
    reading = READS.get(kind)
    if reading is None or not name:
        raise Http404(f"There is no trace of {kind} {name}.")
    told = {"kind": kind, "name": name, "company": request.company}
    try:
        traced = reading(request, name)
    except NameUnknown as refusal:
        return render(request, "web/refused.html", told | {"refusal": refusal}, status=404)
    except Refusal as refusal:
        return render(request, "web/refused.html", told | {"refusal": refusal}, status=422)
    nodes = list(nodes_of(traced, zone_of(request), code))
    is_all = ALL in request.GET
    most = len(nodes) if is_all else MOST_FOLDED
    columns = []
    for heading, kinds in COLUMNS:
        seen: dict[tuple[str, str, str], Node] = {}
        for node in nodes:
            if node.traced.kind in kinds:
                apart = "" if node.traced.kind == "invoice" else str(sorted(map(str, node.facts)))
                seen.setdefault((node.traced.kind, node.traced.name, apart), node)
        found = list(seen.values())
        columns.append((heading, found[:MOST], found[MOST:most], len(found) - MOST))
    shown = {"traced": traced, "columns": columns, "nodes": nodes[:most], "node_count": len(nodes)}
    every = "" if len(nodes) <= most else f"?{urlencode({'name': name, ALL: '1'})}"
    return render(request, "trace/page.html", told | shown | {"every": every})


def nodes_of(traced: Traced, zone: ZoneInfo, code: str, depth: int = 0, place: str = "t") -> Iterator[Node]:
    """A record and all below it, in the order in which they are drawn."""
    postings = [one for one in traced.below if one.kind == "ledger_entry"]
    currency = str(traced.facts.get("transaction_currency") or "")
    worth = next((traced.facts[key] for key in AMOUNTS if isinstance(traced.facts.get(key), Decimal)), None)
    facts = {key: _fact(key, value, traced) for key, value in traced.facts.items() if value not in (None, "")}
    is_partly_billable = facts.get("billable_quantity") != facts.get("quantity")
    yield Node(
        anchor=place,
        depth=depth,
        traced=traced,
        href=address(traced, code),
        amount=_amount(worth, currency),
        said=said_of(traced.kind, facts if is_partly_billable else facts | {"billable_quantity": ""}),
        facts=[
            (LABELS.get(key, figures.words(key)), fact)
            for key, fact in facts.items()
            if key not in HIDDEN and key not in AMOUNTS
        ],
        steps=[
            f"{figures.words(one.step)} by {one.person}, {figures.moment(one.acted_at, zone)}"
            for one in traced.done
        ],
        postings=[(one.name, _amount(*_worth(one))) for one in postings],
        sums=_by_account(postings),
        gone=_gone(traced),
    )
    for number, below in enumerate(one for one in traced.below if one.kind != "ledger_entry"):
        yield from nodes_of(below, zone, code, depth + 1, f"{place}-{number}")


def said_of(kind: str, facts: Mapping[str, str]) -> list[str]:
    """What a card says of a record, in the words of whoever reads it.

    >>> said_of("unbilled_sales", {"quantity": "6 h", "billing_type": "chargeable", "proforma": "P-00001"})
    ['6 h, chargeable', 'On P-00001']
    >>> said_of("entry", {"transaction_class": "time", "transaction_date": "2026-03-02", "project": "P-1"})
    ['Time, 2026-03-02', 'P-1']
    """
    known = defaultdict(str, facts)
    found = []
    for line in SAID[kind]:
        first = line[line.index("{") + 1 : line.index("}")]
        if known[first]:
            told = line.format_map(known).strip(" ,")
            found.append(told[:1].upper() + told[1:])
    return found


def address(traced: Traced, code: str) -> str:
    """Where a record has a trace of its own: by the last word of what people call it."""
    name = traced.name.rpartition(" ")[2]
    if traced.kind in ("entry", "voucher", "invoice"):
        return f"{reverse('trace', kwargs={'code': code, 'kind': traced.kind})}?{urlencode({'name': name})}"
    if traced.kind == "proforma":
        return reverse("draft", kwargs={"code": code, "number": name})
    if traced.kind == "proposal":
        return (
            f"{reverse('list', kwargs={'code': code, 'screen': 'proposals'})}?{urlencode({'number': name})}"
        )
    return ""


def _worth(posting: Traced) -> tuple[Decimal, str]:
    amount = posting.facts["transaction_amount"]
    return amount if isinstance(amount, Decimal) else Decimal(0), str(posting.facts["transaction_currency"])


def _by_account(postings: Sequence[Traced]) -> list[tuple[str, SafeString]]:
    """Entries of a voucher by account and currency, how many where they are several."""
    found: dict[tuple[str, str], list[Decimal]] = {}
    for one in postings:
        amount, currency = _worth(one)
        found.setdefault((one.name, currency), []).append(amount)
    return [
        (
            name if len(amounts) == 1 else f"{name}, {figures.counted(len(amounts), 'entries')}",
            _amount(sum(amounts, Decimal(0)), currency),
        )
        for (name, currency), amounts in found.items()
    ]


def _gone(traced: Traced) -> str:
    """What became of a record that another took back: work that was not billed yet is billed by that."""
    by = traced.facts.get("taken_back_by")
    if not by:
        return ""
    return f"billed on {by}" if traced.kind == "unbilled_sales" and by != OTHER else f"taken back by {by}"


def _amount(value: object, currency: str) -> SafeString:
    if not isinstance(value, Decimal):
        return SafeString("")
    if not currency:
        return format_html("{}", figures.decimals(value, 2).replace("-", MINUS))
    return format_html('<span class="unit">{}</span> {}', currency, money(value, currency))


def _fact(key: str, value: object, traced: Traced) -> str:
    if isinstance(value, Decimal):
        unit = str(traced.facts.get("unit") or "")
        return f"{figures.quantity(value)} {UNITS.get(unit, unit)}".strip().replace("-", MINUS)
    if isinstance(value, date):
        return figures.day(value)
    if key == "status" and (traced.kind, value) in STANDINGS:
        return STANDINGS[traced.kind, str(value)]
    said = key in ("status", "billing_type", "billing_status", "transaction_class")
    return figures.words(str(value)) if said else str(value)


def _voucher(request: BackOfficeRequest, name: str) -> Traced:
    if not name.isdecimal() or len(name) > 15:
        raise Http404(f"There is no voucher {name}.")
    return trace_voucher(company_id=request.company.company_id, number=int(name), sight=request.sight)


READS: dict[str, Callable[[BackOfficeRequest, str], Traced]] = {
    "entry": lambda request, name: trace_entry(
        company_id=request.company.company_id, reference=name, sight=request.sight
    ),
    "proforma": lambda request, name: trace_proforma(
        company_id=request.company.company_id, number=name, sight=request.sight
    ),
    "invoice": lambda request, name: trace_invoice(
        company_id=request.company.company_id, number=name, sight=request.sight
    ),
    "voucher": _voucher,
}
"""Reads by kind of record."""
