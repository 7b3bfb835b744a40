"""Who may do what: roles, and the events that each may ask for."""

import re

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
EVERYBODY = tuple(role for role, _ in ROLES)
MEMBERS = (*WORKERS, "auditor", "administrator")
"""Whatever somebody is in the company."""
WITHIN = ()
"""Nobody asks for it by itself: it happens within other events. An administrator may do all there is."""

# Rooms in the order of their floors.
RIGHTS: dict[str, tuple[str, ...]] = {
    "companies.add_exchange_rates": ACCOUNTANTS,
    "companies.change_exchange_rates": ACCOUNTANTS,
    "companies.add_terms": ACCOUNTANTS,
    "companies.change_terms": ACCOUNTANTS,
    "companies.add_number_series": ACCOUNTANTS,
    "companies.change_number_series": ACCOUNTANTS,
    "companies.change_parameters": ADMINISTRATORS,
    "companies.choose_stationery": WITHIN,
    "companies.draw_dated_numbers": WITHIN,
    "companies.draw_numbers": WITHIN,
    "companies.hold_series": WITHIN,
    "companies.return_numbers": WITHIN,
    "people.accept_invitation": EVERYBODY,
    "people.begin_second_factor": EVERYBODY,
    "people.change_password": EVERYBODY,
    "people.confirm_second_factor": EVERYBODY,
    "people.end_sessions": EVERYBODY,
    "people.remove_second_factor": EVERYBODY,
    "people.use_code": EVERYBODY,
    "people.invite_people": ADMINISTRATORS,
    "people.make_invitations": ADMINISTRATORS,
    "people.set_password": ADMINISTRATORS,
    "people.change_people": ADMINISTRATORS,
    "people.grant_roles": ADMINISTRATORS,
    "people.revoke_roles": ADMINISTRATORS,
    "kit.save_view": MEMBERS,
    "kit.remove_view": MEMBERS,
    "kit.keep_preference": MEMBERS,
    "runs.ask_for_run": MEMBERS,
    "runs.take_up_run": WITHIN,
    "runs.cancel_runs": MEMBERS,
    "runs.start_run": WITHIN,
    "runs.record_chunk": WITHIN,
    "runs.finish_run": WITHIN,
    "runs.interrupt_run": WITHIN,
    "tax.add_tax_codes": ACCOUNTANTS,
    "tax.change_tax_codes": ACCOUNTANTS,
    "tax.add_tax_rates": ACCOUNTANTS,
    "tax.add_tax_groups": ACCOUNTANTS,
    "tax.change_tax_groups": ACCOUNTANTS,
    "tax.add_item_tax_groups": ACCOUNTANTS,
    "tax.change_item_tax_groups": ACCOUNTANTS,
    "tax.change_tax_defaults": ACCOUNTANTS,
    "tax.charge_tax": ACCOUNTANTS,
    "masterdata.add_customers": OFFICE,
    "masterdata.change_customers": OFFICE,
    "masterdata.add_projects": OFFICE,
    "masterdata.change_projects": OFFICE,
    "masterdata.add_tasks": OFFICE,
    "masterdata.change_tasks": OFFICE,
    "masterdata.add_resources": OFFICE,
    "masterdata.change_resources": OFFICE,
    "masterdata.add_roles": OFFICE,
    "masterdata.change_roles": OFFICE,
    "masterdata.add_org_units": OFFICE,
    "masterdata.change_org_units": OFFICE,
    "masterdata.add_write_off_reasons": OFFICE,
    "masterdata.change_write_off_reasons": OFFICE,
    "masterdata.add_categories": OFFICE,
    "masterdata.change_categories": OFFICE,
    "masterdata.add_masters": OFFICE,
    "agreements.add_price_lists": MANAGERS,
    "agreements.add_prices": WITHIN,
    "agreements.change_prices": WITHIN,
    "agreements.add_contracts": WITHIN,
    "agreements.change_contracts": WITHIN,
    "agreements.add_contract_lines": WITHIN,
    "agreements.change_contract_lines": WITHIN,
    "agreements.confirm_contracts": WITHIN,
    "agreements.close_contracts": WITHIN,
    "agreements.reopen_contracts": WITHIN,
    "agreements.keep_shares": WITHIN,
    "agreements.draft_change_order": WITHIN,
    "agreements.approve_change_orders": WITHIN,
    "agreements.apply_change_orders": WITHIN,
    "agreements.withdraw_change_orders": MANAGERS,
    "agreements.generate_schedules": MANAGERS,
    "agreements.extend_schedules": WITHIN,
    "agreements.record_schedule_runs": WITHIN,
    "agreements.note_schedule_failures": WITHIN,
    "agreements.skip_schedule_rows": MANAGERS,
    "work.enter_entries": WORKERS,
    "work.write_entries": WITHIN,
    "work.keep_entries": WITHIN,
    "work.drop_entries": WITHIN,
    "work.submit_entries": WITHIN,
    "work.change_entries": WORKERS,
    "work.delete_entries": WORKERS,
    "work.attach_receipts": WORKERS,
    "work.remove_receipts": WORKERS,
    "work.replace_entries": WORKERS,
    "work.recall_entries": WORKERS,
    "work.approve_entries": WITHIN,
    "work.request_recalls": WITHIN,
    "work.refuse_recalls": MANAGERS,
    "work.cancel_approvals": WITHIN,
    "work.reject_entries": MANAGERS,
    "work.reword_entries": OFFICE,
    "actuals.record_work": WITHIN,
    "actuals.replace_work": WITHIN,
    "actuals.divide_sales": WITHIN,
    "actuals.adjust_sales": WITHIN,
    "actuals.restore_sales": WITHIN,
    "actuals.reverse_work": WITHIN,
    "billing.open_backlog": WITHIN,
    "billing.close_backlog": WITHIN,
    "billing.mark_ready": MANAGERS,
    "billing.mark_not_ready": MANAGERS,
    "billing.hold_work": MANAGERS,
    "billing.evaluate_limits": WITHIN,
    "billing.reset_limits": MANAGERS,
    "billing.create_milestones": MANAGERS,
    "billing.generate_milestones": MANAGERS,
    "billing.prepare_progress": MANAGERS,
    "billing.plan_products": WITHIN,
    "billing.prepare_products": MANAGERS,
    "billing.change_milestones": MANAGERS,
    "billing.delete_milestones": MANAGERS,
    "billing.add_retainers": MANAGERS,
    "billing.change_retainers": MANAGERS,
    "billing.delete_retainers": MANAGERS,
    "billing.claim_work": WITHIN,
    "billing.expire_retainers": WITHIN,
    "billing.roll_over_retainers": MANAGERS,
    "billing.draw_hours": WITHIN,
    "billing.deduct_retainers": WITHIN,
    "billing.release_work": WITHIN,
    "billing.create_proformas": MANAGERS,
    "billing.write_details": MANAGERS,
    "billing.edit_details": MANAGERS,
    "billing.add_discount": MANAGERS,
    "billing.remove_discounts": MANAGERS,
    "billing.spread_discounts": WITHIN,
    "billing.remove_details": MANAGERS,
    "billing.postpone_details": MANAGERS,
    "billing.hand_in_drafts": MANAGERS,
    "billing.return_drafts": MANAGERS,
    "billing.merge_drafts": MANAGERS,
    "billing.add_to_proforma": MANAGERS,
    "billing.delete_drafts": MANAGERS,
    "billing.apply_retainers": MANAGERS,
    "billing.refund_retainers": MANAGERS,
    "billing.confirm_proformas": WITHIN,
    "billing.revise_proformas": MANAGERS,
    "billing.add_to_correction": MANAGERS,
    "ledger.add_fiscal_years": ACCOUNTANTS,
    "ledger.add_accounts": ACCOUNTANTS,
    "ledger.change_accounts": ACCOUNTANTS,
    "ledger.close_periods": WITHIN,
    "ledger.hold_periods": ACCOUNTANTS,
    "ledger.open_periods": ACCOUNTANTS,
    "accounting.add_posting_rules": ACCOUNTANTS,
    "accounting.change_posting_rules": ACCOUNTANTS,
    "accounting.add_line_properties": ACCOUNTANTS,
    "accounting.change_line_properties": ACCOUNTANTS,
    "accounting.add_profiles": ACCOUNTANTS,
    "accounting.change_profiles": ACCOUNTANTS,
    "accounting.set_profile_rules": ACCOUNTANTS,
    "accounting.open_journal_lines": WITHIN,
    "accounting.mirror_journal_lines": WITHIN,
    "accounting.adjust_journal_lines": ACCOUNTANTS,
    "accounting.preview_journals": ACCOUNTANTS,
    "accounting.post_journals": ACCOUNTANTS,
    "accounting.propose": WITHIN,
    "accounting.populate_proposals": BILLING,
    "accounting.post_awaited_lines": ACCOUNTANTS,
    "accounting.update_proposals": BILLING,
    "accounting.format_proposals": BILLING,
    "accounting.tax_proposals": WITHIN,
    "accounting.post_expired_retainers": WITHIN,
    "accounting.post_invoices": WITHIN,
    "documents.change_layout": ADMINISTRATORS,
    "documents.change_logo": ADMINISTRATORS,
    "documents.copy_layout": ADMINISTRATORS,
    "documents.render_invoices": BILLING,
    "documents.add_sending_profiles": OFFICE,
    "documents.change_sending_profiles": OFFICE,
    "documents.add_message_texts": OFFICE,
    "documents.change_message_texts": OFFICE,
    "documents.send_documents": BILLING,
    "documents.begin_sending": WITHIN,
    "documents.note_deliveries": WITHIN,
    "documents.note_notifications": BILLING,
    "documents.settle_deliveries": BILLING,
    "documents.retry_deliveries": BILLING,
    "documents.revoke_pages": BILLING,
    "documents.ask_question": WITHIN,
    "documents.answer_questions": OFFICE,
    "documents.use_layout": ADMINISTRATORS,
    "process.open_company": ADMINISTRATORS,
    "process.remove_company": ADMINISTRATORS,
    "process.change_company": ADMINISTRATORS,
    "process.add_prices": MANAGERS,
    "process.change_prices": MANAGERS,
    "process.add_contracts": MANAGERS,
    "process.change_contracts": MANAGERS,
    "process.add_contract_lines": MANAGERS,
    "process.change_contract_lines": MANAGERS,
    "process.draft_change_order": MANAGERS,
    "process.approve_change_orders": MANAGERS,
    "process.apply_change_orders": MANAGERS,
    "process.confirm_contracts": MANAGERS,
    "process.close_contracts": MANAGERS,
    "process.reopen_contracts": MANAGERS,
    "process.close_periods": ACCOUNTANTS,
    "process.submit_work": WORKERS,
    "process.record_approved_work": MANAGERS,
    "process.ask_for_work_back": WORKERS,
    "process.accept_recalls": MANAGERS,
    "process.take_back_work": MANAGERS,
    "process.reevaluate_work": MANAGERS,
    "process.evaluate_limits": MANAGERS,
    "process.write_off_work": MANAGERS,
    "process.write_up_work": MANAGERS,
    "process.reprice_work": MANAGERS,
    "process.postpone_part": MANAGERS,
    "process.undo_adjustments": MANAGERS,
    "process.confirm_and_propose": MANAGERS,
    "process.post_proposals": BILLING,
    "process.credit_invoices": BILLING,
    "process.expire_retainers": BILLING,
    "process.preview_invoices": OFFICE,
    "process.bill_work": MANAGERS,
    "process.bill_due_work": MANAGERS,
    "process.submit": WORKERS,
    "process.mark_ready": MANAGERS,
    "process.mark_not_ready": MANAGERS,
    "process.bill_chosen": MANAGERS,
    "process.approve": MANAGERS,
    "process.post_journals": ACCOUNTANTS,
    "process.bill": MANAGERS,
    "process.confirm": MANAGERS,
    "process.post_invoices": BILLING,
    "process.print": BILLING,
    "process.deliver": BILLING,
    "process.transmit": BILLING,
    "intake.import_entries": WORKERS,
    "intake.keep_upload": WORKERS,
    "intake.settle_upload": WORKERS,
    "intake.forget_uploads": WITHIN,
    "lab.given": ADMINISTRATORS,
    "lab.demonstration": ADMINISTRATORS,
    "intake.load_company": ADMINISTRATORS,
    "intake.add_to_company": ADMINISTRATORS,
}
PERSONAL = frozenset(event for event, roles in RIGHTS.items() if roles is EVERYBODY)
"""What concerns only whoever asks for it: no role is needed, and no company."""
COMPANYS = (
    frozenset(
        event
        for event in RIGHTS
        if event.startswith(("companies.", "people.", "tax.", "masterdata.", "ledger."))
        or re.match(r"(accounting|documents)\.(add|change|set)_", event)
        or event in ("agreements.add_price_lists", "process.close_periods")
    )
    - {"masterdata.add_masters"}
    - PERSONAL
)
"""What concerns the whole company: a role for own contracts does not reach so far."""
EVERYBODYS = frozenset(
    {
        *(
            "category",
            "customer",
            "dimension_set",
            "item_tax_group",
            "resource",
            "role",
            "tax_group",
            "terms",
        ),
        "write_off_reason",
    }
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
