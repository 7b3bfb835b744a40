"""What invoices would say: the texts that somebody must look at before a number is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class IssuedText:
    """A text that would be frozen with invoices, and where people find it.

    Attributes:
        kind: What the record is, such as ``customer`` or ``entry``.
        record: The name people know it by.
        field: Its field.
        text: What it says.
        is_missing: The law wants it, and it is empty.
        proposal_ids: Proposals whose invoices would say it.
        numbers: Their numbers.
    """

    kind: str
    record: str
    field: str
    text: str
    is_missing: bool
    proposal_ids: list[int]
    numbers: list[str]


def issued_texts(*, company_id: int, proposal_ids: Sequence[int]) -> list[IssuedText]:
    """What invoices of populated proposals would say, as far as it needs a look.

    Those are the texts that the law wants and that are empty, those with another character than the printable ones
    of ASCII, and the locale.

    Args:
        company_id: Company that invoices.
        proposal_ids: Populated proposals.

    Source:
        docs/rules/invoices.md#legal-data; docs/rules/documents.md#printable.
    """
    return [IssuedText(**row) for row in SQL.rows(company_id=company_id, proposal_ids=list(proposal_ids))]
