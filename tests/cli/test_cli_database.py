"""The command line as a user meets it, in processes of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from homes import Home, opened

from unbilled.foundation.code import written
from unbilled.foundation.database import PrivateServer


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home of its own, whose server is stopped afterwards."""
    with opened(tmp_path / "home") as home:
        yield home


@pytest.fixture
def unbilled(home: Home):
    """Run a command there."""
    return home.run


def test_a_database_is_started_migrated_and_stopped(unbilled) -> None:
    assert json.loads(unbilled("database", "status", "--json").stdout) == {"running": False}

    migrated = unbilled("migrate")

    everything = len(written().parts)
    assert (migrated.returncode, migrated.stdout) == (
        0,
        f"The tables are those of this version. Functions and triggers: installed {everything}, dropped 0.\n",
    )
    assert json.loads(unbilled("database", "status", "--json").stdout) == {"running": True}
    assert unbilled("database", "stop").stdout == "The database is stopped.\n"
    assert json.loads(unbilled("database", "status", "--json").stdout) == {"running": False}


def test_eight_who_migrate_at_once_all_succeed(home: Home) -> None:
    """One of them does the work, the others wait for it and find it done."""
    home.run("database", "start")

    processes = [home.start("migrate", "--json") for _ in range(8)]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in processes]

    assert [code for _, _, code in ended] == [0] * 8, [errors for _, errors, _ in ended]
    done = sorted(json.loads(output)["installed"] for output, _, _ in ended)
    assert done == [0] * 7 + [len(written().parts)]


def test_a_database_whose_code_is_of_another_version_is_refused(home: Home, unbilled) -> None:
    unbilled("migrate")
    altered = "create or replace function foundation_code_checksum() returns text language sql as 'select null::text'"
    with psycopg.connect(
        host=str(PrivateServer(home.path).socket_folder), user="unbilled", dbname="unbilled"
    ) as books:
        books.execute(altered)

    refused = unbilled("verify")

    assert refused.returncode == 1
    assert "not those of this version. Run `unbilled migrate`." in " ".join(refused.stderr.split())
    assert json.loads(unbilled("migrate", "--json").stdout) == {
        "migrated": True,
        "installed": 1,
        "dropped": 0,
    }
    assert unbilled("verify").returncode == 0


def test_a_refusal_is_a_sentence_and_a_remedy(unbilled) -> None:
    refused = unbilled("migrate", UNBILLED_DATABASE_URL="mysql://host/books")

    assert refused.returncode == 1
    assert " ".join(refused.stderr.split()) == (
        "UNBILLED_DATABASE_URL is not a PostgreSQL address. Write it as postgresql://user:password@host:port/name"
        "?sslmode=require."
    )


def test_a_refusal_is_an_object_for_a_program(unbilled) -> None:
    refused = unbilled("migrate", "--json", UNBILLED_DATABASE_URL="mysql://host/books")

    assert refused.returncode == 1
    assert json.loads(refused.stdout)["refusal"] == "DatabaseUrlUnreadable"


def test_help_needs_no_database(unbilled) -> None:
    shown = unbilled("--help", UNBILLED_DATABASE_URL="mysql://host/books")

    assert shown.returncode == 0
    assert "From approved work" in shown.stdout


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_every_text_is_refused(home: Home, encoding: str) -> None:
    """Nothing is made in it; the remedy makes one that can."""
    home.run("database", "start")
    socket = str(PrivateServer(home.path).socket_folder)
    with psycopg.connect(host=socket, user="unbilled", dbname="postgres", autocommit=True) as server:
        server.execute(f"create database other encoding '{encoding}' template template0 locale 'C'")

    refused = home.run("migrate", UNBILLED_DATABASE_URL=f"postgresql://unbilled@/other?host={socket}")

    assert refused.returncode == 1
    assert f"The database other is encoded in {encoding}; books need UTF8." in " ".join(
        refused.stderr.split()
    )
    assert "createdb --encoding=UTF8 --template=template0" in " ".join(refused.stderr.split())
    with psycopg.connect(host=socket, user="unbilled", dbname="other") as other:
        assert other.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)
