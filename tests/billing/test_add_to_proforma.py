"""Adding to a draft: what is ready goes behind the lines it has."""

from datetime import date

import pytest
from billing_world import confirmed, refusing, sales

from acting import acting
from unbilled.billing.events.add_to_proforma import (
    CorrectionTakesNoWork,
    WorkOfOtherProforma,
    add_to_proforma,
)
from unbilled.billing.models import Milestone
from unbilled.billing.rules import MilestoneNotReady, ProformaNotDraft, WorkNotReady
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def drafted(worked: Books) -> Books:
    """Proforma P-00001 bills T1 of C-1; T2 and the milestones are not ready."""
    worked.do("- mark_ready: {entries: [T1, T3]}\n- create_proformas: {entries: [T1]}")
    return worked


def add(books: Books, *entries: str, number: str = "P-00001", through: date | None = None) -> int:
    return add_to_proforma(
        acting(books.company_id),
        proforma_id=books.id("proformas", number),
        through=through,
        actual_ids=sales(books, *entries),
    )


def test_chosen_work_and_milestones_go_behind_the_lines_there_are(drafted: Books) -> None:
    drafted.do("- mark_ready: {entries: [T2], milestones: [Start]}")
    drafted.do("- put_on: {proformas: P-00001, entries: [T2], milestones: [Start]}")

    drafted.show(
        "proforma details",
        """
        no | entry | milestone | quantity | source quantity | amount
         1 | T1    |           |     8.00 |            8.00 | 1600.00
         2 | T2    |           |     2.50 |            2.50 |   83.33
         3 |       | Start     |     1.00 |            1.00 | 1000.00
        """,
    )
    [result] = confirmed(drafted, "P-00001")
    assert result.line_count == 3


def test_a_draft_takes_what_became_ready_since(drafted: Books) -> None:
    """Through 4 March: T2 of the 3rd and the milestone of the 1st, not that of the 31st, and nothing of C-2."""
    drafted.do("- mark_ready: {contracts: [C-1]}")

    assert add(drafted, through=date(2026, 3, 4)) == 2
    assert add(drafted, through=date(2026, 3, 4)) == 0

    drafted.show("proforma details", "no | entry | milestone\n1 | T1 |\n2 | T2 |\n3 | | Start")


def test_what_was_taken_off_is_put_back(drafted: Books) -> None:
    drafted.do("""
    - mark_ready: {entries: [T2]}
    - put_on: {proformas: P-00001, entries: [T2]}
    - take_off: {proformas: P-00001, lines: [T1]}
    - put_on: {proformas: P-00001, entries: [T1]}
    """)

    drafted.show("proforma details", "no | entry | amount\n2 | T2 | 83.33\n3 | T1 | 1600.00")


def test_what_is_not_ready_is_refused(drafted: Books) -> None:
    with refusing(WorkNotReady):
        add(drafted, "T2")
    with refusing(MilestoneNotReady):
        add_to_proforma(
            acting(drafted.company_id),
            proforma_id=drafted.id("proformas", "P-00001"),
            milestone_ids=list(Milestone.objects.filter(name="Start").values_list("pk", flat=True)),
        )


def test_what_is_on_another_draft_is_refused(drafted: Books) -> None:
    drafted.do("- mark_ready: [T2]\n- create_proformas: {entries: [T2]}")

    with refusing(
        WorkNotReady,
    ) as caught:
        add(drafted, "T2")

    assert "on proforma P-00002" in caught.value.message


def test_work_of_another_contract_is_refused(drafted: Books) -> None:
    with refusing(WorkOfOtherProforma) as caught:
        add(drafted, "T3")

    assert caught.value.message.startswith(
        "Ready, but of another contract or customer than proforma P-00001: "
    )
    assert "2 time of 2026-03-04 on P-3 (ready to invoice)" in caught.value.message


def test_a_correction_takes_no_new_work(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    drafted.do("- revise: {proformas: [P-00001], reason: Too many hours}\n- mark_ready: [T2]")

    with refusing(CorrectionTakesNoWork):
        add(drafted, "T2", number="P-00002")
    with refusing(ProformaNotDraft):
        add(drafted, "T2")
