"""What keeps something from the ledger names the journal lines or the proposals at fault."""

from unbilled.accounting.rules import NotPostable


def test_a_refusal_is_about_journal_lines_or_proposals() -> None:
    assert NotPostable(actual_ids=[1, 2]).subject_ids == (1, 2)
    assert NotPostable(proposal_ids=[3]).subject_ids == (3,)
    assert (NotPostable(actual_ids=[1]).subject, NotPostable(proposal_ids=[3]).subject) == (
        "actual_ids",
        "proposal_ids",
    )
    assert NotPostable().subject_ids == ()
