"""Canceling approvals: without a word submitted again, with a comment or on a wish returned."""

from unbilled.lab.scenarios.books import Books


def test_where_an_entry_goes_depends_on_what_was_said(entered: Books) -> None:
    entered.do("""
    - submit: [T1, T2]
    - approve: {entries: [T1, T2], billable: {T1: 1}}
    - ask_back: {entries: [T2], reason: Wrong day}
    """)

    entered.do("- take_back: [T1, T2]")

    entered.show(
        "entries", "entry | status | billable | comment\nT1 | submitted | | \nT2 | returned | | Wrong day"
    )
    entered.show("recalls", "entry | status\nT2 | accepted")
    entered.refused("EntryNotApprovedNow", "take_back: [T1]")
    entered.do("""
    - submit: [T2]
    - recall: [T1, T2]
    """)
    entered.refused("EntryRecorded", "delete: [T1]")
