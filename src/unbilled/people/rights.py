"""Who may do what: roles, and the events that each may ask for."""

from unbilled.foundation.refusals import Refusal

ROLES = [
    ("team_member", "team member"),
    ("project_manager", "project manager"),
    ("project_accountant", "project accountant"),
    ("billing_lead", "billing lead"),
    ("auditor", "auditor"),
    ("administrator", "administrator"),
]
SCOPES = [("all", "all contracts"), ("own", "own contracts")]

OWN_ACTS = "listed.person_id = %(sight_person_id)s::bigint"
"""Scope of a list whose rows are somebody's acts; see ``foundation.lists``."""

WORKERS = ("team_member", "project_manager", "project_accountant", "billing_lead")
OFFICE = ("project_manager", "project_accountant", "billing_lead")
MANAGERS = ("project_manager", "billing_lead")
BILLING = ("project_accountant", "billing_lead")
ACCOUNTANTS = ("project_accountant",)
ADMINISTRATORS = ("administrator",)
WITHIN = ()
"""Nobody asks for it by itself: it happens within other events. An administrator may do all there is."""

# Rooms in the order of their floors.
RIGHTS: dict[str, tuple[str, ...]] = {
    "companies.draw_dated_numbers": WITHIN,
    "companies.draw_numbers": WITHIN,
    "companies.return_numbers": WITHIN,
    "runs.start_run": WITHIN,
    "runs.record_chunk": WITHIN,
    "runs.finish_run": WITHIN,
    "runs.interrupt_run": WITHIN,
    "masterdata.add_masters": OFFICE,
    "agreements.confirm_contracts": MANAGERS,
    "work.enter_entries": WORKERS,
    "work.submit_entries": WORKERS,
    "work.recall_entries": WORKERS,
    "work.approve_entries": WITHIN,
    "work.reject_entries": MANAGERS,
    "actuals.record_work": WITHIN,
    "billing.open_backlog": WITHIN,
    "billing.mark_ready": MANAGERS,
    "billing.mark_not_ready": MANAGERS,
    "billing.create_milestones": MANAGERS,
    "billing.create_proformas": MANAGERS,
    "billing.edit_details": MANAGERS,
    "billing.confirm_proformas": WITHIN,
    "billing.revise_proformas": MANAGERS,
    "ledger.close_periods": ACCOUNTANTS,
    "ledger.hold_periods": ACCOUNTANTS,
    "ledger.open_periods": ACCOUNTANTS,
    "accounting.open_journal_lines": WITHIN,
    "accounting.adjust_journal_lines": ACCOUNTANTS,
    "accounting.post_journals": ACCOUNTANTS,
    "accounting.propose": WITHIN,
    "accounting.populate_proposals": BILLING,
    "accounting.update_proposals": BILLING,
    "accounting.post_invoices": BILLING,
    "documents.render_invoices": BILLING,
    "process.open_company": ADMINISTRATORS,
    "process.record_approved_work": MANAGERS,
    "process.confirm_and_propose": MANAGERS,
    "process.credit_invoices": BILLING,
    "process.submission_run": WORKERS,
    "process.approval_run": MANAGERS,
    "process.journal_run": ACCOUNTANTS,
    "process.billing_run": MANAGERS,
    "process.confirmation_run": MANAGERS,
    "process.posting_run": BILLING,
    "process.printing_run": BILLING,
    "intake.import_entries": WORKERS,
    "intake.load_company": ADMINISTRATORS,
    "intake.add_to_company": ADMINISTRATORS,
    "lab.demonstration": ADMINISTRATORS,
}
EVERYBODYS = frozenset(
    {"category", "customer", "dimension_set", "item_tax_group", "resource", "role", "tax_group", "terms"}
)
"""Kinds of records that are nobody's own: whoever may ask for an event may name any of them."""


class NotAllowed(Refusal):
    """The person has no role that may do this in the company."""

    sentence = "{person} may not do this ({event}) in {company}."
    remedy = "Ask {who} to do it, or to grant the role: {roles}."


class KeyUsedOtherwise(Refusal):
    """A key stands for one act; another request cannot have it."""

    sentence = "The key {key!r} was used for another act ({event}, {moment})."
    remedy = "Send each act with a key of its own."


class ActInProgress(Refusal):
    """The same act is being carried out at this moment."""

    sentence = "The act of the key {key!r} is still being carried out."
    remedy = "Wait until it has ended, then ask again: it answers what happened."


def roles_for(event: str) -> tuple[str, ...]:
    """The roles that may ask for an event.

    >>> roles_for("billing.mark_ready")
    ('project_manager', 'billing_lead', 'administrator')
    """
    return tuple(dict.fromkeys((*RIGHTS.get(event, WITHIN), "administrator")))
