"""What people call invoice proposals."""

from unbilled.accounting.states import PROPOSAL
from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import Names, names_of
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def proposal_names(act: Act, *, states: bool = False) -> Names:
    """Proposals by number.

    Args:
        act: Its company is that of the records.
        states: Say behind each name where it stands.
    """
    return names_of(SQL, act, states=states, spoken=PROPOSAL.spoken)
