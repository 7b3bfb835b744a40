"""Taking lines off a draft: their work waits as it did before."""

from datetime import date
from decimal import Decimal

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.remove_details import DraftWouldBeEmpty, remove_details
from unbilled.billing.rules import DetailUnknown, ProformaNotDraft
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def drafted(worked: Books) -> Books:
    """Proforma P-00001 bills GBP 1,600.00, 83.33, 1,000.00 and 500.00."""
    worked.do("- mark_ready: all\n- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    return worked


def remove(books: Books, *line_nos: int, number: str = "P-00001") -> int:
    return remove_details(
        acting(books.company_id), proforma_id=books.id("proformas", number), line_nos=line_nos
    )


def test_work_and_milestones_wait_again(drafted: Books) -> None:
    drafted.do("- take_off: {proformas: P-00001, lines: [T1, Go-live]}")

    drafted.show(
        "proforma details",
        "no | entry | milestone | amount\n2 | T2 | | 83.33\n3 | | Start | 1000.00",
    )
    drafted.show(
        "backlog",
        """
        entry | customer | billing status
        T1    | Helios   | ready_to_invoice
        T2    | Helios   | customer_invoice_created
        T3    | Helios   | ready_to_invoice
        T3    | Orbit    | ready_to_invoice
        """,
    )
    drafted.show(
        "milestones", "milestone | status\nStart | customer_invoice_created\nGo-live | ready_to_invoice"
    )


def test_the_rest_is_confirmed_under_its_own_numbers(drafted: Books) -> None:
    remove(drafted, 1, 3)
    [result] = confirmed(drafted, "P-00001", on=date(2026, 4, 1))

    assert (result.line_count, result.transaction_amount) == (2, Decimal("583.33"))


def test_a_line_taken_off_a_correction_stays_billed(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    drafted.do("- revise: {proformas: [P-00001], reason: Too many hours}")
    assert remove(drafted, 2, 3, 4, number="P-00002") == 3
    [result] = confirmed(drafted, "P-00002")

    assert (result.line_count, result.transaction_amount) == (1, -1600)


def test_a_line_that_is_not_there_is_refused(drafted: Books) -> None:
    with refusing(DetailUnknown) as caught:
        remove(drafted, 1, 9)

    assert caught.value.message == "Proforma P-00001 has no line 9."


def test_a_draft_of_nothing_is_discarded_instead(drafted: Books) -> None:
    with refusing(DraftWouldBeEmpty):
        remove(drafted, 1, 2, 3, 4)


def test_what_is_confirmed_stays(drafted: Books) -> None:
    confirmed(drafted, "P-00001")

    with refusing(ProformaNotDraft):
        remove(drafted, 1)
