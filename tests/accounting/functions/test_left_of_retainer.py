"""What a retainer has left in the books: its invoice, less what was deducted, given back and expired."""

from django.db import connection

from retainer_world import GIVEN, STEPS
from unbilled.billing.models import Retainer
from unbilled.lab.scenarios.books import Books


def left(name: str) -> tuple[str, bool]:
    """Its amount in the books, and whether everything of it is posted."""
    with connection.cursor() as cursor:
        sale = Retainer.objects.get(name=name).billed_actual_id
        cursor.execute(
            "select round(net_amount, 2)::text, is_posted from accounting_left_of_retainer(%s)", [sale]
        )
        amount, is_posted = cursor.fetchone()
        return amount, is_posted


def test_what_is_deducted_counts_once_it_is_posted_and_what_expired_is_gone(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    assert left("Later") == (None, False)
    books.do("""
        - post_journals: all
        - post_invoices: all
        - apply_retainers: {proformas: P-00003, amounts: {Later: 150}}
        - confirm: P-00003
    """)
    assert left("Later") == ("500.00", False)
    books.do("""
        - post_invoices: all
        - roll_over_retainers: {retainers: [Later], until: 2026-03-31}
    """)
    assert left("Later") == ("350.00", True)
    books.do("- expire_retainers: {retainers: [Later], on: 2026-04-01}")
    assert (left("Later"), left("Start")) == (("0.00", True), ("300.00", True))
