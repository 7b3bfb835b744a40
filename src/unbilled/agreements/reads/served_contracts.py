"""Which contracts take their sales prices from a price list."""

from collections.abc import Iterable

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def served_contracts(act: Act, *, price_list_ids: Iterable[int]) -> list[int]:
    """Identities of the contracts that lists serve; none for lists of cost.

    Source:
        docs/rules/agreements.md#price-lists.
    """
    return SQL.values(act, price_list_ids=list(price_list_ids))
