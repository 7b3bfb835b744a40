"""Lock proformas, for whoever edits, confirms or corrects them."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_proformas(act: Act, *, proforma_ids: Sequence[int]) -> None:
    """Hold the contracts of proformas until the transaction ends.

    Source:
        docs/rules/performance.md#locking.
    """
    SQL.kept_for_one(proforma_ids).execute(act, proforma_ids=list(proforma_ids))
