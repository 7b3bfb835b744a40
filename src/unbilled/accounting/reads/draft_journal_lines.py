"""Integration journal lines that wait to be posted."""

from collections.abc import Sequence

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def draft_journal_lines(
    *,
    company_id: int,
    selection: Selection,
    line_kind: str | None = None,
    actual_ids: Sequence[int] | None = None,
) -> list[Selected]:
    """The draft lines that a filter takes, by the identity of their actual.

    Args:
        company_id: Company of the journals.
        selection: The customer of a sales line is who pays it; cost has none.
        line_kind: ``cost`` or ``sales``; None takes both.
        actual_ids: Only those of these actuals; any when None.

    Source:
        docs/rules/journal.md#posting-journals.
    """
    rows = SQL.tuples(
        company_id=company_id,
        line_kind=line_kind,
        is_named=actual_ids is not None,
        actual_ids=list(dict.fromkeys(actual_ids or ())),
        **selection.params(),
    )
    return [Selected(contract_id, actual_id) for actual_id, contract_id in rows]
