"""Lock the contracts of a company, so that nobody changes what their lines cover meanwhile."""

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_contracts(act: Act) -> None:
    """Lock every contract of the company until the transaction ends.

    Source:
        docs/rules/performance.md#locking.
    """
    SQL.execute(act)
