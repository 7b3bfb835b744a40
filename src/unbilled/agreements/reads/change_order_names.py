"""What people call change orders."""

from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import Names, names_of
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def change_order_names(act: Act, *, states: bool = False) -> Names:
    """Change orders by contract and number, as ``C-1/2``.

    Args:
        act: Its company is that of the records.
        states: Say behind each name where it stands.
    """
    return names_of(SQL, act, states=states)
