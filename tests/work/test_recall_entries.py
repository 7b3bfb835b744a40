"""Recalling entries: back to draft before anyone has decided."""

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.work.events.recall_entries import recall_entries


def test_a_submitted_entry_is_a_draft_again(entered: Books) -> None:
    entered.do("- submit: [T1, T2]")

    assert recall_entries(acting(entered.company_id), entry_ids=[entered.id("entries", "T1")]) == 1

    entered.show("entries", "entry | status\nT1 | draft\nT2 | submitted")


def test_a_draft_is_refused_and_none_moves(entered: Books) -> None:
    entered.do("- submit: [T1]")

    refused = entered.refused("EntryNotSubmitted", "recall: [T1, T2]")

    assert refused.subject_ids == (entered.id("entries", "T2"),)


def test_an_approved_entry_stays_approved(entered: Books) -> None:
    entered.do("""
    - submit: [T1]
    - approve: [T1]
    """)

    entered.refused("EntryNotSubmitted", "recall: [T1]")


def test_an_entry_of_another_company_is_refused(entered: Books) -> None:
    entered.do("- submit: [T1]")
    mine = entered.id("entries", "T1")
    entered.given("{company: {code: OTHER}}")
    entered.world.ids["entries"]["T1"] = mine

    refused = entered.refused("EntryNotSubmitted", "recall: [T1]")

    assert refused.subject_ids == (mine,)
