"""Where an amount comes from, and what became of an hour: from invoice to entry and back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.reports.reads.find_named import find_documents, find_entries

INVOICE = statement(__file__, "invoice")
LINES = statement(__file__, "lines")
ENTRIES = statement(__file__, "entries")
ACTUALS = statement(__file__, "actuals")
VOUCHERS = statement(__file__, "vouchers")

Row = dict[str, Any]
Fact = str | int | Decimal | date | None


class InvoiceLineUnknown(Refusal):
    """The invoice has no such line."""

    sentence = "Invoice {number} has no line {line_no}."
    remedy = "Trace the invoice without a line to see those it has."


@dataclass(frozen=True)
class Traced:
    """One record on the way, with what it came from, or what became of it, below."""

    kind: str
    """invoice, invoice_line, billed_sales, unbilled_sales, cost, entry, milestone, journal_line,
    proposal, voucher or ledger_entry."""
    name: str
    """What people call it."""
    facts: dict[str, Fact] = field(default_factory=dict)
    below: tuple["Traced", ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Nested plain data, for a program."""
        return {
            "kind": self.kind,
            "name": self.name,
            **{key: value for key, value in self.facts.items() if value is not None},
            "below": [traced.as_dict() for traced in self.below],
        }


def trace_invoice(*, company_id: int, number: str, line_no: int | None = None) -> Traced:
    """Follow a posted invoice, or one of its lines, back to the work and its postings.

    Five statements for any number of lines.

    Args:
        company_id: Company of the invoice.
        number: Number of an invoice or credit note.
        line_no: One line; empty: all.

    Returns:
        The invoice; below it its voucher and its lines, each with billed sale, unbilled sale, entry,
        cost, journal lines, vouchers and ledger entries.

    Raises:
        NameUnknown: No posted document has the number.
        InvoiceLineUnknown: It has no such line.
    """
    find_documents(company_id=company_id, kind="invoice", numbers=[number])
    invoice = INVOICE.row(company_id=company_id, number=number)
    lines = LINES.rows(company_id=company_id, invoice_id=invoice["invoice_id"], line_no=line_no)
    if line_no is not None and not lines:
        raise InvoiceLineUnknown(number=number, line_no=line_no)
    web = Web(
        company_id,
        entry_ids=[line["entry_id"] for line in lines if line["entry_id"]],
        milestone_ids=[line["milestone_id"] for line in lines if line["milestone_id"]],
        voucher_ids=[invoice["voucher_id"]],
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
            web.voucher(invoice["voucher_id"], invoice["voucher_number"], invoice["invoice_date"]),
            *(web.line(line, invoice) for line in lines),
        ),
    )


def trace_entry(*, company_id: int, reference: str) -> Traced:
    """Follow an entry to its cost, its unbilled and billed sales, and the invoices that bill them.

    Args:
        company_id: Company of the entry.
        reference: External reference as imported, or else the entry's identity.

    Returns:
        The entry; below it its cost and its sales, each with what became of it.

    Raises:
        NameUnknown: No entry has the reference.
    """
    [entry_id] = find_entries(company_id=company_id, names=[reference])
    web = Web(company_id, entry_ids=[entry_id], milestone_ids=[], voucher_ids=[])
    return web.entry(entry_id, *web.fate(entry_id))


class Web:
    """All records of some entries and milestones, read at once, and the trees drawn from them."""

    def __init__(
        self,
        company_id: int,
        *,
        entry_ids: Sequence[int],
        milestone_ids: Sequence[int],
        voucher_ids: Sequence[int],
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
                Traced("milestone", f"Milestone {sale['milestone']}", {"milestone_id": sale["milestone_id"]})
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
        name = f"{kind.replace('_', ' ').capitalize()} {row['actual_id']}"
        facts: dict[str, Fact] = {
            "actual_id": row["actual_id"],
            "quantity": row["quantity"],
            "unit": row["unit"],
            "transaction_amount": row["transaction_amount"],
            "transaction_currency": row["transaction_currency"],
            "accounting_amount": row["accounting_amount"],
            "billing_type": row["billing_type"],
            "billing_status": row["billing_status"],
            "proforma": row["proforma"],
            "reverses": row["reverses_id"],
            "replaces": row["replaces_id"],
            "reversed_by": reversal["actual_id"] if reversal else None,
        }
        after: list[Traced] = []
        if row["journal"]:
            status = {"status": row["journal_status"], "ledger_layer": row["ledger_layer"]}
            after.append(Traced("journal_line", f"Journal {row['journal']}", status, self.posted(row)))
        elif row["invoice"]:
            at = {"line": row["invoice_line_no"], "voucher": row["voucher_number"]}
            after.append(Traced("invoice", f"Invoice {row['invoice']}", at))
        elif row["proposal"]:
            after.append(
                Traced("proposal", f"Proposal {row['proposal']}", {"status": row["proposal_status"]})
            )
        return Traced(kind, name, facts, (*after, *below))

    def posted(self, row: Row) -> tuple[Traced, ...]:
        """The voucher of an actual, when it has one."""
        if row["voucher_id"] is None:
            return ()
        return (self.voucher(row["voucher_id"], row["voucher_number"], row["voucher_date"]),)

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
                "decided_on": entry["decided_on"],
                "decided_by": entry["decided_by"],
            },
            below,
        )

    def voucher(self, voucher_id: int, number: int, day: date) -> Traced:
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
        )
