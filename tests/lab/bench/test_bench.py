"""The bench measures the road in a database of its own and leaves nothing behind."""

import json
import subprocess
import sys

import pytest
from django.db import connection
from typer.testing import CliRunner

from unbilled.cli.main import app
from unbilled.lab.bench.bench import DATABASE, total
from unbilled.lab.bench.measured import BEFORE, Measured

STAGES = ["record", "post journals", "mark ready", "create", "confirm", "propose", "post"]


def test_each_stage_is_compared_with_loading_its_rows(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        result = CliRunner().invoke(app, ["bench", "road", "--lines", "200", "--per-invoice", "50", "--json"])
        with connection.cursor() as cursor:
            cursor.execute("select datname from pg_database where datname = any(%s)", [[DATABASE, BEFORE]])
            left = cursor.fetchall()
        connection.close()

    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert [stage["stage"] for stage in said["stages"]] == STAGES
    keys = {
        "stage",
        "rows",
        "seconds",
        "cpu_seconds",
        "ratio_a",
        "ratio_b",
        "microseconds_a_line",
        "wal_bytes_a_line",
    }
    assert all(set(stage) == keys for stage in (*said["stages"], said["total"]))
    # Each line: an entry approved, cost and unbilled sale, backlog, two journal lines; one approval, and a
    # journal for each month from January to July, as the lines are one a day.
    assert said["stages"][0]["rows"] == 200 * 6 + 1 + 7
    # Each actual: its journal line, project transaction, voucher and two entries.
    assert said["stages"][1]["rows"] == 400 * 5
    assert said["total"]["rows"] == sum(stage["rows"] for stage in said["stages"])
    assert left == []


def test_the_total_is_a_ratio_of_sums():
    stages = [
        Measured("record", 10, 2.0, 1.0, 0, 0, copy_a=0.25, copy_b=0.5, wal_bytes=1_000),
        Measured("post", 30, 4.0, 2.0, 0, 0, copy_a=0.25, copy_b=1.5, wal_bytes=3_000),
    ]

    found = total(stages)

    assert (found.rows, found.seconds, found.cpu_seconds) == (40, 6.0, 3.0)
    assert (found.ratio_a, found.ratio_b) == (pytest.approx(6.0), pytest.approx(1.5))
    told = found.as_json(lines=100)
    assert (told["microseconds_a_line"], told["wal_bytes_a_line"]) == (30_000.0, 40)


def test_workers_share_the_road_and_do_all_of_it(django_db_setup):
    # A process of its own, as people start it: workers are forked from it, and not from one with tests behind it.
    result = subprocess.run(
        [
            *(sys.executable, "-m", "unbilled", "bench", "workers", "--lines", "200"),
            *("--per-invoice", "50", "--workers", "2", "--json"),
        ],
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0, result.stdout + result.stderr
    said = json.loads(result.stdout)["workers"]
    assert [(one["workers"], one["companies"], one["lines"]) for one in said] == [
        (1, 1, 200),
        (2, 1, 200),
        (2, 2, 200),
    ]
    assert said[0]["factor"] == 1.0
    assert all(one["seconds"] > 0 for one in said)
