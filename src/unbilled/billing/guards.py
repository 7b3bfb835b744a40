"""What the database refuses about billing, and the running totals of the backlog."""

from unbilled.billing.states import BACKLOG, MILESTONE, PROFORMA, RETAINER
from unbilled.foundation.code import Function, Trigger, trigger_function
from unbilled.foundation.guards import (
    BOTH_ROWS,
    NEW_ROWS,
    OLD_ROWS,
    Guard,
    follows,
    frozen,
    lines_frozen,
    references_of,
    undeletable,
)

KEY = "contract_line_id, transaction_class, billing_status, billing_type"


# What no line is left of goes, or every contract line that ever was would be read for the front page.
EMPTIED = f"""
    delete from billing_backlog_total as total
     using (select {KEY} from old_rows group by {KEY}) as changed
     where total.contract_line_id = changed.contract_line_id
       and total.transaction_class = changed.transaction_class
       and total.billing_status = changed.billing_status
       and total.billing_type = changed.billing_type
       and total.line_count = 0 and total.quantity = 0 and total.transaction_amount = 0;"""


def _total_function(name: str, sources: str, emptied: str = "") -> Function:
    return trigger_function(
        name,
        f"""
begin
    insert into billing_backlog_total as total
           ({KEY}, company_id, transaction_currency, quantity, transaction_amount, line_count)
    select {KEY}, company_id, transaction_currency, sum(quantity), sum(transaction_amount), sum(line_count)
      from ({sources}) as changed
     group by {KEY}, company_id, transaction_currency
    having sum(line_count) <> 0 or sum(transaction_amount) <> 0 or sum(quantity) <> 0
     order by {KEY}
        on conflict ({KEY}) do update
       set quantity = total.quantity + excluded.quantity,
           transaction_amount = total.transaction_amount + excluded.transaction_amount,
           line_count = total.line_count + excluded.line_count;{emptied}
    return null;
end""",
        # A plan kept from when the table was empty would read all of it for each key.
        "set enable_seqscan = off",
    )


def _grouped(rows: str, sign: str) -> str:
    return (
        f"select {KEY}, company_id, transaction_currency, {sign}sum(quantity) as quantity, "
        f"{sign}sum(transaction_amount) as transaction_amount, {sign}count(*) as line_count "
        f"from {rows} group by {KEY}, company_id, transaction_currency"
    )


def backlog_totals() -> Guard:
    """Keep ``billing_backlog_total`` equal to what it totals: grouped sums, upserted in key order, none of nothing."""
    table, name = "billing_backlog_line", "billing_backlog_line_totals"
    added, removed = _grouped("new_rows", ""), _grouped("old_rows", "-")
    return Guard(
        name,
        (
            _total_function(f"{name}_insert", added),
            _total_function(f"{name}_delete", removed, EMPTIED),
            _total_function(f"{name}_update", f"{added} union all {removed}", EMPTIED),
        ),
        (
            Trigger(f"{name}_insert", table, "after insert", NEW_ROWS, f"{name}_insert"),
            Trigger(f"{name}_delete", table, "after delete", OLD_ROWS, f"{name}_delete"),
            Trigger(f"{name}_update", table, "after update", BOTH_ROWS, f"{name}_update"),
        ),
    )


def guards() -> list[Guard]:
    """Documents move along their drawings, confirmed proformas are ink, totals equal what they total."""
    return [
        follows(BACKLOG),
        follows(MILESTONE),
        follows(RETAINER),
        follows(PROFORMA),
        frozen("billing_proforma", when="old.status = 'confirmed'"),
        lines_frozen(
            "billing_proforma_detail", "billing_proforma", "proforma_id", when="header.status = 'confirmed'"
        ),
        undeletable("billing_proforma", unless="old.status = 'draft'"),
        backlog_totals(),
        *references_of("billing"),
    ]
