"""Lock proposals, for whoever fills or changes them."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_proposals(act: Act, *, proposal_ids: Sequence[int]) -> None:
    """Hold the contracts of proposals until the transaction ends.

    Source:
        docs/rules/performance.md#locking.
    """
    SQL.execute(act, proposal_ids=list(proposal_ids))
