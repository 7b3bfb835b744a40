"""What people call unbilled sales."""

from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import Names, names_of
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def sale_names(act: Act) -> Names:
    """Sales by quantity, class, day and project.

    Args:
        act: Its company is that of the sales.
    """
    return names_of(SQL, act)
