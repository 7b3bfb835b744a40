"""Exported company files: a company that is loaded from one is the company that was exported."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from test_company_files import MORE, WHOLE

from acting import acting
from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.records import NewProfileRule
from unbilled.agreements.events.change_prices import change_prices
from unbilled.agreements.records import NewPrice
from unbilled.companies.models import Company, DimensionSet, NumberSeries
from unbilled.intake.company_files.loading import add_to_company, load_company
from unbilled.intake.company_files.writing import company_file
from unbilled.lab.demonstration.year import COMPANY
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act, Person
from worlds import LARKFIELD

ROOMS = (
    *("companies", "people", "tax", "masterdata", "agreements"),
    *("billing", "ledger", "accounting", "documents"),
)
# Combinations of dimensions are shared by all that carry them; who uses them shows them. Counters and acts are history.
SHARED = {Company, DimensionSet, NumberSeries, Act}

WORK, BOOKS = "it is work on its way to an invoice", "it is what was posted, and what hangs on that"
DOOR = "it is how people are let in here"
NO_MASTERS = {
    **dict.fromkeys(("accounting_journal", "accounting_journal_line", "accounting_draft_total"), WORK),
    **dict.fromkeys(("accounting_proposal", "accounting_proposal_line", "accounting_proposal_tax"), WORK),
    **dict.fromkeys(("billing_backlog_line", "billing_backlog_total", "work_submitted_total"), WORK),
    **dict.fromkeys(("billing_proforma", "billing_proforma_line", "billing_proforma_detail"), WORK),
    **dict.fromkeys(("ledger_voucher", "ledger_entry", "ledger_account_balance"), BOOKS),
    **dict.fromkeys(
        ("ledger_customer_transaction", "ledger_project_transaction", "ledger_posted_total"), BOOKS
    ),
    **dict.fromkeys(("ledger_invoice", "ledger_invoice_line", "ledger_invoice_party"), BOOKS),
    "billing_discount": WORK,
    **dict.fromkeys(("ledger_invoice_retainer", "ledger_invoice_discount"), BOOKS),
    "accounting_retainer_expiry": BOOKS,
    "ledger_tax_transaction": BOOKS,
    **dict.fromkeys(("people_invitation", "people_session", "people_attempt"), DOOR),
    **dict.fromkeys(("people_second_factor", "people_recovery_code"), DOOR),
    **dict.fromkeys(("documents_document", "documents_delivery"), WORK),
    **dict.fromkeys(("documents_customer_page", "documents_question"), WORK),
    **dict.fromkeys(("documents_chain_link", "documents_attachment"), BOOKS),
    "documents_stationery": "pictures are no text; the copy is given its own",
    "agreements_invoice_schedule_row": "what came of it is work, and the days follow from the lines",
    "work_recall": WORK,
    "people_act": "it is who did what here, not how the company is set up",
    "companies_currency": "currencies are everybody's, as ISO 4217 has them",
}
LEFT_OUT = {
    "billing_milestone.status": "a milestone is billed again in the copy, so it is not ready there",
    "billing_milestone.ready_act_id": "as its status",
    "billing_milestone.proforma_id": "the proforma is work",
    "billing_milestone.hold_reason": "as its status",
    "billing_milestone.held_until": "as its status",
    "billing_milestone.hold_act_id": "as its status",
    **dict.fromkeys(
        (
            *("billing_retainer.hold_reason", "billing_retainer.held_until"),
            "billing_retainer.hold_act_id",
        ),
        "as its status",
    ),
    "billing_retainer.status": "a retainer is invoiced again in the copy, so it is not ready there",
    **dict.fromkeys(
        (
            *("billing_retainer.ready_act_id", "billing_retainer.proforma_id"),
            *("billing_retainer.billed_actual_id", "billing_retainer.open_actual_id"),
        ),
        "as its status",
    ),
    **dict.fromkeys(
        ("companies_company.layout", "companies_company.layout_id", "companies_company.logo_id"),
        "layouts and logo are files of their own: `unbilled layouts`",
    ),
    "companies_number_series.next_number": "the copy numbers its own documents",
    "companies_number_series.last_date": "the copy numbers its own documents",
    "people_person.last_login": "it is what somebody did here",
    "people_person.is_active": "people belong to the installation, which lets them in or not",
    "people_person.is_staff": "as is_active",
    "people_person.is_superuser": "as is_active",
}

EVERYTHING = """
company:
  code: ALL
  name: "All & Sundry: Ltd"
  address: "1 High Street\\nLeeds"
  country: GB
  vat_id: GB 123 4567 82
  registration: Registered in England 7
  contact: accounts@all.example
  electronic_address: "456"
  electronic_scheme: "0192"
  post_code: LS1 4AP
  city: Leeds
  tax_number: 12/345
  legal_id: "7"
  legal_scheme: "0183"
  contact_name: Ada Moreau
  contact_phone: +44 1
  contact_email: ada@all.example
  creditor_id: GB98ZZZ
  einvoice_format: en16931_ubl
  page_size: us-letter
  bank_name: Northern Provincial Bank
  iban: GB29NWBK60161331926819
  bic: NWBKGB2L
  locale: de_DE
  days_ahead: 7
  retention_years: 12
  rates_through_books: false
  tax_point: invoice_date
  approve_own_work: false
  post_own_confirmations: false
  split_at_limit: true
  names_emoji: true
  post_scheduled: true
  demonstration: true
  accounting_currency: GBP
  reporting_currency: EUR
  first_fiscal_year: 2025
  years: 3
  grouping: day
  tax_group_source: contract
  daily_limit_minutes: none
  move_to_open_period: true
  time_zone: Europe/London
  terms: N30
  default_item_tax_group: ZERO
  milestone_item_tax_group: ZERO
  cost_currency: EUR
rates: {EUR: 0.8512345, GBP/EUR: {2026-01-01: 1.15, 2026-04-01: 1.2}}
terms:
  N30: 30
  EOM: {net_days: 10, net_months: 1, end_of_month: true, text: "Net: end of month"}
  SK: {net_days: 30, discount_days: 10, discount_percent: 2.5}
tax:
  VAT20: {name: "VAT, full", rates: {2020-01-01: 17.5, 2026-01-01: 20}}
  VAT0: {rate: 0, category: Z, legal_text: "It's zero-rated", exemption_code: VATEX-EU-132}
tax_groups: {ABROAD: [VAT0], DOMESTIC: [VAT20, VAT0]}
item_tax_groups: {FULL: [VAT20], ZERO: [VAT0]}
people:
  anna: {first_name: Anna, last_name: Berg, email: anna@all.example, roles: {project_manager: own, billing_lead: all}}
  ben: {}
number_series: {proforma: {prefix: PF-, digits: 4}, journal: {digits: 6}, invoice 2026: {prefix: R}}
roles: {Engineer: {cost_price: 60}, Coach: {billing_type: non_chargeable}, yes: {}, "0042": {}}
org_units: [Leeds, Cork]
write_off_reasons: {GOODWILL: "Goodwill: to the customer", LATE: }
resources: {Ada Moreau: {role: Engineer, cost_price: 75.5, org_unit: Cork, email: a@all.example}, Tom: Coach}
categories:
  Travel: {class: expense, cost_price: 5}
  Mileage: {class: expense, group: Cars, billing_type: complimentary, item_tax_group: ZERO, cost_price: 0.4, unit: km}
  expense/Steel: {}
  material/Steel: {}
customers:
  Helios: {account: "10010", name: Helios plc, terms: EOM, tax_group: none, dimensions: {department: 7, site: B}}
  Aurora:
    account: 10020
    name: "Aurora: GmbH"
    language: de
    currency: EUR
    group: Abroad
    on_hold: true
    wants_nil_invoices: true
    address: "Lindenweg 8\n50667 Köln"
    country: DE
    vat_id: DE123456788
    electronic_address: "123"
    electronic_scheme: "0088"
    post_code: "50667"
    city: Köln
    legal_id: HRB 9
    legal_scheme: "0204"
    einvoice_format: peppol
    payment_means: direct_debit
    mandate: M-7
    debited_account: DE02120300000000202051
    wants_timesheet: true
    wants_receipts: true
    buyer_reference: "04"
    tax_group: DOMESTIC
profiles:
  own:
    like: time_and_material_wip
    accrue_fee: false
    post_cost_time: balance
    post_cost_expense: balance
    post_cost_material: balance
  bare: {billing_method: fixed_price}
  fixed_price_no_wip: {on_account: balance}
profile: [time_and_material_no_wip, bare]
projects:
  P-1: {name: Station, tasks: [Survey, Design], manager: anna, profile: own, group: Rail, dimensions: {site: A}}
  P-2: {tax_group: ABROAD, stage: closed}
  P-3: {client: Meridian}
default_sales_prices: {EUR: {Engineer: 99, Travel: at_cost}}
price_lists:
  Cork:
    currency: EUR
    from: 2026-01-01
    until: 2026-06-30
    prices:
      - {role: Engineer, org_unit: Cork, price: 90}
      - {resource: Ada Moreau, price: 0}
      - {category: Mileage, unit: km, price: 0.55}
      - {category: Mileage, unit: mile, markup: 12.5}
      - {category: material/Steel}
contracts:
  C-1:
    name: "Renewal #1"
    currency: EUR
    terms: N30
    tax_group: ABROAD
    reference: PO 7
    manager: ben
    signed_on: 2026-01-07
    customers: {Helios: 66.67, Aurora: 33.33}
    rounding: Aurora
    bill_to: {Helios: "Helios Treasury\nLeeds"}
    customer_terms: {Aurora: EOM}
    fixed_rate: 0.9
    fixed_rate_reference: Schedule 2
    limit: 90000.50
    customer_limits: {Aurora: 20000}
    confirms_itself: true
    applies_retainers: true
    time_rounding: up 15
    profile: [own]
    sales_prices: {Engineer: 120, Mileage: {per_unit: 0.55, unit: km}, Travel: {markup: 10}}
    price_lists: {Cork: , Second half: {from: 2027-01-01, prices: {Engineer: 130}}}
    change_orders:
      - name: Second phase
        from: 2026-04-01
        status: applied
        value_before: 4000
        value_after: 5000.50
        terms: {limit: 90000.50, signed_on: 2026-04-01, customer_limits: {Aurora: 20000}, applies_retainers: true}
        lines:
          Fixed: {amount: 5000, customers: {Helios: 50, Aurora: 50}, rounding: Helios, schedule: ""}
          Design: {tasks: {Design: complimentary}, classes: [time, expense], limit: }
        prices: {Cork: {Engineer: 90.25}}
      - {name: Never mind, from: 2026-05-01, status: withdrawn, value_after: 1, terms: {reference: PO 8}}
      - {name: To come, from: 2027-05-01, status: approved, value_after: 7000, lines: {Fixed: {amount: 7000}}}
      - {name: Perhaps, from: 2027-06-01, lines: {Fixed: {amount: 8000}, Third: {project: P-3, amount: 1}}}
    lines:
      Design:
        project: P-1
        customers: {Helios: 50, Aurora: 50}
        past_shares:
          2026-03-31: {customers: {Aurora: 100, Helios: 0}}
          2026-05-31: {customers: {Helios: 33.33, Aurora: 66.67}, rounding: Aurora}
        tasks: {Design: complimentary, Survey: }
        classes: [time, expense]
        roles: {Coach: complimentary}
        limit: 0
        customer_limits: {Helios: 4000.5}
        schedule: monthly on 15, 31
        billing_start: 2026-01-01
        billing_through: 2026-12-31
      Gauges:
        project: P-1
        billing_method: product
        quantity: 12.5
        unit: set
        price: 33.335
        delivery_date: 2026-04-30
        category: material/Steel
        customers: {Aurora: 100}
      Fixed:
        project: P-2
        billing_method: fixed_price
        amount: 5000
        customers: {Aurora: 50, Helios: 50}
        rounding: Helios
        dimensions: {department: 9}
        milestones:
          Live: {date: 2026-05-31, amount: 3000}
          Start: {date: 2026-03-31, amount: 1000.10, customers: {Helios: 1000, Aurora: 0.10}}
        retainers:
          Down payment: {date: 2026-02-01, amount: 500.50, customer: Helios}
          Twenty: {date: 2026-02-02, hours: 20, price: 90.5, overage: 120, expires: 2026-12-31, customer: Helios}
  C-2:
    confirmed: false
    currency: EUR
    customers: {Aurora: 100}
    price_lists: [Cork]
    lines: {Later: {project: none, classes: []}, Other: {project: P-1, categories: {material/Steel: complimentary}}}
  C-3: {customers: {}, confirmed: false, lines: {}}
  C-4:
    closed: true
    customers: {Aurora: 100}
    lines:
      Old: {project: P-1, billing_method: fixed_price, amount: 700}
      Sold: {project: P-1, billing_method: product, quantity: 1, price: 5, delivery_date: 2026-01-31}
sending_profiles:
  Aurora: {channel: folder, attaches: pdf, recipients: a@aurora.example, copies: b@aurora.example, has_page: true}
message_texts: {invoice/de: {subject: "Rechnung {number}", body: "Guten Tag\n\nanbei {number}"}}
profile_rules: [{profile: own, group: Rail}]
accounts: {"1000": {name: House bank, kind: asset}, "4020": {name: Consulting, kind: revenue}}
posting_rules:
  - {posting_type: invoiced_revenue, account: 4020, project: P-1, category: expense/Steel, customer: Helios}
  - {posting_type: customer_balance, account: 1000}
  - {posting_type: cost, account: 1000, project_group: Rail, category_group: Cars}
  - {posting_type: sales_tax_payable, account: 1000, customer_group: Abroad, tax_code: VAT20}
line_properties: {complimentary: {accrue_revenue: true}}
periods: {2025-01: closed, 2025-02: on_hold}
"""


def loaded(path: Path, text: str) -> int:
    """Load a company file."""
    path.write_text(text)
    return load_company(acting(), path=path).company_id


def copied(tmp_path: Path, company_id: int) -> tuple[str, int]:
    """Export a company, and load the export under another code."""
    text = company_file(company_id)
    code = Company.objects.get(pk=company_id).code
    return text, loaded(tmp_path / "copy.yaml", text.replace(f"code: {code}", "code: COPY", 1))


def test_loading_an_export_is_the_identity(tmp_path: Path, db: None) -> None:
    for name, text in {
        "whole": WHOLE,
        "everything": EVERYTHING,
        "demonstration": COMPANY.read_text(),
    }.items():
        company_id = loaded(tmp_path / "company.yaml", text)
        said, copy_id = copied(tmp_path, company_id)

        code = Company.objects.get(pk=company_id).code
        assert company_file(copy_id).replace("code: COPY", f"code: {code}", 1) == said, name
        copy = tables(copy_id)
        for table, rows in tables(company_id).items():
            assert copy[table] == rows, f"{name}: {table}"
        Company.objects.filter(pk=copy_id).update(code=f"COPY of {name}"[:40])


def test_the_company_of_a_scenario_is_exported_with_what_went_without_saying(
    tmp_path: Path, books: Books
) -> None:
    books.given(LARKFIELD)
    said, copy_id = copied(tmp_path, books.company_id)

    assert company_file(copy_id).replace("code: COPY", "code: LARK", 1) == said
    assert tables(copy_id) == tables(books.company_id)


def test_what_was_added_and_changed_since_is_exported(tmp_path: Path, db: None) -> None:
    company_id = loaded(tmp_path / "company.yaml", WHOLE)
    (tmp_path / "april.yaml").write_text(MORE)
    add_to_company(acting(), path=tmp_path / "april.yaml")
    act = acting(company_id)
    change_prices(
        act,
        prices={"Sales C-1": [NewPrice(role="Engineer", unit_price=125)]},
        valid_from=act.on.replace(month=7),
    )
    set_profile_rules(
        act, rules=[NewProfileRule("time_and_material_no_wip", project="P-210", contract="C-1")]
    )

    said, copy_id = copied(tmp_path, company_id)

    assert company_file(copy_id).replace("code: COPY", "code: LARK", 1) == said
    assert tables(copy_id) == tables(company_id)
    assert "Sales C-1 from 2026-07-01" in said


def test_every_column_of_a_master_is_exported_or_left_out_for_a_reason(tmp_path: Path, db: None) -> None:
    """``EVERYTHING`` has another value than the usual one in each, so that its copy shows what an export forgets."""
    company_id = loaded(tmp_path / "company.yaml", EVERYTHING)

    silent = {
        f"{model._meta.db_table}.{one.column}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and model._meta.db_table not in NO_MASTERS
        for one in model._meta.concrete_fields
        if one.name not in ("id", "act_id", "company", "company_id")
        and not says_something(model, one, company_id)
    }

    assert (silent - set(LEFT_OUT), set(LEFT_OUT) - silent) == (set(), set())


def says_something(model: type[Model], column: Any, company_id: int) -> bool:
    """Whether a row of the company has another value there than rows have of which nothing is said."""
    where = {"pk": company_id} if model is Company else {path_to_company(model): company_id}
    if model is Person:
        where = {"username__in": ["anna", "ben"]}
    values = model._default_manager.filter(**where).values_list(column.attname, flat=True)
    return bool(set(map(str, values)) - {str(column.get_default()), ""})


@pytest.mark.django_db
def test_a_small_company_is_a_small_file(tmp_path: Path) -> None:
    text = (
        "company: {code: '0042', name: One, accounting_currency: EUR, first_fiscal_year: 2026, years: 2,\n"
        "  fiscal_year_begins: 2026-04-01, daily_limit_minutes: none}\n"
        "tax: {NONE: {rate: 0, category: O}}\n"
    )
    company_id = loaded(tmp_path / "small.yaml", text)

    assert company_file(company_id) == (
        "company: {code: '0042', name: One, accounting_currency: EUR, first_fiscal_year: 2026, years: 2, "
        "fiscal_year_begins: 2026-04-01, "
        "daily_limit_minutes: none}\n"
        "tax:\n"
        "  NONE: {category: O, rate: 0}\n"
        "tax_groups:\n"
        "  DOMESTIC: [NONE]\n"
        "item_tax_groups:\n"
        "  NONE: [NONE]\n"
        "price_lists:\n"
        "  Cost: {context: cost, default: true}\n"
    )


def tables(company_id: int) -> dict[str, list[str]]:
    """Every master of a company, row by row, with names where tables have identities."""
    found = {}
    for model in apps.get_models():
        path = path_to_company(model)
        if model._meta.app_label in ROOMS and path and model not in SHARED:
            rows = model._default_manager.filter(**{path: company_id})
            found[model._meta.db_table] = sorted(str(spoken(row)) for row in rows)
    return found


def path_to_company(model: type[Model], depth: int = 2) -> str:
    """How rows of a table are those of a company."""
    relations = [
        one for one in model._meta.concrete_fields if one.is_relation and one.related_model is not model
    ]
    if any(one.name == "company" for one in relations):
        return "company"
    for one in relations if depth else []:
        path = path_to_company(one.related_model, depth - 1) if one.related_model is not Person else ""
        if path:
            return f"{one.name}__{path}"
    return ""


def spoken(row: Any) -> Any:
    """A row without identities: what it refers to is spoken too."""
    if row is None or isinstance(row, Person):
        return row and row.username
    if not isinstance(row, Model):
        return row
    told = {}
    for one in row._meta.concrete_fields:
        if one.name not in ("id", "company") and not one.name.endswith("act_id"):
            value = getattr(row, one.name)
            told[one.name] = spoken(value) if one.is_relation else str(value)
    return told
