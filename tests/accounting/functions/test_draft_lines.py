"""Lines that are not posted are found from the latest on, all of them and no other."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: USD}
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
"""


def drafts(books: Books) -> list[tuple[str, str]]:
    """Day and kind, in the order in which they are found."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select transaction_date::text, line_kind from accounting_draft_lines(%s)", [books.company_id]
        )
        return list(cursor.fetchall())


def test_drafts_are_found_from_the_latest_on_and_posted_lines_are_not(books: Books) -> None:
    books.given(GIVEN)
    assert drafts(books) == []
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}}
    - submit: [T1]
    - approve: {entries: [T1], on: 2026-03-03}
    - enter: {T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 2}}
    - submit: [T2]
    - approve: {entries: [T2], on: 2026-03-04}
    """)
    assert sorted(drafts(books)[:2]) == [("2026-03-03", "cost"), ("2026-03-03", "sales")]
    assert sorted(drafts(books)[2:]) == [("2026-03-02", "cost"), ("2026-03-02", "sales")]
    books.do("- post_journals: all")
    assert drafts(books) == []
