"""``unbilled scenario`` and ``unbilled verify`` as a user meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from unbilled.foundation.database import PrivateServer
from unbilled.lab.scenarios.runner import LOCK

SCENARIO = """
name: Eight hours
source: our own
given:
  resources: {{Ada Moreau: {{role: Developer, cost_price: 60}}}}
  projects: {{INT-1: Housekeeping}}
steps:
  - enter: {{T1: {{resource: Ada Moreau, project: INT-1, date: 2026-03-02, hours: 8}}}}
  - expect:
      entries: |
        entry | quantity
        T1    | {hours}
"""


@pytest.fixture(scope="module")
def unbilled(tmp_path_factory: pytest.TempPathFactory):
    """Run a command with a home of its own; its server is stopped afterwards."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("UNBILLED_", "DJANGO_"))
    } | {"UNBILLED_HOME": str(tmp_path_factory.mktemp("home")), "UNBILLED_TEST_FAST": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "unbilled", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )

    run.home = environment["UNBILLED_HOME"]
    yield run
    run("database", "stop")


def test_scenarios_run_in_books_of_their_own(unbilled, tmp_path: Path) -> None:
    (tmp_path / "holds.yaml").write_text(SCENARIO.format(hours="8.00"))
    (tmp_path / "holds_too.yaml").write_text(SCENARIO.format(hours="8"))

    ran = unbilled("scenario", str(tmp_path))

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("2 of 2 scenarios as expected, ")


def test_one_that_differs_is_named_with_its_step_and_the_others_run(unbilled, tmp_path: Path) -> None:
    (tmp_path / "differs.yaml").write_text(SCENARIO.format(hours="7.00"))
    (tmp_path / "holds.yaml").write_text(SCENARIO.format(hours="8.00"))
    (tmp_path / "unreadable.yaml").write_text("name: Nothing")

    ran = unbilled("scenario", str(tmp_path))

    assert ran.returncode == 1
    assert (
        f"Eight hours ({tmp_path / 'differs.yaml'})\nstep 2, expect (entries): entries differ" in ran.stdout
    )
    assert "> T1    |     7.00\n" in ran.stdout
    assert "> T1    |     8.00\n" in ran.stdout
    assert "reading it: a scenario needs a name and a list of steps." in ran.stdout
    assert "1 of 3 scenarios as expected, " in ran.stdout

    said = json.loads(unbilled("scenario", "--json", str(tmp_path)).stdout)
    assert [(one["holds"], one["step"]) for one in said] == [
        (False, "step 2, expect (entries)"),
        (True, ""),
        (False, "reading it"),
    ]


def test_two_commands_at_once_do_not_take_the_databases_from_each_other(unbilled, tmp_path: Path) -> None:
    (tmp_path / "holds.yaml").write_text(SCENARIO.format(hours="8.00"))
    assert unbilled("database", "start").returncode == 0
    socket = PrivateServer(Path(unbilled.home)).socket_folder

    with psycopg.connect(host=str(socket), user="unbilled", dbname="postgres") as other:
        other.execute("select pg_advisory_lock(%s)", [LOCK])
        ran = unbilled("scenario", "--json", str(tmp_path))

    assert ran.returncode == 1
    assert json.loads(ran.stdout)["refusal"] == "ScenariosRunning"
    assert unbilled("scenario", str(tmp_path)).returncode == 0


def test_a_path_without_scenarios_is_a_sentence(unbilled, tmp_path: Path) -> None:
    ran = unbilled("scenario", str(tmp_path / "nothing.yaml"))

    assert ran.returncode == 1
    assert "There is no scenario at " in ran.stderr


def test_books_are_verified(unbilled) -> None:
    assert "Run `unbilled migrate`." in unbilled("verify").stderr
    assert unbilled("migrate").returncode == 0

    ran = unbilled("verify")
    said = json.loads(unbilled("verify", "--json").stdout)

    assert ran.returncode == 0
    assert ran.stdout == f"{len(said)} of {len(said)} invariants hold.\n"
    assert {"room", "invariant", "holds", "offenders"} == set(said[0])
    assert all(one["holds"] for one in said)
