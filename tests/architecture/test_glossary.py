"""The glossary has every word that people meet."""

import re

import pytest
from checks import ROOT, breaches_of_glossary, drawings, events, spaced
from django.apps import apps

GLOSSARY = ROOT / "docs/glossary.md"
MODELS = sorted(
    {spaced(model.__name__) for model in apps.get_models() if model.__module__.startswith("unbilled.")}
)
# Without the endings of the plural; the glossary may go on after the beginning of a word.
EVENTS = sorted({re.sub("(ies|s)$", "", word) for event in events() for word in event.stem.split("_")})
STATUSES = sorted({spaced(status) for drawing in drawings() for status in drawing.statuses})


@pytest.mark.parametrize("words", [MODELS, EVENTS, STATUSES], ids=["models", "events", "statuses"])
def test_the_glossary_has_every_word(words: list[str]) -> None:
    assert words
    assert breaches_of_glossary(GLOSSARY.read_text(), words) == []


def test_a_word_that_is_missing_is_caught() -> None:
    text = "| backlog line | an open unbilled sale |"

    assert breaches_of_glossary(text, ["backlog line", "sale"]) == []
    assert breaches_of_glossary(text, [spaced("ProformaDetail"), spaced("on_hold")]) == [
        "proforma detail is not in the glossary",
        "on hold is not in the glossary",
    ]
