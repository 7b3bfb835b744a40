"""What the database refuses about agreements."""

from unbilled.agreements.states import CONTRACT
from unbilled.foundation.guards import Guard, follows, undeletable


def guards() -> list[Guard]:
    """Contracts move along their drawing; their lines stay."""
    return [follows(CONTRACT), undeletable("agreements_contract_line")]
