"""Rewording entries: another text, and nothing else, until an invoice says it."""

from datetime import date

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.work.events.reword_entries import reword_entries
from worlds import BILLED, larkfield


def test_an_approved_entry_gets_another_text_and_the_invoice_says_it(books: Books) -> None:
    larkfield(books, posted=False)
    before = date(2026, 3, 13)

    assert (
        reword_entries(
            acting(books.company_id, on=before), descriptions={books.id("entries", "T1"): "Duty points"}
        )
        == 1
    )

    books.show(
        "entries",
        """
        entry | status   | description
        T1    | approved | Duty points
        T2    | approved | Review of the surge analysis
        T3    | approved | Handover meeting
        M1    | approved | Training material, printed
        F1    | approved | Alarm rules
        """,
    )
    [act] = Act.objects.filter(event="work.reword_entries")
    assert act.changes == [
        {
            "kind": "entry",
            "record": "T1",
            "field": "description",
            "before": "Pump curves and duty points",
            "after": "Duty points",
        }
    ]

    books.do(BILLED)
    books.do("- reword: {texts: {T1: Too late for the invoice}}")
    books.show(
        "invoice lines",
        """
        entry | description
        T1    | Duty points
        T2    | Review of the surge analysis
        T3    | Handover meeting
        M1    | Training material, printed
        F1    | Alarm rules
              | Report accepted
        """,
    )


def test_an_entry_that_is_not_there_is_refused_and_no_other_is_reworded(books: Books) -> None:
    """One of another company is not there either."""
    larkfield(books, posted=False)
    elsewhere = books.id("entries", "T2")
    other = Books()
    other.given("company: {code: OTHER}")
    other.world.ids["entries"]["T2"] = elsewhere

    refusal = other.refused("EntryMissing", "- reword: {texts: {T2: Elsewhere}}")

    assert refusal.subject_ids == (elsewhere,)


def test_a_text_that_cannot_be_printed_is_written_otherwise_and_posted(books: Books) -> None:
    larkfield(books, posted=False)
    books.do(f"- reword: {{texts: {{T1: 'Shop released 🚀'}}}}\n{BILLED.replace('- post_invoices: all', '')}")
    books.refused("TextNotPrintable", "- post_invoices: all")

    books.do("""
    - reword: {texts: {T1: Shop released}}
    - post_invoices: all
    """)
