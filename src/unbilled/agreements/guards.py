"""What the database refuses about agreements."""

from unbilled.agreements.states import CHANGE_ORDER, CONTRACT, SCHEDULE_ROW
from unbilled.foundation.guards import Guard, follows, frozen, undeletable


def guards() -> list[Guard]:
    """Contracts, schedules and change orders move along their drawings; lines of contracts stay."""
    return [
        follows(CONTRACT),
        follows(SCHEDULE_ROW),
        follows(CHANGE_ORDER),
        frozen("agreements_change_order", "old.status in ('applied', 'withdrawn')"),
        undeletable("agreements_contract_line"),
    ]
