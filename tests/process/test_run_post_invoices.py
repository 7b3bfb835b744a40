"""Posting run: proposals become invoices; those that wait and customers on hold are set aside."""

from collections.abc import Callable
from decimal import Decimal

from acting import acting
from road import MARCH_31, only, set_aside
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.runs.running import RunReport, carry_out


def post(books: Books, **more: object) -> RunReport:
    return carry_out(
        acting(books.company_id, on=MARCH_31),
        POST_INVOICES,
        invoice_date=MARCH_31,
        **more,  # type: ignore[arg-type]
    )


def test_proposals_are_posted(road: Callable[[int], Books]) -> None:
    """1,200 and 5,220, each with a fifth of tax."""
    books = road(6)
    report = post(books)
    assert (dict(report.counts), report.set_aside) == ({"invoices": 2, "credit notes": 0}, [])
    assert report.amounts == {
        "net": {"EUR": Decimal(6420)},
        "tax": {"EUR": Decimal(1284)},
        "gross": {"EUR": Decimal(7704)},
    }


def test_a_proposal_waits_until_its_journal_lines_are_posted(road: Callable[[int], Books]) -> None:
    """ProposalWaits names the proposal; after the journals the same run posts it."""
    books = road(2)
    books.do("""
    - mark_ready: [T1, T2, T3]
    - create_proformas: {contracts: [C-1, C-2], through: 2026-03-31, on: 2026-03-31}
    - confirm: all
    """)
    carry_out(
        acting(books.company_id, by=books.person_id),
        POST_JOURNALS,
        selection=only(books, customer="Meridian"),
    )
    report = post(books)
    assert dict(report.counts) == {"invoices": 1, "credit notes": 0}
    assert set_aside(report) == [("proposal", books.id("proposals", "P-00001"), "ProposalWaits")]
    assert report.set_aside[0].sentence == (
        "Proposal P-00001 waits for journal lines that are not posted: T1 in J-00001, T2 in J-00001."
    )

    carry_out(acting(books.company_id, by=books.person_id), POST_JOURNALS)
    assert dict(post(books).counts) == {"invoices": 1, "credit notes": 0}


def test_a_customer_on_hold_is_set_aside(road: Callable[[int], Books]) -> None:
    books = road(6)
    books.do("- set: {customers: {Helios: {on_hold: true}}}")
    report = post(books)
    assert dict(report.counts) == {"invoices": 1, "credit notes": 0}
    assert set_aside(report) == [("proposal", books.id("proposals", "P-00001"), "CustomerOnHold")]


def test_a_dry_run_gives_the_numbers_back(road: Callable[[int], Books]) -> None:
    books = road(6)
    assert dict(post(books, dry_run=True).counts) == {"invoices": 2, "credit notes": 0}
    books.show("invoices", "invoice | gross")
    post(books, selection=only(books, contract="C-2"))
    books.show("invoices", "invoice | gross\n2026-00001 | 6264.00")
