"""What papers say of advances, of the time that is billed, and in which words and figures."""

from datetime import date
from decimal import Decimal

from unbilled.documents.paper import Balance, InvoicePaper, Worked
from unbilled.documents.pdf import WHOLE, _Writer
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice

WORLD = """
company: {accounting_currency: EUR, country: DE, locale: en_GB, iban: DE89370400440532013000, name: Werk GmbH}
tax: {RC: {rate: 0, category: AE}}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
customers: {Helios: {account: "10010", language: nl, country: NL, wants_timesheet: true}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    lines:
      Build: {project: P-1, sales_prices: {Developer: 100}}
"""
STEPS = """
- add_retainers: {contract: C-1, retainers: {Start: {date: 2026-01-15, amount: 1000}}, on: 2026-01-15}
- mark_ready: {retainers: [Start]}
- create_proformas: {through: 2026-01-15}
- confirm: all
- post_invoices: all
- enter:
    T2: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2, description: Curves}
    T1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 4, description: Pumps}
- submit: all
- approve: {entries: all, on: 2026-03-04}
- post_journals: all
- mark_ready: [T1, T2]
- create_proformas: {through: 2026-03-31}
- apply_retainers: {proformas: P-00002, amounts: {Start: 350}, on: 2026-03-31}
- confirm: P-00002
- post_invoices: all
"""


def papers(books: Books) -> list[InvoicePaper]:
    """All that is posted, in order."""
    ids = list(Invoice.objects.order_by("id").values_list("id", flat=True))
    return list(invoice_papers(company_id=books.company_id, invoice_ids=ids).values())


def test_an_advance_and_the_invoice_that_deducts_it(books: Books) -> None:
    """1,000 are paid in advance; of 600 of work 350 are deducted, and 650 are left."""
    books.given(WORLD)
    books.do(STEPS)

    [advance, final] = papers(books)
    said = _Writer(final).content(WHOLE)

    assert (advance.is_advance, final.is_advance) == (True, False)
    assert _Writer(advance).content(WHOLE)["title"] == "Voorschotfactuur"
    assert advance.balances == ()
    assert final.balances == (
        Balance(
            name="Start",
            opening=Decimal(1000),
            used=Decimal(350),
            closing=Decimal(650),
        ),
    )
    assert [project.is_deduction for project in final.projects] == [False, True]
    assert said["totals"] == [
        ["Diensten", "600,00"],
        ["Verrekende voorschotten", "−350,00"],
        ["Nettobedrag", "250,00"],
        ["Btw", "0,00"],
    ]
    assert said["due"] == ["Te betalen", "EUR\u00a0250,00"]
    assert said["payment"]["code"].startswith("<svg")


def test_time_that_is_billed_is_listed_by_day_where_it_is_wanted_and_words_are_the_customers(
    books: Books,
) -> None:
    """Nothing of price or cost; the customer speaks Dutch, the company's locale is British."""
    books.given(WORLD)
    books.do(STEPS)

    [advance, final] = papers(books)

    assert advance.timesheet == ()
    assert final.timesheet == (
        Worked(date(2026, 3, 2), "Ada Moreau", "P-1", "Pumps", Decimal(4)),
        Worked(date(2026, 3, 3), "Ada Moreau", "P-1", "Curves", Decimal(2)),
    )
    assert (final.language, final.locale) == ("nl", "nl_NL")
    assert final.legal_texts == ("Btw verlegd (Art. 196, 2006/112/EC)",)
