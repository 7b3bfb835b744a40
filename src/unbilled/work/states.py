"""How an entry of work, and the wish to have it back, move."""

from unbilled.foundation.states import Arrow, Diagram

ENTRY = Diagram(
    table="work_entry",
    start="draft",
    # Somebody wrote it on a proforma: it is pencil as long as that is, and ink with it.
    also_starts=("written",),
    words={"written": "written by hand"},
    arrows=(
        Arrow("submit_entries", "draft", "submitted"),
        Arrow("submit_entries", "returned", "submitted"),
        Arrow("recall_entries", "submitted", "draft"),
        Arrow("replace_entries", "submitted", "draft"),
        Arrow("replace_entries", "returned", "draft"),
        Arrow("approve_entries", "submitted", "approved"),
        Arrow("reject_entries", "submitted", "returned"),
        Arrow("cancel_approvals", "approved", "submitted"),
        Arrow("cancel_approvals", "approved", "returned"),
    ),
)

RECALL = Diagram(
    table="work_recall",
    start="requested",
    arrows=(
        Arrow("cancel_approvals", "requested", "accepted"),
        Arrow("refuse_recalls", "requested", "refused"),
    ),
)
