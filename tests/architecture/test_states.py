"""Drawings, models and events tell one story."""

import pytest
from checks import SOURCE, breaches_of_choices, breaches_of_drawing, drawings, moves_of_events, room_of
from django.apps import apps

from unbilled.foundation.headers import Move
from unbilled.foundation.states import Arrow, Diagram

DOOR = Diagram("door", "open", (Arrow("shut_doors", "open", "shut"),))


@pytest.mark.parametrize("drawing", drawings(), ids=lambda drawing: drawing.table)
def test_every_arrow_has_an_event_that_makes_it(drawing: Diagram) -> None:
    assert breaches_of_drawing(drawing, moves_of_events()) == []


@pytest.mark.parametrize("drawing", drawings(), ids=lambda drawing: drawing.table)
def test_a_model_has_the_statuses_of_its_drawing(drawing: Diagram) -> None:
    [model] = [model for model in apps.get_models() if model._meta.db_table == drawing.table]
    column = model._meta.get_field(drawing.column)

    assert breaches_of_choices(drawing, column.choices) == []
    assert column.default == drawing.start


@pytest.mark.parametrize("drawing", drawings(), ids=lambda drawing: drawing.table)
def test_the_room_shows_its_drawing(drawing: Diagram) -> None:
    readme = SOURCE / room_of(drawing.table) / "README.md"

    assert drawing.mermaid() in readme.read_text()


def test_an_arrow_without_an_event_is_caught() -> None:
    assert breaches_of_drawing(DOOR, {}) == ["door open -> shut: no statement of shut_doors moves it"]
    assert breaches_of_drawing(DOOR, {"shut_doors": {Move("door", "open", "shut")}}) == []


def test_a_status_that_is_not_drawn_is_caught() -> None:
    assert breaches_of_choices(DOOR, [("open", "open"), ("ajar", "ajar")]) == [
        "door.status: ajar is not in both",
        "door.status: shut is not in both",
    ]
