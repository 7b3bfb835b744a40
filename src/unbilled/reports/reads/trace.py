"""Where an amount comes from, and what became of an hour: from invoice to entry and back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight, foreign
from unbilled.foundation.statements import statement
from unbilled.reports.reads.find_named import find_documents, find_entries, raise_unknown

INVOICE = statement(__file__, "invoice")
LINES = statement(__file__, "lines")
ENTRIES = statement(__file__, "entries")
ACTUALS = statement(__file__, "actuals")
VOUCHERS = statement(__file__, "vouchers")
ACTS = statement(__file__, "acts")
PROFORMA = statement(__file__, "proforma")
VOUCHER = statement(__file__, "voucher")

Row = dict[str, Any]
Fact = str | int | Decimal | date | None


class InvoiceLineUnknown(Refusal):
    """The invoice has no such line."""

    sentence = "Invoice {number} has no line {line_no}."
    remedy = "Trace the invoice without a line to see those it has."


@dataclass(frozen=True)
class Done:
    """A step that somebody took."""

    step: str
    """entered, submitted, approved, recorded, marked_ready, proforma_created, confirmed, changed, posted, printed."""
    act_id: int
    person: str
    acted_at: datetime


@dataclass(frozen=True)
class Traced:
    """One record on the way, with what it came from, or what became of it, below."""

    kind: str
    """invoice, invoice_line, proforma, billed_sales, unbilled_sales, cost, entry, milestone, journal_line,
    proposal, voucher or ledger_entry."""
    name: str
    """What people call it."""
    facts: dict[str, Fact] = field(default_factory=dict)
    below: tuple["Traced", ...] = ()
    done: tuple[Done, ...] = ()
    """Who brought it here, and when."""

    def as_dict(self) -> dict[str, Any]:
        """Nested plain data, for a program."""
        return {
            "kind": self.kind,
            "name": self.name,
            **{key: value for key, value in self.facts.items() if value is not None},
            "acts": [asdict(one) for one in self.done],
            "below": [traced.as_dict() for traced in self.below],
        }


def trace_invoice(
    *, company_id: int, number: str, line_no: int | None = None, sight: Sight | None = None
) -> Traced:
    """Follow a posted invoice, or one of its lines, back to the work and its postings.

    Six statements for any number of lines.

    Args:
        company_id: Company of the invoice.
        number: Number of an invoice or credit note.
        line_no: One line; empty: all.
        sight: Who looks, where not everything is seen.

    Returns:
        The invoice; below it its voucher and its lines, each with billed sale, unbilled sale, entry,
        cost, journal lines, vouchers and ledger entries.

    Raises:
        NameUnknown: No posted document that the person sees has the number.
        InvoiceLineUnknown: It has no such line.
    """
    [found] = find_documents(company_id=company_id, kind="invoice", numbers=[number], sight=sight)
    refuse_foreign(sight, "invoice", found.document_id, company_id=company_id, name=number)
    invoice = INVOICE.row(company_id=company_id, number=number)
    lines = LINES.rows(company_id=company_id, invoice_id=invoice["invoice_id"], line_no=line_no)
    if line_no is not None and not lines:
        raise InvoiceLineUnknown(number=number, line_no=line_no)
    web = Web(
        company_id,
        entry_ids=[line["entry_id"] for line in lines if line["entry_id"]],
        milestone_ids=[line["milestone_id"] for line in lines if line["milestone_id"]],
        voucher_ids=[invoice["voucher_id"]] if invoice["voucher_id"] else [],
        act_ids=[invoice["act_id"], invoice["voucher_act_id"], invoice["print_act_id"]],
    )
    return Traced(
        "invoice",
        f"{invoice['document_class'].replace('_', ' ').capitalize()} {number}",
        {
            "customer": invoice["customer"],
            "contract": invoice["contract"],
            "proforma": invoice["proforma"],
            "invoice_date": invoice["invoice_date"],
            "net_amount": invoice["net_amount"],
            "tax_amount": invoice["tax_amount"],
            "gross_amount": invoice["gross_amount"],
            "transaction_currency": invoice["transaction_currency"],
            "credits": invoice["credits"],
            "reason": invoice["reason"] or None,
        },
        (
            *(
                [
                    web.voucher(
                        invoice["voucher_id"],
                        invoice["voucher_number"],
                        invoice["invoice_date"],
                        invoice["voucher_act_id"],
                    )
                ]
                if invoice["voucher_id"]
                else []
            ),
            *(web.line(line, invoice) for line in lines),
        ),
        web.done(posted=invoice["act_id"], printed=invoice["print_act_id"]),
    )


def refuse_foreign(sight: Sight | None, kind: str, record_id: int, *, company_id: int, name: str) -> None:
    """Say of what a person does not see what is said of what is not there.

    Raises:
        NameUnknown: The record is outside of what the person sees.
    """
    if sight is not None and foreign(sight, kind=kind, ids=[record_id]):
        raise_unknown(company_id, kind, [name], [], sight)


def trace_entry(*, company_id: int, reference: str, sight: Sight | None = None) -> Traced:
    """Follow an entry to its cost, its unbilled and billed sales, and the invoices that bill them.

    Args:
        company_id: Company of the entry.
        reference: External reference as imported, or else the entry's identity.
        sight: Who looks, where not everything is seen.

    Returns:
        The entry; below it its cost and its sales, each with what became of it.

    Raises:
        NameUnknown: No entry that the person sees has the reference.
    """
    [entry_id] = find_entries(company_id=company_id, names=[reference], sight=sight)
    refuse_foreign(sight, "entry", entry_id, company_id=company_id, name=reference)
    web = Web(company_id, entry_ids=[entry_id], milestone_ids=[], voucher_ids=[])
    return web.entry(entry_id, *web.fate(entry_id))


def trace_proforma(*, company_id: int, number: str, sight: Sight | None = None) -> Traced:
    """Follow a proforma back to the work it bills, and on to the invoice it became.

    A proforma that was posted is traced as its invoice.

    Args:
        company_id: Company of the proforma.
        number: Its number.
        sight: Who looks, where not everything is seen.

    Returns:
        The invoice; or the proforma, and below it the entries of its lines, each with what became of it.

    Raises:
        NameUnknown: No proforma that the person sees has the number.
    """
    [found] = find_documents(company_id=company_id, kind="proforma", numbers=[number], sight=sight)
    refuse_foreign(sight, "proforma", found.document_id, company_id=company_id, name=number)
    head = PROFORMA.row(company_id=company_id, number=found.number)
    if head["invoice"]:
        return trace_invoice(company_id=company_id, number=head["invoice"], sight=sight)
    web = Web(
        company_id,
        entry_ids=head["entry_ids"],
        milestone_ids=[],
        voucher_ids=[],
        act_ids=[head["created_act_id"]],
    )
    return Traced(
        "proforma",
        f"Proforma {head['number']}",
        {
            "customer": head["customer"],
            "contract": head["contract"],
            "status": head["status"],
            "credits": head["corrects"],
            "reason": head["reason"] or None,
        },
        tuple(web.entry(entry_id, *web.fate(entry_id)) for entry_id in head["entry_ids"]),
        web.done(proforma_created=head["created_act_id"]),
    )


def trace_voucher(*, company_id: int, number: int, sight: Sight | None = None) -> Traced:
    """Follow a voucher to the work or the invoice that it posts.

    Args:
        company_id: Company of the voucher.
        number: Its number.
        sight: Who looks, where not everything is seen.

    Returns:
        The invoice that it posts; or the voucher with its ledger entries, and the entries of work it is about.

    Raises:
        NameUnknown: No voucher that the person sees has the number.
    """
    rows = VOUCHER.rows(company_id=company_id, number=number)
    if not rows:
        raise_unknown(company_id, "voucher", [str(number)], [], sight)
    [head] = rows
    if head["invoice"]:
        return trace_invoice(company_id=company_id, number=head["invoice"], sight=sight)
    if sight is not None and foreign(sight, kind="entry", ids=head["entry_ids"]):
        raise_unknown(company_id, "voucher", [str(number)], [], sight)
    web = Web(
        company_id,
        entry_ids=head["entry_ids"],
        milestone_ids=[],
        voucher_ids=[head["voucher_id"]],
        act_ids=[head["act_id"]],
    )
    voucher = web.voucher(head["voucher_id"], head["number"], head["accounting_date"], head["act_id"])
    work = tuple(web.entry(entry_id, *web.fate(entry_id)) for entry_id in head["entry_ids"])
    return replace(voucher, below=(*voucher.below, *work))


class Web:
    """All records of some entries and milestones, read at once, and the trees drawn from them."""

    def __init__(
        self,
        company_id: int,
        *,
        entry_ids: Sequence[int],
        milestone_ids: Sequence[int],
        voucher_ids: Sequence[int],
        act_ids: Sequence[int | None] = (),
    ) -> None:
        found = ENTRIES.rows(company_id=company_id, entry_ids=list(entry_ids))
        self.entries: dict[int, Row] = {row["entry_id"]: row for row in found}
        rows = ACTUALS.rows(
            company_id=company_id, entry_ids=list(entry_ids), milestone_ids=list(milestone_ids)
        )
        self.actuals: dict[int, Row] = {row["actual_id"]: row for row in rows}
        self.reversals: dict[int, Row] = {row["reverses_id"]: row for row in rows if row["reverses_id"]}
        self.of_entry: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            self.of_entry[row["entry_id"]].append(row)
        wanted = {*voucher_ids, *(row["voucher_id"] for row in rows if row["voucher_id"])}
        self.postings: dict[int, list[Row]] = defaultdict(list)
        for posting in VOUCHERS.rows(company_id=company_id, voucher_ids=sorted(wanted)):
            self.postings[posting["voucher_id"]].append(posting)
        asked = {row[key] for row in (*found, *rows) for key in row if key.endswith("act_id")} | set(act_ids)
        acts = ACTS.rows(act_ids=sorted(asked - {None}))
        self.acts: dict[int, Row] = {row["act_id"]: row for row in acts}

    def done(self, **steps: int | None) -> tuple[Done, ...]:
        """Who took the steps that were taken, and when."""
        return tuple(Done(step, **self.acts[act_id]) for step, act_id in steps.items() if act_id in self.acts)

    def line(self, line: Row, invoice: Row) -> Traced:
        """An invoice line and everything before it."""
        sale = self.actuals.get(line["actual_id"])
        return Traced(
            "invoice_line",
            f"Line {line['line_no']}",
            {
                "description": line["description"],
                "quantity": line["quantity"],
                "unit": line["unit"],
                "net_amount": line["net_amount"],
                "tax_amount": line["tax_amount"],
                "transaction_currency": invoice["transaction_currency"],
            },
            (self.billed(sale),) if sale else (),
        )

    def billed(self, sale: Row) -> Traced:
        """A billed sale: the milestone, or the unbilled sale that it took over, or what it credits."""
        below: list[Traced] = []
        if sale["reverses_id"] and sale["reverses_id"] in self.actuals:
            below.append(self.billed(self.actuals[sale["reverses_id"]]))
        elif sale["milestone_id"]:
            below.append(
                Traced(
                    "milestone",
                    f"{'Product' if sale['transaction_class'] == 'product' else 'Milestone'} {sale['milestone']}",
                    {"milestone_id": sale["milestone_id"]},
                    done=self.done(marked_ready=sale["ready_act_id"]),
                )
            )
        else:
            below += [self.recorded(source) for source in self.sources(sale)]
            if sale["entry_id"] in self.entries:
                costs = [self.recorded(cost) for cost in self.costs(sale["entry_id"])]
                below.append(self.entry(sale["entry_id"], *costs))
        return self.recorded(sale, *below)

    def sources(self, sale: Row) -> list[Row]:
        """The unbilled sales that a billed sale took over: the one whose accrual it released, else the entry's."""
        released = self.actuals.get(sale["released_actual_id"])
        if released:
            return [released]
        return [
            row
            for row in self.of_entry[sale["entry_id"]]
            if row["transaction_type"] == "unbilled_sales"
            and row["journal"]
            and row["customer_id"] == sale["customer_id"]
        ]

    def costs(self, entry_id: int) -> list[Row]:
        """Cost actuals of an entry."""
        return [row for row in self.of_entry[entry_id] if row["transaction_type"] == "cost"]

    def fate(self, entry_id: int) -> Iterable[Traced]:
        """What became of an entry: its actuals in the order in which they were recorded."""
        return [self.recorded(row) for row in self.of_entry[entry_id]]

    def recorded(self, row: Row, *below: Traced) -> Traced:
        """An actual with its journal line, its invoice and its voucher."""
        kind = row["transaction_type"]
        reversal = self.reversals.get(row["actual_id"])
        name = kind.replace("_", " ").capitalize()
        facts: dict[str, Fact] = {
            "actual_id": row["actual_id"],
            "quantity": row["quantity"],
            "unit": row["unit"],
            "transaction_amount": row["transaction_amount"],
            "transaction_currency": row["transaction_currency"],
            "accounting_amount": row["accounting_amount"],
            "converted": _rates(row),
            "billing_type": row["billing_type"],
            "billing_status": row["billing_status"],
            "proforma": row["proforma"],
            "reverses": row["reverses_id"],
            "replaces": row["replaces_id"],
            "reversed_by": reversal["actual_id"] if reversal else None,
            "taken_back_by": (reversal["proforma"] or "another record") if reversal else None,
        }
        after: list[Traced] = []
        if row["journal"]:
            status = {"status": row["journal_status"], "ledger_layer": row["ledger_layer"]}
            adjusted = row["journal_act_id"] if row["journal_status"] == "draft" else None
            steps = self.done(changed=None if adjusted == row["act_id"] else adjusted)
            after.append(Traced("journal_line", f"Journal {row['journal']}", status, self.posted(row), steps))
        elif row["invoice"]:
            at = {"line": row["invoice_line_no"], "voucher": row["voucher_number"]}
            steps = self.done(posted=row["invoice_act_id"])
            after.append(Traced("invoice", f"Invoice {row['invoice']}", at, done=steps))
        elif row["proposal"]:
            steps = self.done(changed=row["proposal_act_id"])
            stage = {"status": row["proposal_status"]}
            after.append(Traced("proposal", f"Proposal {row['proposal']}", stage, done=steps))
        if kind == "billed_sales":
            steps = self.done(proforma_created=row["proforma_act_id"], confirmed=row["act_id"])
        else:
            ready = row["ready_act_id"] if kind == "unbilled_sales" else None
            steps = self.done(recorded=row["act_id"], marked_ready=ready)
        return Traced(kind, name, facts, (*after, *below), steps)

    def posted(self, row: Row) -> tuple[Traced, ...]:
        """The voucher of an actual, when it has one."""
        if row["voucher_id"] is None:
            return ()
        voucher = (row["voucher_id"], row["voucher_number"], row["voucher_date"], row["voucher_act_id"])
        return (self.voucher(*voucher),)

    def entry(self, entry_id: int, *below: Traced) -> Traced:
        """An entry of work, with what is drawn below it."""
        entry = self.entries[entry_id]
        return Traced(
            "entry",
            f"Entry {entry['external_reference'] or entry_id}",
            {
                "entry_id": entry_id,
                "transaction_class": entry["transaction_class"],
                "transaction_date": entry["transaction_date"],
                "project": entry["project"],
                "task": entry["task"],
                "resource": entry["resource"],
                "category": entry["category"],
                "quantity": entry["quantity"],
                "unit": entry["unit"],
                "billable_quantity": entry["billable_quantity"],
                "description": entry["description"] or None,
                "status": entry["status"],
            },
            below,
            self.done(
                entered=entry["entered_act_id"],
                submitted=entry["submitted_act_id"],
                **{entry["decision"] or "decided": entry["decision_act_id"]},
            ),
        )

    def voucher(self, voucher_id: int, number: int, day: date, act_id: int) -> Traced:
        """A voucher and its entries in the ledger."""
        return Traced(
            "voucher",
            f"Voucher {number}",
            {"accounting_date": day},
            tuple(
                Traced(
                    "ledger_entry",
                    f"{posting['account']} {posting['account_name']}",
                    {
                        "posting_type": posting["posting_type"],
                        "transaction_amount": posting["transaction_amount"],
                        "transaction_currency": posting["transaction_currency"],
                        "accounting_amount": posting["accounting_amount"],
                    },
                )
                for posting in self.postings[voucher_id]
            ),
            self.done(posted=act_id),
        )


def _rates(row: Row) -> str | None:
    """At which rates a cost became the price of a sale: the pair's, or both to the currency of the books."""
    if row["rate"] is None:
        return None
    if row["from_rate"] is None:
        return f"{row['cost_currency']} at {row['rate'].normalize():f} {row['transaction_currency']}"
    told = [(row["cost_currency"], row["from_rate"]), (row["transaction_currency"], row["to_rate"])]
    return ", ".join(
        f"{currency} at {rate.normalize():f} {row['accounting_currency']}"
        for currency, rate in told
        if currency != row["accounting_currency"]
    )
