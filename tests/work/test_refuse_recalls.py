"""Refusing recalls: the work stays approved, and who asked is told why."""

from unbilled.lab.scenarios.books import Books


def test_a_wish_is_refused_once_and_with_a_comment(entered: Books) -> None:
    entered.do("""
    - submit: [T1, T2]
    - approve: [T1, T2]
    - ask_back: {entries: [T1], reason: Wrong day}
    """)
    entered.refused("CommentMissing", "refuse_recalls: [T1]")
    entered.refused("RecallNotRequested", "refuse_recalls: {entries: [T1, T2], comment: No}")

    entered.do("- refuse_recalls: {entries: [T1], comment: It was that day}")

    entered.refused("RecallNotRequested", "refuse_recalls: {entries: [T1], comment: No}")
    entered.show("entries", "entry | status\nT1 | approved\nT2 | approved")
    entered.show("recalls", "entry | status | answer\nT1 | refused | It was that day")
