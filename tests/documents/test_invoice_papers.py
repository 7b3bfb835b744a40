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
    deducted = said["projects"][-1]["tasks"][0]["lines"]
    assert [line["description"] for line in deducted] == ["Start (2026-00001, 15\u00a0jan\u00a02026)"]
    assert (advance.supply_from, advance.supply_until) == (date(2026, 1, 15), date(2026, 1, 15))
    assert (final.supply_from, final.supply_until) == (date(2026, 3, 2), date(2026, 3, 3))
    assert said["totals"] == [
        ["Diensten", "600,00"],
        ["Verrekende voorschotten", "−350,00"],
        ["Nettobedrag", "250,00"],
        ["Btw", "0,00"],
    ]
    assert said["due"] == ["Te betalen", "EUR\u00a0250,00"]
    assert said["payment"]["code"].startswith("<svg")


def test_what_expired_of_prepaid_hours_is_told_once_in_money_and_in_hours(books: Books) -> None:
    """Ten hours at 90; seven are drawn, three expire. The next invoice says so, the one after it nothing."""
    books.given(WORLD)
    books.do("""
        - add_retainers:
            contract: C-1
            retainers: {Ten: {date: 2026-01-15, hours: 10, price: 90, expires: 2026-03-31}}
            on: 2026-01-15
        - mark_ready: {retainers: [Ten]}
        - create_proformas: {through: 2026-01-31, on: 2026-01-31}
        - enter:
            W1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 7}
            W2: {class: time, resource: Ada Moreau, project: P-1, date: 2026-04-02, hours: 1}
            W3: {class: time, resource: Ada Moreau, project: P-1, date: 2026-04-03, hours: 1}
        - submit: [W1, W2, W3]
        - approve: {entries: [W1, W2, W3], on: 2026-04-03}
        - post_journals: all
        - confirm: all
        - post_invoices: all
        - mark_ready: [W1]
        - create_proformas: {entries: [W1], contracts: [C-1], on: 2026-04-03}
        - apply_retainers: P-00002
        - confirm: P-00002
        - post_invoices: all
        - expire_retainers: {retainers: [Ten], on: 2026-04-04}
        - mark_ready: [W2, W3]
        - create_proformas: {entries: [W2], contracts: [C-1], on: 2026-04-05}
        - create_proformas: {entries: [W3], contracts: [C-1], on: 2026-04-05}
        - confirm: [P-00003, P-00004]
        - post_invoices: all
    """)

    found = papers(books)

    def hours(opening: int, used: int, expired: int, closing: int, price: int = 1) -> dict[str, Decimal]:
        parts = {"opening": opening, "used": used, "expired": expired, "closing": closing}
        return {name: Decimal(price * value) for name, value in parts.items()}

    drawn = hours(10, 7, 0, 3), hours(10, 7, 0, 3, price=90)
    gone = hours(3, 0, 3, 0), hours(3, 0, 3, 0, price=90)
    assert [paper.balances for paper in found] == [
        (),
        (Balance(name="Ten", **drawn[1], hours=Balance(name="Ten", **drawn[0])),),
        (Balance(name="Ten", **gone[1], hours=Balance(name="Ten", **gone[0])),),
        (),
    ]
    printed = [_Writer(paper).content(WHOLE)["advances"] for paper in found]
    assert printed[1]["rows"] == [
        ["Ten", "900,00", "630,00", "270,00"],
        [printed[1]["rows"][1][0], "10,00", "7,00", "3,00"],
    ]
    assert printed[2]["columns"][3] == "Vervallen"
    assert printed[2]["rows"][0] == ["Ten", "270,00", "0,00", "270,00", "0,00"]


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
