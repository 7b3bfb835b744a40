"""The bench of imports: a file of each shape comes in whole, and is compared with COPY of its entries."""

import json
from pathlib import Path

import pytest
from django.db import connection
from typer.testing import CliRunner

from unbilled.cli.main import app
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import read_file
from unbilled.lab.bench.bench import DATABASE
from unbilled.lab.bench.imports import SHAPES, Shape, slow, written
from unbilled.lab.bench.measured import BEFORE, Measured


def test_every_shape_is_compared_with_loading_its_entries(django_db_setup, django_db_blocker, monkeypatch):
    monkeypatch.setattr("unbilled.lab.bench.imports.SLOWEST", 10_000)  # so few rows say nothing of speed
    with django_db_blocker.unblock():
        result = CliRunner().invoke(app, ["bench", "import", "--rows", "60", "--json"])
        with connection.cursor() as cursor:
            cursor.execute("select datname from pg_database where datname = any(%s)", [[DATABASE, BEFORE]])
            left = cursor.fetchall()
        connection.close()

    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert [shape["stage"] for shape in said["shapes"]] == [shape.name for shape in SHAPES]
    assert [shape["rows"] for shape in said["shapes"]] == [60] * len(SHAPES)
    assert (said["findings"], left) == ([], [])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_its_files_can_be_read(shape: Shape, tmp_path: Path) -> None:
    file = read_file(written(shape, 1_000, tmp_path), load_mapping(shape.format), daily_limit_minutes=None)

    assert (len(file.entries), file.rejections) == (1_000, [])


def test_a_shape_that_falls_behind_is_named() -> None:
    shapes = [
        Measured(name, 10, 1.0, 1.0, 0, ratio, 0.1, 0.1, 0) for name, ratio in (("hours", 5), ("odd", 15))
    ]

    assert slow(shapes) == ["odd: importing takes 15.0 times what COPY of its entries takes."]
