"""The command line as a user meets it, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def unbilled(tmp_path: Path):
    """Run a command with a home of its own; its server is stopped afterwards."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("UNBILLED_", "DJANGO_"))
    } | {"UNBILLED_HOME": str(tmp_path / "home"), "UNBILLED_TEST_FAST": "1"}

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "unbilled", *arguments],
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    yield run
    run("database", "stop")


def test_a_database_is_started_migrated_and_stopped(unbilled) -> None:
    assert json.loads(unbilled("database", "status", "--json").stdout) == {"running": False}

    migrated = unbilled("migrate")

    assert (migrated.returncode, migrated.stdout) == (0, "The tables are those of this version.\n")
    assert json.loads(unbilled("database", "status", "--json").stdout) == {"running": True}
    assert unbilled("database", "stop").stdout == "The database is stopped.\n"
    assert json.loads(unbilled("database", "status", "--json").stdout) == {"running": False}


def test_a_refusal_is_a_sentence_and_a_remedy(unbilled) -> None:
    refused = unbilled("migrate", UNBILLED_DATABASE_URL="mysql://host/books")

    assert refused.returncode == 1
    assert " ".join(refused.stderr.split()) == (
        "UNBILLED_DATABASE_URL is not a PostgreSQL address. Write it as postgresql://user:password@host:port/name."
    )


def test_a_refusal_is_an_object_for_a_program(unbilled) -> None:
    refused = unbilled("migrate", "--json", UNBILLED_DATABASE_URL="mysql://host/books")

    assert refused.returncode == 1
    assert json.loads(refused.stdout)["refusal"] == "DatabaseUrlUnreadable"


def test_help_needs_no_database(unbilled) -> None:
    shown = unbilled("--help", UNBILLED_DATABASE_URL="mysql://host/books")

    assert shown.returncode == 0
    assert "From approved work" in shown.stdout
