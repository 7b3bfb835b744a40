"""Which unbilled sales are in the ledger, and since when."""

from collections.abc import Sequence
from datetime import date

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def posted_sales(act: Act, *, actual_ids: Sequence[int]) -> dict[int, date]:
    """The accounting dates of those of some sales whose journal line is posted; their contracts are locked.

    Source:
        docs/rules/journal.md#reversed-lines.
    """
    rows = SQL.rows(act, actual_ids=list(actual_ids))
    return {row["actual_id"]: row["accounting_date"] for row in rows}
