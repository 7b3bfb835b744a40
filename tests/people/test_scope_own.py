"""Own contracts: whoever has a role for these acts on them, is refused everything else, and does not see it.

Mia manages contract C-1, Tom manages C-2; both contracts have the same lines and the same work.
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from django.db import transaction
from typer.testing import CliRunner

from acting import acting, granted
from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
from unbilled.accounting.events.format_proposals import format_proposals
from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.post_awaited_lines import post_awaited_lines
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.events.update_proposals import update_proposals
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.actuals.models import Actual, Adjustment
from unbilled.agreements.events.generate_schedules import generate_schedules
from unbilled.agreements.events.skip_schedule_rows import skip_schedule_rows
from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
from unbilled.agreements.models import ChangeOrder, Contract, ContractLine, InvoiceScheduleRow
from unbilled.agreements.reads.find_selection import NameUnknown, find_selection
from unbilled.billing.events.add_discount import add_discount
from unbilled.billing.events.add_retainers import NewRetainer, add_retainers
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.change_milestones import ChangedMilestone, change_milestones
from unbilled.billing.events.change_retainers import ChangedRetainer, change_retainers
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.delete_milestones import delete_milestones
from unbilled.billing.events.delete_retainers import delete_retainers
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.generate_milestones import generate_milestones
from unbilled.billing.events.hand_in_drafts import hand_in_drafts
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.merge_drafts import merge_drafts
from unbilled.billing.events.postpone_details import postpone_details
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.events.prepare_progress import prepare_progress
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.events.remove_discounts import remove_discounts
from unbilled.billing.events.reset_limits import reset_limits
from unbilled.billing.events.return_drafts import return_drafts
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.events.roll_over_retainers import roll_over_retainers
from unbilled.billing.events.write_details import NewDetail, write_details
from unbilled.billing.models import BacklogLine, Milestone, Proforma, Retainer
from unbilled.cli.main import app
from unbilled.companies.models import DimensionSet
from unbilled.documents.delivery.notifications import Notification
from unbilled.documents.events.answer_questions import answer_questions
from unbilled.documents.events.note_notifications import note_notifications
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.events.retry_deliveries import retry_deliveries
from unbilled.documents.events.revoke_pages import revoke_pages
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.documents.models import Delivery, Document, Question
from unbilled.foundation.acts import EVENTS
from unbilled.foundation.masters import MastersRefused
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import NotYours, Sight, scopes
from unbilled.intake.events.import_entries import import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice
from unbilled.masterdata.events.add_masters import add_masters
from unbilled.masterdata.models import Project, Task, WriteOffReason
from unbilled.people.events.open_act import open_act
from unbilled.people.models import Person
from unbilled.people.reads.sight_of import NotAMember, sight_of
from unbilled.people.rights import COMPANYS, EVERYBODYS, PERSONAL, RIGHTS, NotAllowed
from unbilled.process.events.accept_recalls import accept_recalls
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.bill_due_work import bill_due_work
from unbilled.process.events.bill_work import bill_work
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.change_contracts import change_contracts
from unbilled.process.events.close_contracts import close_contracts
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.draft_change_order import draft_change_order
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.expire_retainers import expire_retainers
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.postpone_part import postpone_part
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.process.events.reevaluate_work import reevaluate_work
from unbilled.process.events.reopen_contracts import reopen_contracts
from unbilled.process.events.reprice_work import reprice_work
from unbilled.process.events.submit_work import submit_work
from unbilled.process.events.take_back_work import take_back_work
from unbilled.process.events.undo_adjustments import undo_adjustments
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.bill import BILL
from unbilled.process.runs.bill_chosen import BILL_CHOSEN
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.deliver import DELIVER
from unbilled.process.runs.mark import MARK_NOT_READY, MARK_READY
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.process.runs.print import PRINT
from unbilled.process.runs.submit import SUBMIT
from unbilled.reports.reads.beancount import LedgerIsWhole, export_beancount
from unbilled.reports.reads.find_named import (
    find_contract_line,
    find_documents,
    find_entries,
    find_milestones,
    find_retainers,
)
from unbilled.reports.reads.pipeline import pipeline
from unbilled.reports.reads.ready_contracts import ready_contracts
from unbilled.reports.reads.trace import trace_entry, trace_invoice
from unbilled.runs.running import carry_out
from unbilled.work.events.attach_receipts import NewReceipt, attach_receipts
from unbilled.work.events.change_entries import change_entries
from unbilled.work.events.delete_entries import delete_entries
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.recall_entries import recall_entries
from unbilled.work.events.refuse_recalls import refuse_recalls
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.events.remove_receipts import remove_receipts
from unbilled.work.events.replace_entries import replace_entries
from unbilled.work.events.reword_entries import reword_entries
from unbilled.work.models import Entry

DAY = date(2026, 3, 31)
WORLD = """
company: {{code: ACME, accounting_currency: EUR, terms: N30}}
terms: {{N30: {{net_days: 30}}, N14: {{net_days: 14}}}}
tax: {{VAT20: {{rate: 20}}}}
tax_groups: {{DOMESTIC: [VAT20]}}
item_tax_groups: {{FULL: [VAT20]}}
dimensions: {{north: {{region: north}}}}
roles: {{Developer: {{cost_price: 60}}}}
resources: {{Ada: Developer}}
write_off_reasons: {{LATE: Late}}
customers: {{Helios: {{tax_group: DOMESTIC}}, Orbit: {{tax_group: DOMESTIC}}}}
sending_profiles:
  Helios: {{channel: download, has_page: true}}
  Orbit: {{channel: download, has_page: true}}
contracts:
  C-1:
    confirmed: {confirmed}
    customers: {{Helios: 100}}
    profile: time_and_material_wip
    sales_prices: {{Developer: 100}}
    lines:
      Build: {{project: P-1}}
      Plan: {{project: P-3, billing_method: fixed_price, amount: 5000,
             milestones: {{Report 1: {{amount: 4000, date: 2026-03-20}}}}}}
  C-2:
    confirmed: {confirmed}
    customers: {{Orbit: 100}}
    profile: time_and_material_wip
    sales_prices: {{Developer: 120}}
    lines:
      Care: {{project: P-2}}
      Study: {{project: P-4, billing_method: fixed_price, amount: 5000,
              milestones: {{Report 2: {{amount: 4000, date: 2026-03-20}}}}}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}
    T2: {resource: Ada, project: P-2, date: 2026-03-02, hours: 3}
"""
BOXES = "".join(
    f"""
- draft_change_order:
    contract: {contract}
    name: Boxes
    from: 2026-03-01
    lines: {{Box: {{billing_method: product, project: {project}, quantity: 2, price: 9, delivery_date: 2026-03-02}}}}
- approve_change_orders: {{orders: [{contract}/1], on: 2026-03-01}}
"""
    for contract, project in (("C-1", "P-1"), ("C-2", "P-2"))
)
SUBMITTED = ENTERED + "- submit: all\n"
APPROVED = SUBMITTED + "- approve: {entries: all, on: 2026-03-03}\n"
READY = APPROVED + "- mark_ready: all\n"
DRAFTED = READY + "- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}\n"
TWO_DRAFTS = (
    APPROVED
    + """
- mark_ready: [T1, T2]
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
- mark_ready: {milestones: [Report 1, Report 2]}
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
"""
)
CONFIRMED = DRAFTED + "- confirm: all\n"
PROPOSED = APPROVED + "- post_journals: all\n" + DRAFTED[len(APPROVED) :] + "- confirm: all\n"
POSTED = PROPOSED + "- post_invoices: all\n"
SENT = POSTED + "- send: all\n"
ASKED = SENT + "".join(
    f"- ask_question: {{invoice: 2026-0000{number}, text: Because}}\n" for number in (1, 2)
)
MONTHLY = "{schedule: monthly on 31, billing_start: 2026-03-01, billing_through: 2026-03-31}"
SCHEDULED = f"- set: {{lines: {{C-1/Build: {MONTHLY}, C-2/Care: {MONTHLY}}}}}\n"
LIMITS = "- set: {contracts: {C-1: {limit: 5000}, C-2: {limit: 5000}}}\n"
AGREED = """
- add_retainers: {contract: C-1, retainers: {Advance 1: {date: 2026-02-01, amount: 50}}}
- add_retainers: {contract: C-2, retainers: {Advance 2: {date: 2026-02-01, amount: 50}}}
"""
PAID = (
    AGREED
    + """
- mark_ready: {retainers: [Advance 1, Advance 2]}
- create_proformas: {contracts: all, through: 2026-02-01}
- confirm: all
"""
)
ASKED_BACK = "- ask_back: {entries: all, reason: Wrong day}\n"
ORDERED = "".join(
    f"- draft_change_order: {{contract: {one}, name: More, from: 2026-03-15, terms: {{limit: 9000}}, on: 2026-03-01}}\n"
    for one in ("C-1", "C-2")
)
PROJECTS = {"C-1": "P-1", "C-2": "P-2"}


def ids(model: Any, **where: Any) -> list[int]:
    return sorted(model._default_manager.filter(**where).values_list("pk", flat=True))


def contract(number: str) -> int:
    return Contract.objects.get(number=number).pk


def change_orders(number: str) -> list[int]:
    return ids(ChangeOrder, contract__number=number)


def entries(number: str) -> list[int]:
    return ids(Entry, project__code=PROJECTS[number])


def sales(number: str) -> list[int]:
    return ids(BacklogLine, contract_id=contract(number))


def actuals(number: str) -> list[int]:
    return ids(JournalLine, contract_id=contract(number))


def milestones(number: str) -> list[int]:
    return ids(Milestone, contract_id=contract(number))


def retainers(number: str) -> list[int]:
    return ids(Retainer, contract_id=contract(number))


def proformas(number: str) -> list[int]:
    return ids(Proforma, contract_id=contract(number))


def proposals(number: str) -> list[int]:
    return ids(Proposal, contract_id=contract(number))


def invoices(number: str) -> list[int]:
    return ids(Invoice, contract_id=contract(number))


def deliveries(number: str) -> list[int]:
    return ids(Delivery, invoice__contract_id=contract(number))


def questions(number: str) -> list[int]:
    return ids(Question, invoice__contract_id=contract(number))


def plan(number: str) -> int:
    return ContractLine.objects.get(contract__number=number, billing_method="fixed_price").pk


def scheduled(number: str) -> int:
    return ContractLine.objects.get(contract__number=number, billing_method="time_and_material").pk


def schedule_rows(number: str) -> list[int]:
    return ids(InvoiceScheduleRow, contract_line__contract__number=number)


def project(number: str) -> int:
    return Project.objects.get(code=PROJECTS[number]).pk


@dataclass(frozen=True)
class Case:
    """An event: the steps before it, how it is asked for contract by contract, and what it is called in a refusal."""

    steps: str
    call: Callable[..., Any]
    asked: Callable[[Sequence[str]], dict[str, Any]]
    foreign: str
    confirmed: bool = True
    several: bool = True
    role: str = ""


def of(**named: Callable[[str], list[int]]) -> Callable[[Sequence[str]], dict[str, Any]]:
    """Arguments that name records of contracts."""
    return lambda numbers: {
        name: [one for number in numbers for one in find(number)] for name, find in named.items()
    }


def with_(arguments: Callable[[Sequence[str]], dict[str, Any]], **more: Any) -> Any:
    return lambda numbers: arguments(numbers) | more


def with_reason(arguments: Callable[[Sequence[str]], dict[str, Any]], **more: Any) -> Any:
    return lambda numbers: (
        arguments(numbers) | {"write_off_reason_id": WriteOffReason.objects.latest("pk").pk} | more
    )


def with_receipts(act: Any, *, entry_id: int, names: Sequence[str]) -> None:
    """Remove receipts of an entry that has these and another; where that is refused, it never had any."""
    with transaction.atomic():
        attach_receipts(
            acting(act.company_id),
            receipts=[
                NewReceipt(entry_id, name, b"%PDF-1.7 " + name.encode()) for name in (*names, "bill.pdf")
            ],
        )
        assert remove_receipts(act, entry_id=entry_id, names=names) == len(names)


def worked_on(numbers: Sequence[str]) -> dict[str, Any]:
    return {"entries": [NewEntry("time", date(2026, 3, 4), project(one), Decimal(1)) for one in numbers]}


CASES: dict[str, Case] = {
    "masterdata.add_masters": Case(
        ENTERED,
        add_masters,
        lambda numbers: {"tasks": [(project(one), "Layout") for one in numbers]},
        "project P-2",
    ),
    "process.confirm_contracts": Case(
        "", confirm_contracts, of(contract_ids=lambda one: [contract(one)]), "contract C-2", confirmed=False
    ),
    "process.draft_change_order": Case(
        "",
        draft_change_order,
        lambda numbers: {
            "contract_id": contract(numbers[-1]),
            "name": "More",
            "effective_date": DAY,
            "contract": {"limit": Decimal(9000)},
        },
        "contract C-2",
        several=False,
    ),
    "process.approve_change_orders": Case(
        ORDERED, approve_change_orders, of(change_order_ids=change_orders), "change order C-2/1"
    ),
    "process.apply_change_orders": Case(
        ORDERED + "- approve_change_orders: {orders: [C-1/1, C-2/1], on: 2026-03-01}\n",
        apply_change_orders,
        of(change_order_ids=change_orders),
        "change order C-2/1",
    ),
    "agreements.withdraw_change_orders": Case(
        ORDERED, withdraw_change_orders, of(change_order_ids=change_orders), "change order C-2/1"
    ),
    "process.close_contracts": Case(
        POSTED, close_contracts, of(contract_ids=lambda one: [contract(one)]), "contract C-2"
    ),
    "process.reopen_contracts": Case(
        POSTED + "- close_contracts: [C-1, C-2]\n",
        reopen_contracts,
        of(contract_ids=lambda one: [contract(one)]),
        "contract C-2",
    ),
    "work.enter_entries": Case("", enter_entries, worked_on, "project P-2"),
    "process.submit_work": Case(
        ENTERED, submit_work, of(entry_ids=entries), "entry T2", role="project_manager"
    ),
    "work.change_entries": Case(
        ENTERED,
        change_entries,
        lambda numbers: {"changes": {key: {"quantity": 1} for one in numbers for key in entries(one)}},
        "entry T2",
        role="project_manager",
    ),
    "work.delete_entries": Case(
        ENTERED, delete_entries, of(entry_ids=entries), "entry T2", role="project_manager"
    ),
    "work.attach_receipts": Case(
        ENTERED,
        attach_receipts,
        lambda numbers: {
            "receipts": [NewReceipt(key, "taxi.pdf", b"%PDF-1.7") for one in numbers for key in entries(one)]
        },
        "entry T2",
        role="project_manager",
    ),
    "work.remove_receipts": Case(
        ENTERED,
        with_receipts,
        lambda numbers: {"entry_id": entries(numbers[-1])[0], "names": ["taxi.pdf"]},
        "entry T2",
        several=False,
        role="project_manager",
    ),
    "work.replace_entries": Case("", replace_entries, worked_on, "project P-2"),
    "work.recall_entries": Case(
        SUBMITTED, recall_entries, of(entry_ids=entries), "entry T2", role="project_manager"
    ),
    "work.reject_entries": Case(
        SUBMITTED, reject_entries, with_(of(entry_ids=entries), comment="No"), "entry T2"
    ),
    "work.reword_entries": Case(
        APPROVED,
        reword_entries,
        lambda numbers: {"descriptions": {key: "Other" for one in numbers for key in entries(one)}},
        "entry T2",
    ),
    "process.bill_work": Case(
        READY, bill_work, with_(of(contract_ids=lambda one: [contract(one)]), through=DAY), "contract C-2"
    ),
    "process.ask_for_work_back": Case(
        APPROVED,
        ask_for_work_back,
        with_(of(entry_ids=entries), reason="Wrong day"),
        "entry T2",
        role="project_manager",
    ),
    "work.refuse_recalls": Case(
        APPROVED + ASKED_BACK, refuse_recalls, with_(of(entry_ids=entries), comment="No"), "entry T2"
    ),
    "process.accept_recalls": Case(APPROVED + ASKED_BACK, accept_recalls, of(entry_ids=entries), "entry T2"),
    "process.take_back_work": Case(APPROVED, take_back_work, of(entry_ids=entries), "entry T2"),
    "process.record_approved_work": Case(SUBMITTED, record_approved_work, of(entry_ids=entries), "entry T2"),
    "billing.mark_ready": Case(
        APPROVED,
        mark_ready,
        of(actual_ids=sales, milestone_ids=milestones),
        "unbilled sales of entry T2, milestone Report 2",
    ),
    "billing.mark_not_ready": Case(
        READY,
        mark_not_ready,
        of(actual_ids=sales, milestone_ids=milestones),
        "unbilled sales of entry T2, milestone Report 2",
    ),
    "billing.hold_work": Case(
        APPROVED,
        hold_work,
        with_(of(actual_ids=sales, milestone_ids=milestones), reason="Dispute"),
        "unbilled sales of entry T2, milestone Report 2",
    ),
    "process.write_off_work": Case(
        APPROVED,
        write_off_work,
        with_reason(of(actual_ids=sales)),
        "unbilled sales of entry T2",
    ),
    "process.write_up_work": Case(
        APPROVED,
        write_up_work,
        with_reason(of(actual_ids=sales), percent=Decimal(5)),
        "unbilled sales of entry T2",
    ),
    "process.reprice_work": Case(
        APPROVED,
        reprice_work,
        with_(of(actual_ids=sales), percent=Decimal(5)),
        "unbilled sales of entry T2",
    ),
    "process.postpone_part": Case(
        APPROVED,
        postpone_part,
        lambda numbers: {
            "amounts": {sale: Decimal(50) for one in numbers for sale in sales(one)},
            "reason": "Dispute",
        },
        "unbilled sales of entry T2",
    ),
    "process.undo_adjustments": Case(
        APPROVED + "- write_off: {entries: [T1], reason: LATE}\n- write_off: {entries: [T2], reason: LATE}\n",
        undo_adjustments,
        lambda numbers: {
            "act_number": Adjustment.objects.get(entry_id__in=entries(numbers[-1]), undoes=None).act_id
        },
        "unbilled sales of entry T2",
        several=False,
    ),
    "billing.reset_limits": Case(
        LIMITS + APPROVED, reset_limits, of(actual_ids=sales), "unbilled sales of entry T2"
    ),
    "process.evaluate_limits": Case(
        APPROVED + LIMITS, evaluate_limits, of(actual_ids=sales), "unbilled sales of entry T2"
    ),
    "agreements.generate_schedules": Case(
        SCHEDULED,
        generate_schedules,
        of(contract_line_ids=lambda one: [scheduled(one)]),
        "contract C-2, line Care",
    ),
    "agreements.skip_schedule_rows": Case(
        SCHEDULED,
        skip_schedule_rows,
        lambda numbers: {"contract_line_id": scheduled(numbers[-1]), "run_dates": [DAY]},
        "contract C-2, line Care",
        several=False,
    ),
    "process.bill_due_work": Case(
        SCHEDULED, bill_due_work, of(schedule_row_ids=schedule_rows), "contract C-2 on 2026-03-31"
    ),
    "billing.create_milestones": Case(
        "",
        create_milestones,
        lambda numbers: {
            "contract_line_id": plan(numbers[-1]),
            "milestones": [NewMilestone("Handover", DAY, Decimal(500))],
        },
        "contract C-2, line Study",
        several=False,
    ),
    "billing.create_proformas": Case(
        READY,
        create_proformas,
        with_(of(contract_ids=lambda one: [contract(one)]), through=DAY),
        "contract C-2",
    ),
    "billing.edit_details": Case(
        DRAFTED,
        edit_details,
        lambda numbers: {
            "proforma_id": proformas(numbers[-1])[0],
            "quantities": {1: Decimal(1)},
            "reason": "Agreed",
        },
        "proforma P-00002",
        several=False,
    ),
    "billing.write_details": Case(
        DRAFTED,
        write_details,
        lambda numbers: {
            "proforma_id": proformas(numbers[-1])[0],
            "details": [
                NewDetail(
                    contract_line_id=scheduled(numbers[-1]),
                    transaction_class="fee",
                    quantity=Decimal(1),
                    unit_price=Decimal(50),
                    unit="piece",
                )
            ],
        },
        "proforma P-00002, contract C-2, line Care",
        several=False,
    ),
    "billing.add_discount": Case(
        DRAFTED,
        add_discount,
        lambda numbers: {"proforma_id": proformas(numbers[-1])[0], "text": "Rebate", "percent": Decimal(5)},
        "proforma P-00002",
        several=False,
    ),
    "billing.remove_discounts": Case(
        DRAFTED
        + "- discount: {proformas: P-00001, text: Rebate, percent: 5}\n"
        + "- discount: {proformas: P-00002, text: Rebate, percent: 5}\n",
        remove_discounts,
        lambda numbers: {"proforma_id": proformas(numbers[-1])[0], "texts": ["Rebate"]},
        "proforma P-00002",
        several=False,
    ),
    "billing.hand_in_drafts": Case(DRAFTED, hand_in_drafts, of(proforma_ids=proformas), "proforma P-00002"),
    "billing.return_drafts": Case(
        DRAFTED + "- hand_in: all\n",
        return_drafts,
        with_(of(proforma_ids=proformas), comment="Too much"),
        "proforma P-00002",
    ),
    "billing.remove_details": Case(
        DRAFTED,
        remove_details,
        lambda numbers: {"proforma_id": proformas(numbers[-1])[0], "line_nos": [1]},
        "proforma P-00002",
        several=False,
    ),
    "billing.add_to_proforma": Case(
        DRAFTED.replace("- mark_ready: all", "- mark_ready: {entries: [T1, T2]}")
        + "- mark_ready: {milestones: [Report 1, Report 2]}\n",
        add_to_proforma,
        lambda numbers: {"proforma_id": proformas(numbers[-1])[0], "through": DAY},
        "proforma P-00002",
        several=False,
    ),
    "billing.postpone_details": Case(
        DRAFTED,
        postpone_details,
        lambda numbers: {"proforma_id": proformas(numbers[-1])[0], "line_nos": [1], "reason": "Dispute"},
        "proforma P-00002",
        several=False,
    ),
    "billing.merge_drafts": Case(
        TWO_DRAFTS, merge_drafts, of(proforma_ids=proformas), "proforma P-00002, proforma P-00004"
    ),
    "billing.delete_drafts": Case(DRAFTED, delete_drafts, of(proforma_ids=proformas), "proforma P-00002"),
    "billing.generate_milestones": Case(
        "- set: {lines: {C-1/Plan: {amount: 9000}, C-2/Study: {amount: 9000}}}\n",
        generate_milestones,
        lambda numbers: {
            "contract_line_id": plan(numbers[-1]),
            "schedule": "monthly on 31",
            "from_date": date(2026, 1, 1),
            "through_date": DAY,
        },
        "contract C-2, line Study",
        several=False,
    ),
    "billing.prepare_products": Case(
        BOXES,
        prepare_products,
        lambda numbers: {
            "contract_line_ids": [
                ContractLine.objects.get(contract__number=one, billing_method="product").pk for one in numbers
            ],
            "quantity": Decimal(1),
        },
        "contract C-2, line Box",
    ),
    "billing.prepare_progress": Case(
        "- set: {lines: {C-1/Plan: {amount: 9000}, C-2/Study: {amount: 9000}}}\n",
        prepare_progress,
        lambda numbers: {
            "contract_line_ids": [plan(one) for one in numbers],
            "complete_percent": Decimal(50),
        },
        "contract C-2, line Study",
    ),
    "billing.change_milestones": Case(
        "",
        change_milestones,
        lambda numbers: {
            "contract_line_id": plan(numbers[-1]),
            "changes": {f"Report {numbers[-1][-1]}": ChangedMilestone(name="Study")},
        },
        "contract C-2, line Study",
        several=False,
    ),
    "billing.delete_milestones": Case(
        "",
        delete_milestones,
        lambda numbers: {
            "contract_line_id": plan(numbers[-1]),
            "names": [f"Report {numbers[-1][-1]}"],
        },
        "contract C-2, line Study",
        several=False,
    ),
    "billing.add_retainers": Case(
        "",
        add_retainers,
        lambda numbers: {
            "contract_id": contract(numbers[-1]),
            "retainers": [NewRetainer("Advance", DAY, Decimal(50))],
        },
        "contract C-2",
        several=False,
    ),
    "billing.change_retainers": Case(
        AGREED,
        change_retainers,
        lambda numbers: {
            "changes": {
                one: ChangedRetainer(retainer_date=DAY) for number in numbers for one in retainers(number)
            }
        },
        "retainer Advance 2",
    ),
    "billing.roll_over_retainers": Case(
        AGREED, roll_over_retainers, of(retainer_ids=retainers), "retainer Advance 2"
    ),
    "process.expire_retainers": Case(
        PAID.replace("amount: 50", "amount: 50, expires: 2026-02-15") + "- post_invoices: all\n",
        expire_retainers,
        of(retainer_ids=retainers),
        "retainer Advance 2",
    ),
    "billing.delete_retainers": Case(
        AGREED, delete_retainers, of(retainer_ids=retainers), "retainer Advance 2"
    ),
    "billing.apply_retainers": Case(
        PAID + DRAFTED,
        apply_retainers,
        of(proforma_ids=lambda one: proformas(one)[-1:]),
        "proforma P-00004",
    ),
    "billing.refund_retainers": Case(
        PAID, refund_retainers, of(retainer_ids=retainers), "retainer Advance 2"
    ),
    "billing.revise_proformas": Case(
        POSTED, revise_proformas, with_(of(proforma_ids=proformas), reason="Wrong order"), "proforma P-00002"
    ),
    "process.confirm_and_propose": Case(
        DRAFTED, confirm_and_propose, of(proforma_ids=proformas), "proforma P-00002"
    ),
    "process.credit_invoices": Case(
        POSTED, credit_invoices, with_(of(invoice_ids=invoices), reason="Wrong order"), "invoice 2026-00002"
    ),
    "accounting.adjust_journal_lines": Case(
        APPROVED,
        adjust_journal_lines,
        lambda numbers: {
            **of(actual_ids=actuals)(numbers),
            "dimension_set_id": DimensionSet.objects.latest("pk").pk,
        },
        "cost of entry T2, unbilled sales of entry T2",
    ),
    "accounting.post_journals": Case(
        APPROVED, post_journals, of(actual_ids=actuals), "cost of entry T2, unbilled sales of entry T2"
    ),
    "accounting.populate_proposals": Case(
        CONFIRMED + "- post_journals: all\n",
        populate_proposals,
        of(proposal_ids=proposals),
        "proposal P-00002",
    ),
    "accounting.post_awaited_lines": Case(
        CONFIRMED, post_awaited_lines, of(proposal_ids=proposals), "proposal P-00002"
    ),
    "accounting.update_proposals": Case(
        PROPOSED, update_proposals, with_(of(proposal_ids=proposals), due_date=DAY), "proposal P-00002"
    ),
    "accounting.format_proposals": Case(
        PROPOSED, format_proposals, with_(of(proposal_ids=proposals), by="project"), "proposal P-00002"
    ),
    "process.post_proposals": Case(
        PROPOSED, post_proposals, with_(of(proposal_ids=proposals), invoice_date=DAY), "proposal P-00002"
    ),
    "documents.render_invoices": Case(
        POSTED, render_invoices, of(invoice_ids=invoices), "invoice 2026-00002"
    ),
    "documents.send_documents": Case(POSTED, send_documents, of(invoice_ids=invoices), "invoice 2026-00002"),
    "documents.retry_deliveries": Case(
        SENT + "- settle_deliveries: {deliveries: all, became: given_up}\n",
        retry_deliveries,
        of(delivery_ids=deliveries),
        "delivery 2026-00002/1",
    ),
    "documents.settle_deliveries": Case(
        SENT,
        settle_deliveries,
        with_(of(delivery_ids=deliveries), became="sent"),
        "delivery 2026-00002/1",
    ),
    "documents.note_notifications": Case(
        SENT + "- settle_deliveries: {deliveries: all, became: sent}\n",
        note_notifications,
        lambda numbers: {
            "notifications": [
                Notification(one.message_id, "failed", "Came back.")
                for one in Delivery.objects.filter(invoice__contract_id__in=map(contract, numbers))
            ]
        },
        "delivery 2026-00002/1",
    ),
    "documents.revoke_pages": Case(SENT, revoke_pages, of(invoice_ids=invoices), "invoice 2026-00002"),
    "documents.answer_questions": Case(
        ASKED,
        answer_questions,
        with_(of(question_ids=questions), answer="Because."),
        "question 1 about 2026-00002",
    ),
}
BY_NAME = {
    "process.add_contract_lines",
    "process.add_contracts",
    "process.add_prices",
    "process.change_contract_lines",
    "process.change_contracts",
    "process.change_prices",
}
"""What they touch is known when it is changed: tests/process/test_changed_terms.py."""
RUNS: dict[str, tuple[str, Callable[..., Any], Callable[[str], Any]]] = {
    "process.submit": (
        ENTERED,
        lambda act, **more: carry_out(act, SUBMIT, **more),
        lambda one: ids(Entry, project__code=PROJECTS[one], status="submitted"),
    ),
    "process.approve": (
        SUBMITTED,
        lambda act, **more: carry_out(act, APPROVE, **more),
        lambda one: ids(Entry, project__code=PROJECTS[one], status="approved"),
    ),
    "process.post_journals": (
        APPROVED,
        lambda act, **more: carry_out(act, POST_JOURNALS, **more),
        lambda one: ids(JournalLine, contract_id=contract(one), status="posted"),
    ),
    "process.mark_ready": (
        APPROVED,
        lambda act, **more: carry_out(act, MARK_READY, actual_ids=[*sales("C-1"), *sales("C-2")], **more),
        lambda one: ids(BacklogLine, contract_id=contract(one), billing_status="ready_to_invoice"),
    ),
    "process.mark_not_ready": (
        READY,
        lambda act, **more: carry_out(act, MARK_NOT_READY, actual_ids=[*sales("C-1"), *sales("C-2")], **more),
        lambda one: ids(BacklogLine, contract_id=contract(one), billing_status="not_ready"),
    ),
    "process.bill_chosen": (
        READY,
        lambda act, **more: carry_out(act, BILL_CHOSEN, actual_ids=[*sales("C-1"), *sales("C-2")], **more),
        proformas,
    ),
    "process.bill": (
        APPROVED,
        lambda act, **more: carry_out(act, BILL, through=DAY, **more),
        proformas,
    ),
    "process.confirm": (DRAFTED, lambda act, **more: carry_out(act, CONFIRM, **more), proposals),
    "process.post_invoices": (
        PROPOSED,
        lambda act, **more: carry_out(act, POST_INVOICES, invoice_date=DAY, **more),
        invoices,
    ),
    "process.print": (
        POSTED,
        lambda act, **more: carry_out(act, PRINT, **more),
        lambda one: ids(Document, invoice__contract_id=contract(one)),
    ),
    "process.deliver": (POSTED, lambda act, **more: carry_out(act, DELIVER, **more), deliveries),
}
"""Runs over all there is, and what of a contract they have done."""
ELSEWHERE = {
    *("runs.ask_for_run", "runs.cancel_runs", "intake.keep_upload", "intake.settle_upload"),
    *("intake.import_entries", "process.reevaluate_work", "kit.save_view", "kit.remove_view"),
    "kit.keep_preference",
    *("accounting.preview_journals", "process.preview_invoices", "billing.add_to_correction"),
    "process.transmit",
}
"""Tested by a test of its own, below or beside the event."""


def people(books: Books, role: str) -> int:
    """Mia with a role for own contracts; the managers of the contracts."""
    mia, tom = granted(books.company_id, "mia", role, scope="own"), granted(books.company_id, "tom")
    Contract.objects.filter(number="C-1").update(manager_id=mia)
    Contract.objects.filter(number="C-2").update(manager_id=tom)
    return mia


def built(books: Books, steps: str, *, confirmed: bool = True) -> Books:
    books.given(WORLD.format(confirmed="true" if confirmed else "false"))
    if steps:
        books.do(steps)
    return books


def role_for(event: str) -> str:
    return RIGHTS[event][0]


def asked_for_by_others() -> set[str]:
    """What somebody other than an administrator may ask for, but for what is about themselves."""
    return {event for event, roles in RIGHTS.items() if set(roles) - {"administrator"}} - PERSONAL


def test_every_event_that_a_role_may_ask_for_has_chosen_what_is_own() -> None:
    assert asked_for_by_others() == {*CASES, *BY_NAME, *COMPANYS_OF_ROLES, *RUNS, *ELSEWHERE}


@pytest.mark.parametrize("event", sorted((asked_for_by_others() - COMPANYS) & set(EVENTS)))
def test_every_identity_that_an_event_takes_is_somebodys_or_everybodys(event: str) -> None:
    """Of a kind without a scope nothing could be refused."""
    function = inspect.unwrap(EVENTS[event])
    hints = get_type_hints(function)
    hints.pop("return")
    kinds = {name.removesuffix("s").removesuffix("_id") for name in names_of_identities(hints)}
    assert kinds <= {*scopes(), *EVERYBODYS}, event


def names_of_identities(hints: Mapping[str, Any]) -> Iterator[str]:
    for name, hint in hints.items():
        if name.endswith(("_id", "_ids")):
            yield name
        for part in (hint, *get_args(hint)):
            if is_dataclass(part) and part.__name__ != "Act":
                yield from names_of_identities({one.name: one.type for one in fields(part)})


@pytest.mark.parametrize("event", CASES)
def test_what_is_own_is_done_and_what_is_not_is_refused(books: Books, event: str) -> None:
    case = CASES[event]
    built(books, case.steps, confirmed=case.confirmed)
    act = acting(books.company_id, by=people(books, case.role or role_for(event)), on=DAY)
    before = snapshot()
    for numbers in (["C-2"], ["C-1", "C-2"]):
        with pytest.raises(NotYours) as caught:
            case.call(act, **case.asked(numbers))
        assert caught.value.message == f"This is not yours: {case.foreign}."
        assert "Ask who manages it: tom;" in caught.value.advice
    assert snapshot() == before

    case.call(act, **case.asked(["C-1"]))
    assert snapshot() != before


COMPANYS_OF_ROLES = sorted(COMPANYS & asked_for_by_others())


@pytest.mark.parametrize("event", COMPANYS_OF_ROLES)
def test_what_is_the_companys_is_nobodys_own(books: Books, event: str) -> None:
    built(books, "")
    act = acting(books.company_id, by=people(books, role_for(event)))
    before = snapshot()
    with pytest.raises(NotAllowed):
        open_act(act, event=event, asked={})
    assert snapshot() == before


def test_work_of_others_is_not_held_against_terms(books: Books) -> None:
    built(books, APPROVED)
    act = acting(books.company_id, by=people(books, "project_manager"), on=DAY)
    before = snapshot()
    for foreign in ({"contract_ids": [contract("C-2")]}, {"entry_ids": entries("C-2")}):
        with pytest.raises(NotYours):
            reevaluate_work(act, **foreign)
    assert snapshot() == before


@pytest.mark.parametrize("event", RUNS)
def test_a_run_over_everything_takes_what_is_own(books: Books, event: str) -> None:
    steps, run, done = RUNS[event]
    built(books, steps)
    # A team member submits what is their work, or entered by them; here somebody else entered it.
    role = "project_manager" if event == "process.submit" else role_for(event)
    act = acting(books.company_id, by=people(books, role), on=DAY)
    dry = run(act, dry_run=True)
    assert (done("C-1"), done("C-2")) == ([], [])

    report = run(act)
    assert done("C-1") != []
    assert done("C-2") == []
    assert report.set_aside == []
    assert dict(report.counts) == dict(dry.counts)


def test_a_project_of_ones_own_is_own_in_a_contract_of_somebody_elses(books: Books) -> None:
    """Mia manages C-1, and of C-2 the project P-2: its work is hers, the contract's proformas are not."""
    built(books, APPROVED)
    mia = people(books, "project_manager")
    Project.objects.filter(code="P-2").update(manager_id=mia)
    act = acting(books.company_id, by=mia, on=DAY)
    assert mark_ready(act, actual_ids=[*sales("C-1"), *sales("C-2")]) == 2
    with pytest.raises(NotYours, match="milestone Report 2"):
        mark_ready(act, milestone_ids=milestones("C-2"))
    with pytest.raises(NotYours, match="contract C-2"):
        create_proformas(act, contract_ids=[contract("C-2")], through=DAY)


def test_a_role_for_all_contracts_reaches_everything_beside_one_for_own(books: Books) -> None:
    built(books, APPROVED)
    mia = people(books, "project_manager")
    granted(books.company_id, "mia", "auditor")
    act = acting(books.company_id, by=mia)
    assert sight_of(company_id=books.company_id, person_id=mia) is None
    with pytest.raises(NotYours):
        mark_ready(act, actual_ids=sales("C-2"))
    granted(books.company_id, "mia", "billing_lead")
    assert mark_ready(act, actual_ids=sales("C-2")) == 1


def test_what_nobody_manages_is_nobodys(books: Books) -> None:
    built(books, APPROVED)
    mia = people(books, "project_manager")
    Contract.objects.filter(number="C-2").update(manager=None)
    with pytest.raises(NotYours, match="Ask who manages it: nobody yet;"):
        mark_ready(acting(books.company_id, by=mia), actual_ids=sales("C-2"))


def test_rows_of_a_file_on_others_projects_are_rejected(books: Books, tmp_path: Path) -> None:
    built(books, "")
    mia = people(books, "project_manager")
    path = tmp_path / "work.csv"
    path.write_text(
        "Date,Resource,Project,Task,Hours,Reference\n"
        "2026-03-02,Ada,P-1,Layout,2,R1\n"
        "2026-03-02,Ada,P-2,Layout,3,R2\n"
        "2026-03-02,Ada,P-9,Layout,4,R3\n"
    )
    imported = import_entries(
        acting(books.company_id, by=mia), path=path, mapping=load_mapping("csv"), create_missing=True
    )
    assert [(one.row, one.code) for one in imported.rejections] == [(3, "NotYours"), (4, "MasterUnknown")]
    assert list(Entry.objects.values_list("project__code", flat=True)) == ["P-1"]
    assert list(Task.objects.values_list("project__code", "name")) == [("P-1", "Layout")]


# Reading


def test_totals_and_traces_leave_out_what_is_not_own(books: Books) -> None:
    built(books, POSTED)
    books.do(
        """
- enter:
    T3: {resource: Ada, project: P-1, date: 2026-04-01, hours: 1}
    T4: {resource: Ada, project: P-2, date: 2026-04-01, hours: 1}
    T5: {resource: Ada, project: P-2, date: 2026-04-01, hours: 1}
- submit: all
- approve: {entries: [T3, T4], on: 2026-04-02}
- mark_ready: all
"""
    )
    mia = people(books, "project_manager")
    sight = sight_of(company_id=books.company_id, person_id=mia)
    assert sight == Sight(books.company_id, mia)
    everything = {one.stage: one.record_count for one in pipeline(company_id=books.company_id)}
    own = {one.stage: one.record_count for one in pipeline(company_id=books.company_id, sight=sight)}
    assert everything == {"submitted": 1, "backlog": 0, "ready": 2, "draft": 0, "proposal": 0, "posted": 2}
    assert own == {"submitted": 0, "backlog": 0, "ready": 1, "draft": 0, "proposal": 0, "posted": 1}
    assert [one.number for one in ready_contracts(company_id=books.company_id, limit=9, sight=sight)] == [
        "C-1"
    ]

    [mine], [others] = invoices("C-1"), invoices("C-2")
    numbers = dict(Invoice.objects.values_list("pk", "number"))
    assert trace_invoice(company_id=books.company_id, number=numbers[mine], sight=sight).kind == "invoice"
    assert trace_entry(company_id=books.company_id, reference="T1", sight=sight).kind == "entry"
    with pytest.raises(NameUnknown):
        trace_invoice(company_id=books.company_id, number=numbers[others], sight=sight)
    with pytest.raises(NameUnknown):
        trace_entry(company_id=books.company_id, reference="T2", sight=sight)
    with pytest.raises(LedgerIsWhole):
        export_beancount(company_id=books.company_id, sight=sight)


def test_somebody_without_a_role_reads_nothing(books: Books) -> None:
    built(books, "")
    granted(books.company_id, "ida")
    granted(books.company_id, "gone", "auditor")
    Person.objects.filter(username="gone").update(is_active=False)
    for name in ("ida", "gone"):
        with pytest.raises(NotAMember) as caught:
            sight_of(company_id=books.company_id, person_id=Person.objects.get(username=name).pk)
        assert str(caught.value) == f"{name} has no role in ACME. Ask accountant to grant one."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A command in somebody's name, what it refuses raised."""
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)

    def run(*arguments: str) -> Any:
        result = CliRunner().invoke(app, [*arguments, "--json"])
        if result.exception:
            raise result.exception
        return json.loads(result.stdout)

    return run


def test_commands_show_and_do_what_is_own(books: Books, said: Callable[..., Any]) -> None:
    built(books, APPROVED)
    people(books, "project_manager")
    granted(books.company_id, "ida")
    assert {row["contract"] for row in said("backlog", "--lines", "--as", "mia")["rows"]} == {"C-1"}
    assert {row["contract"] for row in said("backlog", "--lines")["rows"]} == {"C-1", "C-2"}
    for command in (["backlog"], ["entries", "list"], ["trace", "entry", "T1"], ["runs", "list"]):
        with pytest.raises(NotAMember):
            said(*command, "--as", "ida")
    done = said("ready", "--as", "mia")
    assert done["counts"] == {"sales": 1, "milestones": 1}
    assert set(
        BacklogLine.objects.filter(billing_status="ready_to_invoice").values_list("pk", flat=True)
    ) == set(sales("C-1"))
    assert said("not-ready", "--as", "mia")["counts"] == {"sales": 1, "milestones": 1}
    assert Actual.objects.count() == 4


def test_a_proforma_of_somebody_elses_is_not_shown(books: Books, said: Callable[..., Any]) -> None:
    built(books, DRAFTED)
    people(books, "project_manager")
    assert said("proformas", "show", "P-00001", "--as", "mia")["contract"] == "C-1"
    with pytest.raises(NotYours, match="proforma P-00002"):
        said("proformas", "show", "P-00002", "--as", "mia")


def test_a_name_that_is_not_there_calls_nothing_of_others_the_nearest(books: Books) -> None:
    """Mia manages C-1; whatever she misspells of C-2 is called nothing that she does not see."""
    built(books, POSTED + AGREED)
    mia, company_id = people(books, "project_manager"), books.company_id
    asked: Any = {"company_id": company_id, "sight": Sight(company_id, mia)}
    act, before = acting(company_id, by=mia, on=DAY), snapshot()
    told = []
    for call in (
        lambda: find_selection(selection=Selection(contract=["C-22"]), **asked),
        lambda: find_entries(names=["T22"], **asked),
        lambda: find_documents(kind="proforma", numbers=["P-00022"], **asked),
        lambda: find_documents(kind="invoice", numbers=["2026-00022"], **asked),
        lambda: find_milestones(names=["Report 22"], **asked),
        lambda: find_retainers(names=["Advance 22"], contract="C-2", **asked),
        lambda: find_contract_line(contract="C-2", line="Cares", **asked),
        lambda: trace_invoice(number="2026-00002", **asked),
        lambda: change_contracts(act, changes={"C-22": {"reference": "X"}}),
        lambda: change_contract_lines(act, changes={"C-2/Cares": {"amount": Decimal(1)}}),
    ):
        with pytest.raises((NameUnknown, MastersRefused)) as caught:
            call()
        told.append(caught.value.message)

    assert told == [
        *(f"ACME has no {one}; none that you see is called so." for one in NOT_THERE),
        "Contract C-2 has no line Cares; none that you see is called so.",
        "ACME has no invoice 2026-00002; none that you see is called so.",
        "Nothing is changed: there is no contract C-22, there is C-1.",
        "Nothing is changed: there is no contract line C-2/Cares, there is C-1/Build, C-1/Plan.",
    ]
    assert snapshot() == before


NOT_THERE = (
    *("contract C-22", "entry T22", "proforma P-00022", "invoice 2026-00022", "milestone Report 22"),
    "retainer Advance 22",
)
