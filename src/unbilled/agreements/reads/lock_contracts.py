"""Lock the contracts of a company, for whoever changes what they agree on."""

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_contracts(act: Act) -> None:
    """Hold every contract of the company until the transaction ends; whoever bills or approves is waited for.

    Source:
        docs/rules/performance.md#locking.
    """
    SQL.execute(act)
