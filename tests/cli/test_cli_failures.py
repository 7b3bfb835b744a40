"""What nobody asked about is said in one sentence, with exit status 1 and the details in a log."""

import errno
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from unbilled.cli import failures, main
from unbilled.cli.failures import BooksNotWhole, CommandFailed, ConnectionLost, DiskFull
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Role

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-1: {}}
"""


@pytest.fixture
def failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command that does something, and give its status, what it says and the log."""
    monkeypatch.setenv("UNBILLED_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "1000")

    def run(act: Callable[[], object], *arguments: str) -> tuple[object, str, Path]:
        monkeypatch.setattr(sys, "argv", ["unbilled", "post", "journals", *arguments])
        monkeypatch.setattr(main, "only", lambda _: lambda **_: act())
        with pytest.raises(SystemExit) as ended:
            main.main()
        said = capsys.readouterr()
        return ended.value.code, said.out + said.err, tmp_path / failures.LOG

    return run


def test_what_a_guard_refuses_is_said_and_undone(books: Books, failed) -> None:
    """Facts are not changed: the renamed role of the same transaction is not kept either."""
    books.given(WORLD)
    books.do("- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02}}")
    books.do("- submit: all\n- approve: all")

    def change() -> None:
        with transaction.atomic():
            Role.objects.update(name="Wizard")
            with connection.cursor() as cursor:
                cursor.execute("update actuals_actual set quantity = quantity + 1")

    status, said, log = failed(change)

    assert status == 1
    assert said == (
        "The database refused the change, which would not leave the books whole: actuals_actual is append-only.\n"
        f"Nothing of the change is kept, what was finished before it is. Details: {log}.\n"
    )
    assert [role.name for role in Role.objects.all()] == ["Developer"]
    assert "UTC unbilled post journals\nTraceback" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_program_gets_an_object(failed) -> None:
    status, said, log = failed(lambda: 1 / 0, "--json")

    assert status == 1
    assert json.loads(said) == {
        "refusal": CommandFailed.__name__,
        "sentence": "The command failed: ZeroDivisionError: division by zero.",
        "remedy": f"What was finished is kept. Details, for a report of the fault: {log}.",
    }


def test_a_lost_connection_is_said(own_database: None, failed) -> None:
    def lose() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            [backend] = cursor.fetchone()
            with psycopg.connect(**connection.get_connection_params()) as other:
                other.execute("select pg_terminate_backend(%s)", [backend])
            cursor.execute("select 1")

    status, said, log = failed(lose)

    assert status == 1
    assert said.startswith("The connection to the database was lost: ")
    assert "when the server runs again, run the command again" in said
    assert len(said.splitlines()) == 2
    assert "pg_terminate_backend" not in said
    assert "Traceback" in log.read_text()


def test_the_sentence_follows_the_cause() -> None:
    full = OperationalError("could not extend file")
    full.__cause__ = psycopg.errors.DiskFull("could not extend file")
    gone = psycopg.errors.AdminShutdown("terminating connection due to administrator command")
    odd = psycopg.errors.UndefinedTable("no such table")
    kinds = [
        failures._kind(error)[0]
        for error in (
            full,
            OSError(errno.ENOSPC, "No space left on device"),
            gone,
            odd,
            psycopg.OperationalError(),
        )
    ]

    assert kinds == [DiskFull, DiskFull, ConnectionLost, CommandFailed, ConnectionLost]
    assert failures._kind(psycopg.errors.CheckViolation("no"))[0] is BooksNotWhole


def test_a_full_disk_leaves_no_log_and_shows_the_details(failed, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(failures.os, "open", full)

    def write() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "books.beancount")

    status, said, log = failed(write)

    assert status == 1
    assert "There is no space left: no space left on device: books.beancount.\n" in said
    assert f"Details: above ({log} cannot be written: no space left on device)." in said
    assert "Traceback" in said
    assert not log.exists()
