"""Requesting recalls: approved work is asked for once at a time, and stays approved."""

from unbilled.lab.scenarios.books import Books


def test_only_approved_work_is_asked_for_and_only_once(entered: Books) -> None:
    entered.do("""
    - submit: [T1, T2]
    - approve: [T1]
    - ask_back: {entries: [T1], reason: Wrong day}
    """)

    entered.refused("RecallNotPossible", "ask_back: {entries: [T1], reason: Again}")
    refused = entered.refused("RecallNotPossible", "ask_back: {entries: [T2], reason: Wrong day}")

    assert refused.subject_ids == (entered.id("entries", "T2"),)
    entered.show("entries", "entry | status\nT1 | approved\nT2 | submitted")
    entered.show("recalls", "entry | reason | status\nT1 | Wrong day | requested")
