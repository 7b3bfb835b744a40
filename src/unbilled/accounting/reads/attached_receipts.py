"""How much travels with the documents that proposals become."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Attached:
    """Receipts that travel with the document of a proposal.

    Attributes:
        proposal_id: The proposal.
        number: Its number.
        receipt_count: How many they are.
        byte_count: How large together.
    """

    proposal_id: int
    number: str
    receipt_count: int
    byte_count: int


def attached_receipts(*, company_id: int, proposal_ids: Sequence[int]) -> list[Attached]:
    """Proposals with whose documents receipts travel, as their customers want it; the others are left out.

    Args:
        company_id: Company that invoices.
        proposal_ids: Proposals that have their lines.

    Source:
        docs/rules/documents.md#attachments.
    """
    return [Attached(**row) for row in SQL.rows(company_id=company_id, proposal_ids=list(proposal_ids))]
