"""How far the chain of a company reaches."""

from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Link:
    """A link of the chain.

    Attributes:
        position: Its place, from 1 on.
        hash: Its hash, hexadecimal.
        number: Number of its document.
    """

    position: int
    hash: str
    number: str


def chain_end(*, company_id: int) -> Link | None:
    """The last link of the chain of a company; None where nothing was kept.

    Source:
        docs/rules/documents.md#chain.
    """
    rows = SQL.rows(company_id=company_id)
    return Link(**rows[0]) if rows else None
