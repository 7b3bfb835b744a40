"""Electronic invoices: of what is posted, as it was issued; of proposals, as they would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from unbilled.documents.einvoice.building import built
from unbilled.documents.einvoice.formats import FORMATS, Format
from unbilled.documents.einvoice.model import Invoice
from unbilled.foundation.statements import Statement, statement

HEADS, PARTIES, LINES = statement(__file__), statement(__file__, "parties"), statement(__file__, "lines")
EXPECTED = (
    statement(__file__, "expected"),
    statement(__file__, "expected_parties"),
    statement(__file__, "expected_lines"),
)


@dataclass(frozen=True)
class EInvoice:
    """A document as EN 16931 has it, and the format that its customer wants; None: paper alone."""

    id: int
    number: str
    format: Format | None
    invoice: Invoice


def einvoices(*, company_id: int, invoice_ids: Sequence[int]) -> dict[int, EInvoice]:
    """Posted invoices and credit notes; three statements for any number of them.

    Args:
        company_id: Company that invoices.
        invoice_ids: Posted documents.

    Returns:
        By identity.

    Source:
        docs/rules/documents.md#electronic-invoices.
    """
    heads = HEADS.rows(company_id=company_id, ids=list(invoice_ids))
    return _of((HEADS, PARTIES, LINES), company_id, heads)


def expected_einvoices(
    *, company_id: int, proposal_ids: Sequence[int], invoice_date: date
) -> dict[int, EInvoice]:
    """What proposals would become, numbered as the proposals are; three statements for any number of them.

    Args:
        company_id: Company that invoices.
        proposal_ids: Proposals that have their lines; what is posted is left out.
        invoice_date: Date of issue of those that have none of their own.

    Returns:
        By identity of the proposal, those alone whose customers want an electronic invoice.

    Source:
        docs/rules/documents.md#electronic-invoices.
    """
    heads = EXPECTED[0].rows(company_id=company_id, ids=list(proposal_ids), invoice_date=invoice_date)
    return _of(EXPECTED, company_id, [head for head in heads if head["einvoice_format"] in FORMATS])


def _of(
    statements: tuple[Statement, Statement, Statement], company_id: int, heads: list[dict[str, Any]]
) -> dict[int, EInvoice]:
    if not heads:
        return {}
    _, parties, lines = statements
    of = {"company_id": company_id, "ids": [head["id"] for head in heads]}
    told = {key: list(rows) for key, rows in groupby(parties.rows(**of), itemgetter("id"))}
    billed = {key: list(rows) for key, rows in groupby(lines.rows(**of), itemgetter("id"))}
    found = {}
    for head in heads:
        wanted = FORMATS.get(head["einvoice_format"])
        buyer, seller = told[head["id"]]
        invoice = built(head, seller, buyer, billed.get(head["id"], []), wanted)
        found[head["id"]] = EInvoice(head["id"], head["number"], wanted, invoice)
    return found
