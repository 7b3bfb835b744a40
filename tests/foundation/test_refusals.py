"""Refusals: one sentence, one remedy, long lists cut short with a count."""

from unbilled.foundation.refusals import Refusal, all_refusals


class CupboardLocked(Refusal):
    """Only for this test."""

    sentence = "Cupboards {numbers} are locked."
    remedy = "Ask for the key to {numbers}."


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    refusal = CupboardLocked(numbers=[3, 5])

    assert (refusal.code, refusal.message, refusal.advice) == (
        "CupboardLocked",
        "Cupboards 3, 5 are locked.",
        "Ask for the key to 3, 5.",
    )
    assert str(refusal) == "Cupboards 3, 5 are locked. Ask for the key to 3, 5."


def test_a_long_list_is_cut_with_a_count() -> None:
    refusal = CupboardLocked(numbers=list(range(1, 1_013)))

    assert refusal.message == "Cupboards 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1,002 more are locked."


def test_the_catalogue_finds_every_refusal() -> None:
    assert CupboardLocked in set(all_refusals())
