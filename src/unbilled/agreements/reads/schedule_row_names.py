"""What people call rows of invoice schedules."""

from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import Names, names_of
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def schedule_row_names(act: Act, *, states: bool = False) -> Names:
    """Rows by contract and run date.

    Args:
        act: Its company is that of the records.
        states: Say behind each name where it stands.
    """
    return names_of(SQL, act, states=states)
