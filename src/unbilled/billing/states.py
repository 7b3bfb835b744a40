"""How open work, milestones, retainers and proformas move."""

from unbilled.foundation.states import Arrow, Diagram

WORDS = {
    "ready_to_invoice": "ready",
    "customer_invoice_created": "on a draft",
    "customer_invoice_posted": "billed",
}
"""Billing statuses as people read them."""
HEADERS = (
    "not_started",
    "partly_ready",
    "ready",
    "partly_on_a_draft",
    "on_a_draft",
    "partly_billed",
    "completed",
)
"""Where a milestone stands as a whole, by the parts of its customers; see ``billing_header_status``."""

BACKLOG = Diagram(
    table="billing_backlog_line",
    column="billing_status",
    start="not_ready",
    arrows=(
        Arrow("mark_ready", "not_ready", "ready_to_invoice"),
        Arrow("mark_not_ready", "ready_to_invoice", "not_ready"),
        Arrow("hold_work", "ready_to_invoice", "not_ready"),
        Arrow("evaluate_limits", "ready_to_invoice", "not_ready"),
        Arrow("reset_limits", "ready_to_invoice", "not_ready"),
        Arrow("claim_work", "ready_to_invoice", "customer_invoice_created"),
        Arrow("release_work", "customer_invoice_created", "ready_to_invoice"),
    ),
    words=WORDS,
)

MILESTONE = Diagram(
    table="billing_milestone",
    start="not_ready",
    arrows=(
        Arrow("mark_ready", "not_ready", "ready_to_invoice"),
        Arrow("mark_not_ready", "ready_to_invoice", "not_ready"),
        Arrow("hold_work", "ready_to_invoice", "not_ready"),
        Arrow("change_milestones", "ready_to_invoice", "not_ready"),
        Arrow("plan_products", "ready_to_invoice", "not_ready"),
        Arrow("claim_work", "ready_to_invoice", "customer_invoice_created"),
        Arrow("release_work", "customer_invoice_created", "ready_to_invoice"),
        Arrow("confirm_proformas", "customer_invoice_created", "customer_invoice_posted"),
        Arrow("confirm_proformas", "customer_invoice_posted", "ready_to_invoice"),
    ),
    words=WORDS,
)

RETAINER = Diagram(
    table="billing_retainer",
    start="not_ready",
    arrows=(
        Arrow("mark_ready", "not_ready", "ready_to_invoice"),
        Arrow("mark_not_ready", "ready_to_invoice", "not_ready"),
        Arrow("hold_work", "ready_to_invoice", "not_ready"),
        Arrow("change_retainers", "ready_to_invoice", "not_ready"),
        Arrow("claim_work", "ready_to_invoice", "customer_invoice_created"),
        Arrow("release_work", "customer_invoice_created", "ready_to_invoice"),
        Arrow("confirm_proformas", "customer_invoice_created", "customer_invoice_posted"),
        Arrow("confirm_proformas", "customer_invoice_posted", "ready_to_invoice"),
    ),
    words=WORDS,
)

PROFORMA = Diagram(
    table="billing_proforma",
    start="draft",
    arrows=(Arrow("confirm_proformas", "draft", "confirmed"),),
)
