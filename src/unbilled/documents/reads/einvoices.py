"""Electronic invoices: of what is posted, as it was issued; of proposals, as they would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from unbilled.accounting.reads.expected_documents import expected_documents
from unbilled.documents.einvoice.building import built
from unbilled.documents.einvoice.formats import FORMATS, Format
from unbilled.documents.einvoice.model import Invoice
from unbilled.foundation.statements import statement

HEADS = statement(__file__)
PARTIES = statement(__file__, "parties")
LINES = statement(__file__, "lines")
ATTACHED = statement(__file__, "attached")
DISCOUNTS = statement(__file__, "discounts")

Row = dict[str, Any]


@dataclass(frozen=True)
class EInvoice:
    """A document as EN 16931 has it, and the format that its customer wants; None: paper alone."""

    id: int
    number: str
    format: Format | None
    invoice: Invoice


def einvoices(
    *, company_id: int, invoice_ids: Sequence[int], wanted_alone: bool = False
) -> dict[int, EInvoice]:
    """Posted invoices and credit notes; five statements for any number of them.

    Args:
        company_id: Company that invoices.
        invoice_ids: Posted documents.
        wanted_alone: Leave out those whose customers get paper, and nothing travels with it.

    Returns:
        By identity.

    Source:
        docs/rules/documents.md#electronic-invoices.
    """
    heads = HEADS.rows(company_id=company_id, ids=list(invoice_ids))
    if wanted_alone:
        heads = [head for head in heads if head["einvoice_format"] in FORMATS or head["has_attachments"]]
    if not heads:
        return {}
    of = {"company_id": company_id, "ids": [head["id"] for head in heads]}
    return _put_together(
        heads, PARTIES.rows(**of), LINES.rows(**of), ATTACHED.rows(**of), DISCOUNTS.rows(**of)
    )


def expected_einvoices(
    *, company_id: int, proposal_ids: Sequence[int], invoice_date: date
) -> dict[int, EInvoice]:
    """What proposals would become, numbered as the proposals are; five statements for any number of them.

    Args:
        company_id: Company that invoices.
        proposal_ids: Proposals that have their lines; what is posted is left out.
        invoice_date: Date of issue of those that have none of their own.

    Returns:
        By identity of the proposal, those alone whose customers want an electronic invoice.

    Source:
        docs/rules/documents.md#electronic-invoices.
    """
    found = expected_documents(
        company_id=company_id, proposal_ids=proposal_ids, invoice_date=invoice_date, formats=list(FORMATS)
    )
    return _put_together(found.heads, found.parties, found.lines, found.attached, found.discounts)


def _put_together(
    heads: Sequence[Row],
    parties: Sequence[Row],
    lines: Sequence[Row],
    attached: Sequence[Row],
    discounts: Sequence[Row],
) -> dict[int, EInvoice]:
    """Documents of their rows, which come sorted by identity."""
    told = {key: list(rows) for key, rows in groupby(parties, itemgetter("id"))}
    billed = {key: list(rows) for key, rows in groupby(lines, itemgetter("id"))}
    receipts = {key: list(rows) for key, rows in groupby(attached, itemgetter("id"))}
    borne = {key: list(rows) for key, rows in groupby(discounts, itemgetter("id"))}
    found = {}
    for head in heads:
        wanted = FORMATS.get(head["einvoice_format"])
        buyer, seller = told[head["id"]]
        of_head = [found.get(head["id"], []) for found in (billed, receipts, borne)]
        invoice = built(head, seller, buyer, of_head[0], wanted, of_head[1], of_head[2])
        found[head["id"]] = EInvoice(head["id"], head["number"], wanted, invoice)
    return found
