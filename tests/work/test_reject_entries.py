"""Rejecting entries: back to whoever entered them, with the reason."""

from datetime import date

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.work.events.reject_entries import reject_entries


def test_entries_come_back_with_the_reason(entered: Books) -> None:
    entered.do("- submit: [T1, T2]")

    count = reject_entries(
        acting(entered.company_id, on=date(2026, 3, 4), by=entered.person_id),
        entry_ids=[entered.id("entries", "T1"), entered.id("entries", "T2")],
        comment="  Wrong project ",
    )

    assert count == 2
    entered.show(
        "entries",
        """
        entry | status   | comment
        T1    | returned | Wrong project
        T2    | returned | Wrong project
        """,
    )
    entered.show(
        "approvals",
        """
        decision | date       | by         | comment       | entries
        rejected | 2026-03-04 | accountant | Wrong project | 2
        """,
    )


def test_a_draft_is_refused_and_none_moves(entered: Books) -> None:
    entered.do("- submit: [T1]")

    refused = entered.refused("EntryNotSubmitted", "reject: {entries: [T1, T2], comment: No}")

    assert refused.subject_ids == (entered.id("entries", "T2"),)


def test_a_rejection_without_a_reason_is_refused(entered: Books) -> None:
    entered.do("- submit: [T1]")

    entered.refused("CommentMissing", "reject: {entries: [T1], comment: '  '}")
