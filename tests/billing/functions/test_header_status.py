"""A milestone as a whole: what has come furthest tells, and only where all have come so far it is whole."""

from typing import Any

from django.db import connection

from browsing import logged_in
from unbilled.billing.reads.milestone_headers import MILESTONE_HEADERS
from unbilled.billing.reads.milestones import MILESTONES
from unbilled.billing.states import HEADERS
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books

WORLD = """
company: {code: LARK}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines: {Study: {project: P-1, billing_method: fixed_price, milestones: {Design: {date: 2026-03-31, amount: 1000}}}}
  C-2:
    customers: {Helios: 100}
    lines: {Care: {project: P-2, billing_method: fixed_price, milestones: {Live: {date: 2026-04-30, amount: 50}}}}
"""


def test_it_follows_the_parts_of_its_customers(books: Books) -> None:
    books.given(WORLD)

    def headers(**asked: Any) -> list[tuple[Any, ...]]:
        listed = MILESTONE_HEADERS.of(company_id=books.company_id, selection=Selection(**asked))
        amounts = ("waiting_amount", "ready_amount", "drafted_amount", "billed_amount")
        return [
            (row["name"], row["header_status"], *(int(row[one]) for one in amounts)) for row in listed.rows()
        ]

    def parts(status: str) -> list[tuple[str, str]]:
        listed = MILESTONES.of(company_id=books.company_id, selection=Selection(header=status))
        return sorted((row["customer"], row["status"]) for row in listed.rows())

    live = ("Live", "not_started", 50, 0, 0, 0)
    assert headers() == [("Design", "not_started", 1000, 0, 0, 0), live]
    books.do("- mark_ready: {milestones: [Design]}")
    assert headers() == [("Design", "ready", 0, 1000, 0, 0), live]
    books.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    assert headers(header="on a draft") == [("Design", "on_a_draft", 0, 0, 1000, 0)]
    books.do("- confirm: P-00001")
    assert headers(header="partly-billed") == [("Design", "partly_billed", 0, 0, 400, 600)]
    assert parts("partly_billed") == [
        ("Helios", "customer_invoice_posted"),
        ("Selene", "customer_invoice_created"),
    ]
    books.do("- discard: P-00002")
    assert headers(header="partly_billed") == [("Design", "partly_billed", 0, 400, 0, 600)]
    books.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}\n- confirm: all")
    assert headers() == [("Design", "completed", 0, 0, 0, 1000), live]

    page = logged_in().get("/c/LARK/milestone-headers/?header=not_started").content.decode()
    assert all(text in page for text in ("Milestones as a whole", "Not started", "Live"))


def test_what_has_come_furthest_tells(books: Books) -> None:
    waiting, ready, drafted = "not_ready", "ready_to_invoice", "customer_invoice_created"
    told = {
        (waiting, waiting): "not_started",
        (waiting, ready): "partly_ready",
        (ready, ready): "ready",
        (ready, drafted): "partly_on_a_draft",
        (drafted, drafted): "on_a_draft",
        (waiting, "customer_invoice_posted"): "partly_billed",
        ("customer_invoice_posted",): "completed",
    }
    with connection.cursor() as cursor:
        for statuses, header in told.items():
            cursor.execute("select billing_header_status(%s::text[])", [list(statuses)])
            assert cursor.fetchone() == (header,), statuses
    assert set(HEADERS) == set(told.values())
