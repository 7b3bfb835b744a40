"""Approved work that changed terms may still move: not billed, and not on a proforma."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ReplaceableWork:
    """Entries, and what stands recorded of them: cost, and open unbilled sales."""

    entry_ids: list[int]
    actual_ids: list[int]


def replaceable_work(
    *, company_id: int, contract_ids: Sequence[int] = (), entry_ids: Sequence[int] = ()
) -> ReplaceableWork:
    """Approved entries on the projects of contracts, recorded under them, or named, that may still move.

    An entry of which anything is billed, on a proforma, or adjusted by somebody stays whole. What was billed and
    is credited in full is open again, and may move.

    Args:
        company_id: Company of the work.
        contract_ids: Contracts, of any status.
        entry_ids: Further entries.

    Source:
        docs/rules/agreements.md#changed-terms.
    """
    rows = SQL.rows(company_id=company_id, contract_ids=list(contract_ids), entry_ids=list(entry_ids))
    return ReplaceableWork(
        entry_ids=sorted({row["entry_id"] for row in rows}),
        actual_ids=[row["actual_id"] for row in rows],
    )
