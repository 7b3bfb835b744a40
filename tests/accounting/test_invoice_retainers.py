"""What invoices tell of retainers: how each stood before and after, frozen as issued."""

from retainer_world import GIVEN, STEPS
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice, InvoiceRetainer


def told(books: Books) -> dict[str, list[tuple[str, ...]]]:
    """By proforma: name, opening, invoiced, used, closing; and the same of hours."""
    numbers = dict(Invoice.objects.filter(company_id=books.company_id).values_list("pk", "proforma_number"))
    found: dict[str, list[tuple[str, ...]]] = {number: [] for number in numbers.values()}
    kept = InvoiceRetainer.objects.filter(invoice_id__in=numbers)
    for one in kept.order_by("invoice_id", "position"):
        amounts = (one.opening_amount, one.invoiced_amount, one.used_amount, one.closing_amount)
        hours = (one.opening_hours, one.invoiced_hours, one.used_hours, one.closing_hours)
        shown = [f"{each:.2f}" for each in (*amounts, *hours) if each is not None]
        found[numbers[one.invoice_id]].append((one.name, *shown))
    return found


def test_each_invoice_tells_opening_used_and_closing(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    books.do("""
        - add_retainers: {contract: C-1, retainers: {Ten: {date: 2026-03-01, hours: 10, price: 90}}}
        - mark_ready: {retainers: [Ten]}
        - create_proformas: {contracts: [C-1], retainers: [Ten]}
        - confirm: P-00005
        - post_journals: all
        - post_invoices: all
        - apply_retainers: {proformas: P-00003, amounts: {Ten: 3, Start: 100}}
        - confirm: P-00003
        - post_invoices: all
        - confirm: P-00004
        - post_invoices: all
        - revise: {proformas: P-00003, reason: Wrong}
        - confirm: P-00006
        - post_invoices: all
    """)
    later = ("Later", "500.00", "0.00", "0.00", "500.00")
    assert told(books) == {
        "P-00001": [
            ("Start", "0.00", "300.00", "0.00", "300.00"),
            ("Later", "0.00", "500.00", "0.00", "500.00"),
            ("Ten", "900.00", "0.00", "0.00", "900.00", "10.00", "0.00", "0.00", "10.00"),
        ],
        "P-00002": [("Other", "0.00", "70.00", "0.00", "70.00")],
        "P-00003": [
            ("Start", "300.00", "0.00", "100.00", "200.00"),
            later,
            ("Ten", "900.00", "0.00", "270.00", "630.00", "10.00", "0.00", "3.00", "7.00"),
        ],
        "P-00004": [
            ("Start", "200.00", "0.00", "0.00", "200.00"),
            later,
            ("Ten", "630.00", "0.00", "0.00", "630.00", "7.00", "0.00", "0.00", "7.00"),
        ],
        "P-00005": [
            ("Start", "300.00", "0.00", "0.00", "300.00"),
            later,
            ("Ten", "0.00", "900.00", "0.00", "900.00", "0.00", "10.00", "0.00", "10.00"),
        ],
        "P-00006": [
            ("Start", "200.00", "0.00", "-100.00", "300.00"),
            later,
            ("Ten", "630.00", "0.00", "-270.00", "900.00", "7.00", "0.00", "-3.00", "10.00"),
        ],
    }
