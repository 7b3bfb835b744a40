"""What the database refuses about agreements."""

from unbilled.agreements.states import CONTRACT, SCHEDULE_ROW
from unbilled.foundation.guards import Guard, follows, undeletable


def guards() -> list[Guard]:
    """Contracts and schedules move along their drawings; lines of contracts stay."""
    return [follows(CONTRACT), follows(SCHEDULE_ROW), undeletable("agreements_contract_line")]
