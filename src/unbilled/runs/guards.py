"""What the database refuses about runs."""

from unbilled.foundation.guards import Guard, follows
from unbilled.runs.states import RUN


def guards() -> list[Guard]:
    """Runs move along their drawing."""
    return [follows(RUN)]
