"""What people call fiscal periods."""

from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import Names, names_of
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def period_names(act: Act, *, states: bool = False) -> Names:
    """Fiscal periods by their first month, as 2026-03.

    Args:
        act: Its company is that of the records.
        states: Say behind each name where it stands.
    """
    return names_of(SQL, act, states=states)
