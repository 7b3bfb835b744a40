"""Approving: decision, actuals, backlog and journal lines in one go, or none of them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.record_approved_work import ApprovedWork, record_approved_work

WORLD = """
company: {accounting_currency: USD}
resources: {Ada Moreau: {role: Developer, cost_price: 100}, Ben Okoro: {role: Coach}}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    currency: GBP
    lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}
  C-2:
    customers: {Helios: 100}
    lines: {Run: {project: P-2, billing_method: fixed_price}}
"""


def approve(books: Books, *names: str, **decisions: dict[int, Decimal]) -> ApprovedWork:
    return record_approved_work(
        acting(
            books.company_id, on=date(2026, 3, 4), by=books.person_id, at=datetime(2026, 3, 4, 12, tzinfo=UTC)
        ),
        entry_ids=[books.id("entries", name) for name in names],
        **decisions,
    )


def entered(books: Books, first: int, last: int) -> list[str]:
    """Submitted hours of this and that day and project."""
    names = [f"T{number}" for number in range(first, last + 1)]
    lines = "\n".join(
        f"    {name}: {{resource: Ada Moreau, project: P-{1 + place % 2}, date: 2026-03-{1 + place % 28:02}}}"
        for place, name in enumerate(names)
    )
    books.do(f"- enter:\n{lines}\n- submit: all")
    return names


def test_one_approval_reaches_backlog_and_journal(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada Moreau, project: P-2, date: 2026-03-02, hours: 2}
    - submit: all
    """)

    work = approve(books, "T1", "T2", billable={books.id("entries", "T1"): Decimal(5)})

    assert work == ApprovedWork(
        entry_count=2,
        cost_count=2,
        unbilled_count=4,
        journal_line_count=6,
        cost_amounts={"USD": Decimal(1000)},
        unbilled_amounts={"GBP": Decimal(1600)},
    )
    books.show(
        "actuals",
        """
        type           | entry | customer | quantity | amount | currency | billing type   | billing status
        cost           | T1    |          |        8 |    800 | USD      | chargeable     |
        unbilled_sales | T1    | Helios   |        3 |    600 | GBP      | chargeable     | not_ready
        unbilled_sales | T1    | Selene   |        2 |    400 | GBP      | chargeable     | not_ready
        unbilled_sales | T1    | Helios   |      1.8 |    360 | GBP      | non_chargeable | not_ready
        unbilled_sales | T1    | Selene   |      1.2 |    240 | GBP      | non_chargeable | not_ready
        cost           | T2    |          |        2 |    200 | USD      | chargeable     |
        """,
    )
    books.show("journals", "journal | period | lines | draft\nJ-00001 | 2026-03 | 6 | 6")


def test_a_price_that_is_missing_leaves_every_entry_submitted(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ben Okoro, project: P-2, date: 2026-03-02, hours: 2}
    - submit: all
    """)

    refused = books.refused("PriceMissing", "approve: all")

    assert refused.subject_ids == (books.id("entries", "T2"),)
    books.show("entries", "entry | status\nT1 | submitted\nT2 | submitted")


def test_a_second_approval_is_refused(books: Books) -> None:
    books.given(WORLD)
    names = entered(books, 1, 3)
    approve(books, *names)

    refused = books.refused("EntryNotSubmitted", "approve: [T1, T2, T3]")

    assert refused.subject_ids == tuple(books.id("entries", name) for name in names)


def test_the_number_of_statements_does_not_depend_on_the_number_of_entries(books: Books) -> None:
    books.given(WORLD)
    approve(books, *entered(books, 1, 28))
    few, many = entered(books, 101, 101), entered(books, 201, 400)

    with CaptureQueriesContext(connection) as for_few:
        approve(books, *few)
    with CaptureQueriesContext(connection) as for_many:
        work = approve(books, *many)

    assert work.entry_count == 200
    assert len(for_many) == len(for_few)
