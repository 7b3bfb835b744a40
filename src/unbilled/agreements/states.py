"""How contracts and the rows of invoice schedules move."""

from unbilled.foundation.states import Arrow, Diagram

CONTRACT = Diagram(
    table="agreements_contract",
    start="draft",
    arrows=(
        Arrow("confirm_contracts", "draft", "confirmed"),
        Arrow("close_contracts", "confirmed", "closed"),
        Arrow("reopen_contracts", "closed", "confirmed"),
    ),
)

CHANGE_ORDER = Diagram(
    table="agreements_change_order",
    start="draft",
    arrows=(
        Arrow("approve_change_orders", "draft", "approved"),
        Arrow("apply_change_orders", "approved", "applied"),
        Arrow("withdraw_change_orders", "draft", "withdrawn"),
        Arrow("withdraw_change_orders", "approved", "withdrawn"),
    ),
)

SCHEDULE_ROW = Diagram(
    table="agreements_invoice_schedule_row",
    start="not_run",
    arrows=(
        Arrow("record_schedule_runs", "not_run", "billed"),
        Arrow("record_schedule_runs", "not_run", "nothing_due"),
        Arrow("note_schedule_failures", "not_run", "failed"),
        Arrow("record_schedule_runs", "failed", "billed"),
        Arrow("record_schedule_runs", "failed", "nothing_due"),
        Arrow("skip_schedule_rows", "not_run", "skipped"),
        Arrow("skip_schedule_rows", "failed", "skipped"),
    ),
)
