"""Refusing: faults that statements return become refusals with names; a refusal can be told of one record."""

from typing import Any

import pytest

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted, refuse_rest


class Torn(Refusal):
    """Records are torn."""

    sentence = "Torn: {records} ({found})."
    subject = "page_ids"


class Lost(Refusal):
    """Records are lost."""

    sentence = "Lost: {records}."
    remedy = "Look for {records}."
    subject = "page_ids"


def names(ids: list[int]) -> list[str]:
    return [f"page {one}" for one in ids]


def fault(refusal: str, found: str | None, *page_ids: int) -> dict[str, Any]:
    return {"refusal": refusal, "found": found, "page_ids": list(page_ids), "count": None}


RESULT = {"refusal": None, "found": None, "page_ids": None, "count": 3}


def test_results_are_given_when_nothing_is_refused() -> None:
    assert accepted([RESULT], Torn, Lost, names=names) == [RESULT]


def test_the_first_refusal_asked_for_is_raised_with_all_its_faults() -> None:
    rows = [
        fault("Lost", None, 1),
        fault("Torn", "edge", 9, 2),
        fault("Torn", "corner", 2),
        fault("Torn", "edge", 5),
    ]

    with pytest.raises(Torn) as refused:
        accepted(rows, Torn, Lost, names=names)

    assert refused.value.details == {
        "page_ids": [2, 5, 9],
        "found": ["edge", "corner"],
        "records": ["page 2", "page 5", "page 9"],
    }
    assert refused.value.message == "Torn: page 2, page 5, page 9 (edge, corner)."


def test_identities_may_stand_in_another_column() -> None:
    with pytest.raises(Lost) as refused:
        accepted([{"refusal": "Lost", "found": None, "leaf_ids": [7]}], Lost, subject="leaf_ids", names=names)

    assert refused.value.details == {"leaf_ids": [7], "records": ["page 7"]}


def test_a_refusal_that_the_event_does_not_know_is_an_error_of_ours() -> None:
    with pytest.raises(AssertionError, match="Burnt"):
        accepted([fault("Burnt", None, 1)], Torn, names=names)


def test_what_was_asked_for_and_has_not_moved_is_refused() -> None:
    refuse_rest(Lost, [1, 2], [2, 1], names)
    with pytest.raises(Lost, match=r"^Lost: page 3, page 4\."):
        refuse_rest(Lost, [4, 1, 3], [1], names)


def test_a_refusal_about_several_is_told_of_one() -> None:
    of_all = Lost(page_ids=[3, 4], records=["page 3", "page 4"])

    assert of_all.about(4).message == "Lost: page 4."
    assert of_all.about(4).subject_ids == (4,)
    assert of_all.about(5) is of_all


def test_a_refusal_that_lists_more_than_its_records_is_told_whole() -> None:
    of_all = Torn(page_ids=[3, 4], records=["page 3", "page 4"], found=["edge", "corner"])

    assert of_all.about(4) is of_all
