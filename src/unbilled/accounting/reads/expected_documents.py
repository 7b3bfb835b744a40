"""What proposals would become: the documents as they would be frozen, read before any of them has a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from unbilled.foundation.statements import statement

SQL = statement(__file__)
PARTIES = statement(__file__, "parties")
LINES = statement(__file__, "lines")
ATTACHED = statement(__file__, "attached")
DISCOUNTS = statement(__file__, "discounts")

Row = dict[str, Any]


@dataclass(frozen=True)
class ExpectedDocuments:
    """Rows as posting would freeze them, each with the proposal as ``id``.

    Attributes:
        heads: One for each proposal.
        parties: The buyer and the seller of each.
        lines: In the order in which they would be printed.
        attached: Receipts that would travel with them.
        discounts: What lines bear of discounts and surcharges.
    """

    heads: list[Row]
    parties: list[Row]
    lines: list[Row]
    attached: list[Row]
    discounts: list[Row]


def expected_documents(
    *, company_id: int, proposal_ids: Sequence[int], invoice_date: date, formats: Sequence[str]
) -> ExpectedDocuments:
    """What proposals would become whose customers want one of some formats; five statements for any number.

    Args:
        company_id: Company that invoices.
        proposal_ids: Proposals that have their lines; what is posted is left out.
        invoice_date: Date of issue of those that have none of their own.
        formats: Formats of electronic invoices; documents of others are not read.

    Source:
        docs/rules/invoices.md#frozen-data; docs/rules/documents.md#validation.
    """
    asked = {"company_id": company_id, "ids": list(proposal_ids)}
    heads = SQL.rows(**asked, invoice_date=invoice_date, formats=list(formats))
    if not heads:
        return ExpectedDocuments([], [], [], [], [])
    of = {"company_id": company_id, "ids": [head["id"] for head in heads]}
    return ExpectedDocuments(
        heads, PARTIES.rows(**of), LINES.rows(**of), ATTACHED.rows(**of), DISCOUNTS.rows(**of)
    )
