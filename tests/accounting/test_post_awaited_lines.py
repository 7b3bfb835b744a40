"""Posting what proposals wait for: exactly those journal lines, and the proposals get theirs; all or nothing."""

import pytest

from acting import acting
from unbilled.accounting.events.post_awaited_lines import post_awaited_lines
from unbilled.accounting.events.post_journals import PostedJournals
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.accounting.rules import PeriodClosed
from unbilled.lab.scenarios.books import Books

GIVEN = """
tax: {VAT20: 20}
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
  C-2:
    customers: {Selene: 100}
    profile: time_and_material_wip
    lines: {Run: {project: P-2, sales_prices: {Developer: 90}}}
"""
CONFIRMED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ada, project: P-2, date: 2026-03-03, hours: 5}
- submit: all
- approve: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
  on: 2026-03-31
"""


def test_the_lines_of_a_proposal_are_posted_and_no_others(books: Books) -> None:
    books.given(GIVEN)
    books.do(f"""{CONFIRMED}
- post_awaited_lines: P-00001
- expect:
    journal lines: |
      entry | kind  | status
      T1    | cost  | draft
      T1    | sales | posted
      T2    | cost  | draft
      T2    | sales | draft
    proposals: |
      proposal | customer | status      | lines | net    | tax
      P-00001  | Helios   | populated   |     1 | 800.00 | 160.00
      P-00002  | Selene   | header_only |     0 |   0.00 |   0.00
""")


def test_what_waits_for_nothing_posts_nothing(books: Books) -> None:
    books.given(GIVEN)
    books.do(f"{CONFIRMED}- post_awaited_lines: P-00001")

    posted = post_awaited_lines(
        acting(books.company_id, by=books.person_id), proposal_ids=[books.id("proposals", "P-00001")]
    )

    assert posted == PostedJournals(0, 0)


def test_a_closed_period_is_refused_and_nothing_is_posted(books: Books) -> None:
    books.given(GIVEN)
    books.do(f"{CONFIRMED}- close_periods: {{periods: [2026-03], anyway: true}}")

    with pytest.raises(PeriodClosed):
        post_awaited_lines(
            acting(books.company_id, by=books.person_id), proposal_ids=[books.id("proposals", "P-00001")]
        )

    assert set(JournalLine.objects.values_list("status", flat=True)) == {"draft"}
    assert set(Proposal.objects.values_list("status", flat=True)) == {"header_only"}
