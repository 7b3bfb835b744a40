"""Which external references the company has entries of already."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class KnownEntry:
    """An entry that came in before."""

    entry_id: int
    status: str


def known_entries(*, company_id: int, external_references: Sequence[str]) -> dict[str, KnownEntry]:
    """The entries there are, by external reference; a reference that is not known is missing."""
    rows = SQL.rows(company_id=company_id, external_references=list(external_references))
    return {row["external_reference"]: KnownEntry(row["entry_id"], row["status"]) for row in rows}
