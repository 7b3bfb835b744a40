"""A world with every kind of posted document, for what comes after posting: paper, trace, export, pages."""

from unbilled.lab.scenarios.books import Books

LARKFIELD = """
company:
  code: LARK
  name: Larkfield Engineering Ltd
  accounting_currency: GBP
  reporting_currency: EUR
  address: "14 Foundry Row\\nSheffield S3 8GG"
  country: GB
  vat_id: GB 123 4567 82
  registration: Registered in England no. 01234567
  contact: "+44 114 496 0100\\naccounts@larkfield.example"
  bank_name: Northern Provincial Bank
  iban: GB29NWBK60161331926819
  bic: NWBKGB2L
  rates:
    USD: {2026-01-01: 0.80, 2026-03-15: 0.79}
    USD/EUR: 0.92
    GBP/EUR: 1.15
  terms: N30
terms: {N30: {net_days: 30, text: Net 30 days; interest is due on late payment.}}
tax:
  VAT20: {rate: 20, name: "VAT, full rate"}
  VAT0: {rate: 0, name: "VAT, zero rate", category: Z, legal_text: Printed training material is zero-rated.}
  RC: {rate: 0, name: Reverse charge, category: AE, legal_text: "Reverse charge: the customer accounts for the VAT."}
tax_groups: {DOMESTIC: [VAT20, VAT0], ABROAD: [RC]}
item_tax_groups: {FULL: [VAT20, RC], ZERO: [VAT0, RC]}
roles: {Engineer: {cost_price: 60}, Senior engineer: {cost_price: 80}}
resources: {Ada Moreau: Engineer, Tom Ellery: Senior engineer}
categories:
  Training material: {class: material, item_tax_group: ZERO, cost_price: 5}
customers:
  Helios:
    account: C-1007
    name: Helios Water Services plc
    address: "Accounts Payable\\n200 Reservoir Street\\nLeeds LS1 4AP"
    country: GB
    vat_id: GB 987 6543 53
    tax_group: DOMESTIC
  Meridian:
    account: C-1022
    name: Meridian Irrigation Inc.
    address: "77 Canal Avenue\\nFresno CA 93721"
    country: US
    tax_group: ABROAD
projects:
  P-210: {name: Station redesign, tasks: [Hydraulic design, Project management]}
  P-214: {name: Operator training}
  P-230: {name: Remote monitoring}
  P-240: {name: Spillway study}
contracts:
  CT-0031:
    name: Pumping station renewal
    reference: PO 4500018823
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Engineer: 120, Senior engineer: 165, Training material: 12.50}
    lines:
      Redesign: {project: P-210}
      Training: {project: P-214}
  CT-0044:
    name: Remote monitoring
    currency: USD
    customers: {Meridian: 100}
    profile: time_and_material_wip
    sales_prices: {Engineer: 155}
    lines:
      Monitoring: {project: P-230}
      Study:
        project: P-240
        billing_method: fixed_price
        milestones: {Report accepted: {amount: 4000, date: 2026-03-20}}
"""

WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-03-03, hours: 8,
         description: Pump curves and duty points}
    T2: {resource: Tom Ellery, project: P-210, task: Hydraulic design, date: 2026-03-04, hours: 2.25,
         description: Review of the surge analysis}
    T3: {resource: Ada Moreau, project: P-210, task: Project management, date: 2026-03-10, hours: 2,
         description: Handover meeting}
    M1: {class: material, category: Training material, resource: Ada Moreau, project: P-214, date: 2026-03-12,
         quantity: 24, description: "Training material, printed"}
    F1: {resource: Ada Moreau, project: P-230, date: 2026-03-06, hours: 6.5, description: Alarm rules}
- submit: [T1, T2, T3, M1, F1]
- approve: {entries: [T1, T2, T3, M1, F1], billing_types: {T3: complimentary}, on: 2026-03-13}
- post_journals: all
"""

BILLED = """
- mark_ready: all
- create_proformas: {contracts: [CT-0031, CT-0044], through: 2026-03-31, on: 2026-03-31}
- confirm: all
- post_invoices: all
"""

CREDITED = """
- revise: {proformas: [P-00001], reason: Billed to the wrong purchase order., on: 2026-04-02}
- confirm: all
- post_invoices: all
"""


def larkfield(books: Books, *, posted: bool = True, credited: bool = False) -> Books:
    """Two contracts in pounds and dollars, two rates of tax, reverse charge, a milestone; maybe a credit note."""
    books.given(LARKFIELD)
    books.do(WORK)
    if posted:
        books.do(BILLED)
    if credited:
        books.do(CREDITED)
    return books
