"""What the database refuses about entries."""

from unbilled.foundation.guards import Guard, follows, references_of, references_of_stay, totals, undeletable
from unbilled.work.states import ENTRY, RECALL

SUBMITTED_HOURS = (
    "coalesce(sum(quantity) filter "
    "(where status = 'submitted' and transaction_class = 'time' and unit = 'hour'), 0)"
)


def guards() -> list[Guard]:
    """Entries move along their drawing; only pencil is changed or deleted; totals equal what they total."""
    return [
        follows(ENTRY),
        undeletable(
            "work_entry", unless="old.status in ('draft', 'returned', 'written') and not old.was_recorded"
        ),
        follows(RECALL),
        undeletable("work_approval"),
        totals(
            "work_entry",
            "work_submitted_total",
            key="project_id",
            also="company_id",
            sums={
                "draft_count": "count(*) filter (where status <> 'submitted')",
                "entry_count": "count(*) filter (where status = 'submitted')",
                "hours": SUBMITTED_HOURS,
            },
            where="status in ('draft', 'returned', 'submitted')",
        ),
        undeletable("work_recall"),
        *references_of("work"),
        *references_of_stay(
            "work", unless={"approval_id"}, pencil={"work_entry": "old.status <> 'approved'"}
        ),
    ]
