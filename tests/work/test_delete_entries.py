"""Deleting entries: what should not have been entered goes while it is pencil."""

import pytest
from tests.acting import acting, granted

from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.work.events.delete_entries import delete_entries
from unbilled.work.rules import EntryMissing, EntryOfOthers

BOTH = "entry | quantity | status\nT1 | 7.5 | {}\nT2 | 4 | draft"


def test_drafts_and_returned_entries_go(entered: Books) -> None:
    entered.do("""
    - submit: [T1]
    - reject: {entries: [T1], comment: Never happened}
    - delete: [T1, T2]
    """)

    entered.show("entries", "none")
    [act] = Act.objects.filter(event="work.delete_entries")
    assert [(one["record"], one["field"], one["before"]) for one in act.changes if one["record"] == "T1"] == [
        ("T1", "class", "time"),
        ("T1", "day", "2026-03-02"),
        ("T1", "project", "P-1"),
        ("T1", "role", "Developer"),
        ("T1", "resource", "Ada Moreau"),
        ("T1", "quantity", "7.5"),
        ("T1", "unit", "hour"),
    ]


def test_a_deleted_reference_can_be_entered_again(entered: Books) -> None:
    entered.do("- delete: [T1, T2]")
    entered.world.ids["entries"].clear()
    entered.do("- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 2}}")

    entered.show("entries", "entry | quantity\nT1 | 2")


@pytest.mark.parametrize(
    ("before", "refusal", "status"),
    [
        ("- submit: [T1]", "EntrySubmitted", "submitted"),
        ("- submit: [T1]\n- approve: [T1]", "EntryDecided", "approved"),
    ],
)
def test_what_is_submitted_or_approved_stays(entered: Books, before: str, refusal: str, status: str) -> None:
    entered.do(before)

    entered.refused(refusal, "- delete: [T2, T1]")

    entered.show("entries", BOTH.format(status))


def test_what_is_not_there_is_refused(entered: Books) -> None:
    with pytest.raises(EntryMissing):
        delete_entries(acting(entered.company_id), entry_ids=[entered.id("entries", "T1"), 0])

    entered.show("entries", BOTH.format("draft"))


def test_team_members_delete_only_their_own(entered: Books) -> None:
    member = granted(entered.company_id, "ben", "team_member")

    with pytest.raises(EntryOfOthers):
        delete_entries(acting(entered.company_id, by=member), entry_ids=[entered.id("entries", "T1")])

    entered.show("entries", BOTH.format("draft"))
