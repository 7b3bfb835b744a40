"""Tables: named after their room, every table and column explained, statuses as drawn."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.db import models

from unbilled.foundation.states import Diagram

OURS = [model for model in apps.get_models() if model.__module__.startswith("unbilled.")]
INHERITED = {"people_person"}


def drawings() -> list[Diagram]:
    rooms = [config.name for config in apps.get_app_configs() if find_spec(f"{config.name}.states")]
    return [
        value
        for room in rooms
        for value in vars(import_module(f"{room}.states")).values()
        if isinstance(value, Diagram)
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.db_table)
def test_a_table_is_named_after_its_room_and_explained(model: type[models.Model]) -> None:
    assert model._meta.db_table.startswith(f"{model._meta.app_label}_")
    assert model._meta.db_table_comment
    if model._meta.db_table not in INHERITED:
        assert [f.name for f in model._meta.concrete_fields if f.column and not f.db_comment] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.db_table)
def test_money_is_never_a_float(model: type[models.Model]) -> None:
    assert [f.name for f in model._meta.concrete_fields if isinstance(f, models.FloatField)] == []


@pytest.mark.parametrize("drawing", drawings(), ids=lambda drawing: drawing.table)
def test_the_statuses_of_a_model_are_those_of_its_drawing(drawing: Diagram) -> None:
    [model] = [model for model in OURS if model._meta.db_table == drawing.table]

    assert model._meta.get_field(drawing.column).choices == drawing.choices
