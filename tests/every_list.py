"""What tests of lists share: all lists there are, and books in which each has several rows."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import unbilled
from acting import acting, an_act
from unbilled.accounting.events.add_posting_rules import add_posting_rules
from unbilled.accounting.events.change_line_properties import change_line_properties
from unbilled.accounting.records import NewPostingRule
from unbilled.billing.models import Proforma
from unbilled.companies.events.add_exchange_rates import add_exchange_rates
from unbilled.companies.events.add_number_series import add_number_series
from unbilled.companies.events.add_terms import add_terms
from unbilled.companies.records import NewExchangeRate, NewNumberSeries, NewTerms
from unbilled.documents.events.add_message_texts import add_message_texts
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.ask_question import ask_question
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.documents.models import CustomerPage
from unbilled.documents.records import NewMessageText, NewSendingProfile
from unbilled.foundation.lists import List, Listing
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.add_accounts import add_accounts
from unbilled.ledger.models import Invoice
from unbilled.ledger.records import NewAccount
from unbilled.masterdata.events.add_categories import add_categories
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.events.add_org_units import add_org_units
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.events.add_resources import add_resources
from unbilled.masterdata.events.add_roles import add_roles
from unbilled.masterdata.events.add_tasks import add_tasks
from unbilled.masterdata.events.add_write_off_reasons import add_write_off_reasons
from unbilled.masterdata.models import Project, Task
from unbilled.masterdata.records import (
    NewCategory,
    NewCustomer,
    NewOrgUnit,
    NewProject,
    NewResource,
    NewRole,
    NewTask,
    NewWriteOffReason,
)
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.records import Grant, NewPerson
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.models import Run, RunItem
from unbilled.runs.running import carry_out
from unbilled.tax.events.add_item_tax_groups import add_item_tax_groups
from unbilled.tax.events.add_tax_codes import add_tax_codes
from unbilled.tax.events.add_tax_groups import add_tax_groups
from unbilled.tax.records import NewItemTaxGroup, NewTaxCode, NewTaxGroup
from unbilled.work.models import Entry
from worlds import BILLED, CREDITED, LARKFIELD, WORK

SOURCE = Path(unbilled.__file__).parent
MONTHLY = "schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-06-30"
FURTHER = """
- enter:
    T20: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-04-01, hours: 3.5,
          description: Draft of 100% of the _report_}
    T21: {resource: Tom Ellery, project: P-210, task: Hydraulic design, date: 2026-04-01, hours: 2}
    T22: {resource: Ada Moreau, project: P-230, date: 2026-04-02, hours: 1.25, description: Alarm rules}
    T23: {resource: Ada Moreau, project: P-230, date: 2026-04-03, hours: 4}
    T24: {resource: Tom Ellery, project: P-214, date: 2026-04-03, hours: 1}
    T25: {resource: Ada Moreau, project: P-210, date: 2026-04-04, hours: 1}
    T27: {resource: Ada Moreau, project: P-240, date: 2026-04-04, hours: 1}
- submit: [T20, T21, T22, T23, T24, T27]
- approve: {entries: [T20, T21, T22, T23, T24], billing_types: {T21: non_chargeable}, on: 2026-04-05}
- draft_change_order: {contract: CT-0031, name: More hours, from: 2026-05-01, lines: {Redesign: {amount: 7000}}}
- draft_change_order: {contract: CT-0031, name: A limit, from: 2026-06-01, terms: {limit: 150000}}
- draft_change_order: {contract: CT-0044, name: A limit, from: 2026-06-01, terms: {limit: 250000}}
- approve_change_orders: [CT-0031/1]
- ask_back: {entries: [T20], reason: Four hours}
- refuse_recalls: {entries: [T20], comment: It says three and a half}
- ask_back: {entries: [T21, T22], reason: Other task}
- create_milestones: {line: CT-0044/Study, milestones: {Final report: {date: 2026-05-01, amount: 1500.50}}}
- add_retainers: {contract: CT-0044, retainers: {Down payment: {date: 2026-04-01, amount: 1200},
                                              Second payment: {date: 2026-05-01, amount: 300}}}
- mark_ready: [T22, T24]
- create_proformas: {entries: [T24], contracts: [CT-0031], on: 2026-04-06}
- confirm: all
- mark_ready: [T20]
- create_proformas: {entries: [T20], contracts: [CT-0031], on: 2026-04-07}
- hand_in: {proformas: all, comment: "As agreed?"}
- write_off: {entries: [T23], percent: 25, reason: GOODWILL}
- undo_adjustments: [T23]
- reprice: {entries: [T21], percent: 10}
- undo_adjustments: [T21]
"""


def all_lists() -> dict[str, List]:
    """Every list of the house, by name."""
    found: dict[str, List] = {}
    for path in sorted(SOURCE.glob("*/reads/*.py")):
        module = import_module(f"unbilled.{path.parts[-3]}.reads.{path.stem}")
        for value in vars(module).values():
            if isinstance(value, List) and value.name not in found:
                found[value.name] = value
    return found


def busy(books: Books) -> Books:
    """Larkfield with work in every state: drafts, backlog, drafts of invoices, posted and credited ones, runs."""
    books.given(
        "write_off_reasons: {GOODWILL: Goodwill to the customer}\n"
        + LARKFIELD.replace(
            "billing_method: fixed_price", "billing_method: fixed_price\n        amount: 6000"
        )
        .replace(
            "customers: {Helios: 100}", "customers: {Helios: 100}\n    customer_limits: {Helios: 200000}"
        )
        .replace("{project: P-210}", f"{{project: P-210, limit: 90000, {MONTHLY}}}")
        .replace("{project: P-230}", f"{{project: P-230, limit: 50000, {MONTHLY}}}")
    )
    for steps in (WORK, BILLED, CREDITED, FURTHER):
        books.do(steps)
    internal = Project.objects.create(
        act_id=an_act(), company_id=books.company_id, code="P-900", name="Internal"
    )
    other = Entry.objects.filter(company_id=books.company_id).earliest("pk")
    task = Task.objects.create(
        act_id=an_act(), company_id=books.company_id, project=internal, name="Cleaning"
    )
    for transaction_class, unit, category_id in (
        ("time", "hour", None),
        ("material", "piece", books.id("categories", "Training material")),
    ):
        Entry.objects.create(
            company_id=books.company_id,
            project=internal,
            task=task,
            category_id=category_id,
            resource_id=books.id("resources", "Ada Moreau"),
            transaction_class=transaction_class,
            transaction_date=date(2026, 4, 4),
            quantity=1,
            unit=unit,
            entered_act_id=other.entered_act_id,
            act_id=other.act_id,
        )
    keep_masters(books)
    keep_deliveries(books)
    carry_out(acting(books.company_id, by=books.person_id), SUBMIT)
    carry_out(acting(books.company_id, by=books.person_id, on=date(2026, 4, 8)), APPROVE)
    run = Run.objects.filter(company_id=books.company_id).earliest("pk")
    for number, refusal in enumerate(("PriceMissing", "PriceMissing", "PeriodClosed")):
        RunItem.objects.create(
            run=run,
            record_kind="entry",
            record_id=number,
            record_name=f"T{number}",
            refusal=refusal,
            sentence=f"{refusal}.",
            remedy="Mend.",
        )
    return books


def keep_masters(books: Books) -> None:
    """Two masters of each kind at least, some of them by an act; Orbit is on hold, P-901 is closed."""
    act = acting(books.company_id, by=books.person_id)
    add_terms(act, terms=[NewTerms("N14", net_days=14)])
    add_exchange_rates(act, exchange_rates=[NewExchangeRate("CHF", "GBP", date(2026, 2, 1), Decimal("0.88"))])
    add_number_series(act, number_series=[NewNumberSeries("invoice", 2027, "RE-2027-")])
    add_tax_codes(
        act, tax_codes=[NewTaxCode("VAT5", rates={date(2026, 1, 1): Decimal(5)}, legal_text="Reduced.")]
    )
    add_tax_groups(act, tax_groups=[NewTaxGroup("SCHOOLS", ["VAT5"])])
    add_item_tax_groups(act, item_tax_groups=[NewItemTaxGroup("REDUCED", ["VAT5", "RC"])])
    add_org_units(act, org_units=[NewOrgUnit("North"), NewOrgUnit("South")])
    add_write_off_reasons(act, write_off_reasons=[NewWriteOffReason("LATE", "Late")])
    add_roles(act, roles=[NewRole("Trainee", "non_chargeable")])
    add_resources(act, resources=[NewResource("Eve Lund", "eve@lark.example", "Trainee", "North")])
    add_categories(act, categories=[NewCategory("Travel", "expense", "Trips", item_tax_group="REDUCED")])
    add_customers(
        act,
        customers=[
            NewCustomer("C-2001", "Orbit", "", "DE", "DE136695976", customer_group="EU", on_hold=True)
        ],
    )
    add_projects(
        act, projects=[NewProject("P-901", manager="accountant", project_group="Own", stage="closed")]
    )
    add_tasks(act, tasks=[NewTask("P-901", "Care")])
    add_accounts(act, accounts=[NewAccount("4020", "Revenue, advice")])
    rules = [
        NewPostingRule("cost", "5000", project="P-901"),
        NewPostingRule("cost", "5000", customer="C-2001"),
    ]
    add_posting_rules(act, posting_rules=rules)
    change_line_properties(act, changes={"complimentary": {"capitalize_cost": True}})
    invite_people(act, people=[NewPerson("mia", "Mia", "Okoro", "mia@lark.example")])
    grant_roles(act, grants=[Grant("mia", "project_manager", "own")])


def keep_deliveries(books: Books) -> None:
    """Both invoices on their way, one more sent and asked about."""
    act = acting(books.company_id, by=books.person_id)
    profiles = [NewSendingProfile(one, "download", has_page=True) for one in ("C-1007", "C-1022")]
    add_sending_profiles(act, sending_profiles=profiles)
    texts = [NewMessageText(one, "en", "No. {number}", "As agreed.") for one in ("invoice", "answer")]
    add_message_texts(act, message_texts=texts)
    documents = list(Invoice.objects.filter(company_id=books.company_id).values_list("pk", flat=True))
    [first, *_] = send_documents(act, invoice_ids=documents)
    settle_deliveries(act, delivery_ids=[first.delivery_id], became="sent")
    for page in CustomerPage.objects.filter(company_id=books.company_id).order_by("pk"):
        ask_question(act, page_id=page.pk, text="Who was it?")


def asked(books: Books, one: List, selection: Selection | None = None, sight: Any = None) -> Listing:
    """A list of the books, with what it must be given."""
    given = {
        "invoice_id": lambda: Invoice.objects.filter(company_id=books.company_id).earliest("pk").pk,
        "proforma_id": lambda: Proforma.objects.filter(company_id=books.company_id).earliest("pk").pk,
        "run_id": lambda: Run.objects.filter(company_id=books.company_id).earliest("pk").pk,
    }
    return one.of(
        company_id=books.company_id,
        selection=selection,
        sight=sight,
        **{name: given[name]() for name in one.given},
    )
