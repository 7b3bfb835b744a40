"""What the database refuses about billing, and the running totals of the backlog."""

from unbilled.billing.states import BACKLOG, MILESTONE, PROFORMA, RETAINER
from unbilled.foundation.guards import (
    Guard,
    follows,
    frozen,
    lines_frozen,
    references_of,
    totals,
    undeletable,
)


def backlog_totals() -> Guard:
    """Keep ``billing_backlog_total`` equal to what it totals."""
    return totals(
        "billing_backlog_line",
        "billing_backlog_total",
        key="contract_line_id, transaction_class, billing_status, billing_type",
        also="company_id, transaction_currency",
        sums={
            "quantity": "sum(quantity)",
            "transaction_amount": "sum(transaction_amount)",
            "line_count": "count(*)",
        },
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
        lines_frozen(
            "billing_discount", "billing_proforma", "proforma_id", when="header.status = 'confirmed'"
        ),
        undeletable("billing_proforma", unless="old.status = 'draft'"),
        backlog_totals(),
        *references_of("billing"),
    ]
