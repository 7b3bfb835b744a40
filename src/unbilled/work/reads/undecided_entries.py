"""Entries that nobody has decided on yet, with the contract that covers them."""

from collections.abc import Sequence

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)

UNSUBMITTED = ("draft", "returned")
"""Statuses of entries that can be submitted."""


def undecided_entries(
    *,
    company_id: int,
    statuses: Sequence[str],
    selection: Selection,
    entry_ids: Sequence[int] | None = None,
) -> list[Selected]:
    """Entries in some statuses that a filter takes.

    Args:
        company_id: Company of the entries.
        statuses: Among ``draft``, ``returned`` and ``submitted``.
        selection: Contract and customer are those of the contract line that covers the entry.
        entry_ids: Only those among these; any when None.

    Returns:
        The entries; what no contract line covers has no contract.

    Source:
        docs/rules/work.md#work-that-waits; docs/rules/agreements.md#covering-line.
    """
    rows = SQL.tuples(
        company_id=company_id,
        statuses=list(statuses),
        is_named=entry_ids is not None,
        entry_ids=list(dict.fromkeys(entry_ids or ())),
        **selection.params(),
    )
    return [Selected(contract_id, entry_id) for entry_id, contract_id in rows]
