"""The page of refusals shows what each really said, and that is still what it says."""

import json
import re

import pytest

from gallery import KEPT
from unbilled.config.docs import refusal_classes
from unbilled.foundation.refusals import Refusal

SAID = json.loads(KEPT.read_text())


def fits(template: str, text: str) -> bool:
    """Whether a text is a template with its words filled in."""
    parts = re.split(r"\{\w+(?:![rs])?(?::[^}]*)?\}", template)
    return re.fullmatch("(?s:.*)".join(map(re.escape, parts)), text) is not None


@pytest.mark.parametrize("refusal", refusal_classes(), ids=lambda refusal: refusal.__name__)
def test_what_a_refusal_said_fits_its_words(refusal: type[Refusal]) -> None:
    said = SAID.get(refusal.__name__)
    assert said, "No test has heard it: raise it in one, then run `make gallery`."
    sentence, remedy = said
    assert fits(refusal.sentence, sentence), "Its words have changed: run `make gallery`."
    assert fits(refusal.remedy, remedy), "Its words have changed: run `make gallery`."


def test_words_that_do_not_fit_are_caught() -> None:
    assert fits("There is no {kind} {name!r}.", "There is no customer 'Helios'.")
    assert not fits("There is no {kind} {name!r}.", "There is a customer 'Helios'.")
