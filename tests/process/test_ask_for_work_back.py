"""Asking for approved work back: the wish waits, is answered once, and nothing moves before."""

from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {All: {project: P-1}}}
"""


def test_a_wish_waits_until_it_is_refused_or_accepted(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
    - submit: [T1]
    - approve: [T1]
    """)
    books.refused("ReasonMissing", "ask_back: [T1]")
    refusal = books.refused("RecallNotPossible", "ask_back: {entries: [T1, T2], reason: Six hours}")
    assert refusal.subject_ids == (books.id("entries", "T2"),)
    books.refused("RecallNotRequested", "accept_recalls: [T1]")
    books.refused("RecallNotRequested", "refuse_recalls: {entries: [T1], comment: No}")

    books.do("- ask_back: {entries: [T1], reason: Six hours}")
    books.refused("RecallNotPossible", "ask_back: {entries: [T1], reason: Six hours}")
    books.refused("CommentMissing", "refuse_recalls: [T1]")
    books.do("- refuse_recalls: {entries: [T1], comment: It was eight}")
    books.do("- ask_back: {entries: [T1], reason: Ask Ben}")
    books.show("entries", "entry | status\nT1 | approved\nT2 | draft")

    books.do("- accept_recalls: {entries: [T1], on: 2026-03-09}")

    books.show("entries", "entry | status | comment\nT1 | returned | Ask Ben\nT2 | draft |")
    books.show(
        "recalls",
        """
        entry | reason    | status   | answer
        T1    | Six hours | refused  | It was eight
        T1    | Ask Ben   | accepted |
        """,
    )
    books.show("backlog", "entry | quantity")
