"""Accepting recalls: what was asked for comes back with the reason, or with what the approver says."""

from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {All: {project: P-1}}}
"""


def test_what_was_asked_for_is_returned_and_nothing_else_is(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
        T3: {resource: Ada, project: P-1, date: 2026-03-04, hours: 1}
    - submit: all
    - approve: all
    - ask_back: {entries: [T1, T2], reason: Wrong task}
    """)
    refusal = books.refused("RecallNotRequested", "accept_recalls: [T1, T3]")
    assert refusal.subject_ids == (books.id("entries", "T3"),)

    books.do("- accept_recalls: [T1]")
    books.do("- accept_recalls: {entries: [T2], comment: It was Build}")

    books.show(
        "entries",
        """
        entry | status   | comment
        T1    | returned | Wrong task
        T2    | returned | It was Build
        T3    | approved |
        """,
    )
    books.show("recalls", "entry | status\nT1 | accepted\nT2 | accepted")
