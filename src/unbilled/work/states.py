"""How an entry of work moves."""

from unbilled.foundation.states import Arrow, Diagram

ENTRY = Diagram(
    table="work_entry",
    start="draft",
    arrows=(
        Arrow("submit_entries", "draft", "submitted"),
        Arrow("submit_entries", "returned", "submitted"),
        Arrow("recall_entries", "submitted", "draft"),
        Arrow("replace_entries", "submitted", "draft"),
        Arrow("replace_entries", "returned", "draft"),
        Arrow("approve_entries", "submitted", "approved"),
        Arrow("reject_entries", "submitted", "returned"),
    ),
)
