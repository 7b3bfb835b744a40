"""What the database refuses about entries."""

from unbilled.foundation.guards import Guard, follows, references_of, references_of_stay, undeletable
from unbilled.work.states import ENTRY, RECALL


def guards() -> list[Guard]:
    """Entries move along their drawing; only pencil is changed or deleted."""
    return [
        follows(ENTRY),
        undeletable("work_entry", unless="old.status in ('draft', 'returned') and not old.was_recorded"),
        follows(RECALL),
        undeletable("work_approval"),
        undeletable("work_recall"),
        *references_of("work"),
        *references_of_stay(
            "work", unless={"approval_id"}, pencil={"work_entry": "old.status <> 'approved'"}
        ),
    ]
