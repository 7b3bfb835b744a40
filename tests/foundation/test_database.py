"""The private server: started once, found again, stopped; refusals in one sentence."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from unbilled.foundation import database
from unbilled.foundation.database import PrivateServer, ServerDidNotStart


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A server below a closed folder, ended afterwards."""
    monkeypatch.delenv("UNBILLED_TEST_FAST")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = PrivateServer(closed / "home")
    yield server
    server.stop()


def _query(server: PrivateServer, text: str) -> object:
    with psycopg.connect(host=str(server.socket_folder), user="unbilled", dbname="unbilled") as connection:
        row = connection.execute(text).fetchone()
        assert row is not None
        return row[0]


def test_it_starts_below_a_closed_folder_and_leaves_permissions_alone(server: PrivateServer) -> None:
    folders = [server.home.parent, *server.home.parent.parents]
    before = [(folder.stat().st_mode, folder.stat().st_uid) for folder in folders]

    server.start()

    assert _query(server, "select 1") == 1
    assert [(folder.stat().st_mode, folder.stat().st_uid) for folder in folders] == before


def test_a_socket_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    server = PrivateServer(tmp_path / "one, two")
    server.home.mkdir()
    server.socket_folder.mkdir(exist_ok=True)
    server.socket_folder.chmod(0o755)

    with pytest.raises(ServerDidNotStart, match="is not this user's own closed folder"):
        server.start()

    assert not server.data.exists()
    server.socket_folder.rmdir()


@pytest.mark.parametrize(
    "name",
    [
        """it's "mine" $HOME `id` 50% #1 (ü)""",
        "one, two",
        "a home with a name that is so long that the name of a socket below it would not be taken by any system",
    ],
)
def test_the_name_of_the_home_is_anybodys(tmp_path: Path, name: str) -> None:
    server = PrivateServer(tmp_path / name)
    try:
        server.start()
        server.start()

        assert _query(server, "select 1") == 1
        assert (server.home / "postgres" / "server.log").exists()
    finally:
        server.stop()
    assert not server.answers()


def test_a_second_start_finds_the_same_server(server: PrivateServer) -> None:
    server.start()
    first = (server.data / "postmaster.pid").read_text().split()[0]

    server.start()

    assert (server.data / "postmaster.pid").read_text().split()[0] == first


def test_a_killed_server_is_started_again_with_its_data(server: PrivateServer) -> None:
    server.start()
    with psycopg.connect(host=str(server.socket_folder), user="unbilled", dbname="unbilled") as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (42)")
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    server.start()

    assert _query(server, "select n from kept") == 42


def test_data_of_another_major_version_are_refused_and_kept(server: PrivateServer) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("13\n")

    with pytest.raises(database.ServerOfAnotherVersion, match=r"written by PostgreSQL 13"):
        server.start()

    (server.data / "PG_VERSION").write_text("18\n")
    server.start()
    assert _query(server, "select 1") == 1


def test_a_broken_data_directory_is_refused_with_the_reason(server: PrivateServer) -> None:
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("18\n")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "STARTING_PATIENCE_SECONDS", 0.0)
        with pytest.raises(database.ServerDidNotStart, match=r"did not start"):
            server.start()

    assert [path.name for path in server.data.iterdir()] == ["PG_VERSION"]


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://host", "books", "postgresql://h:x/db"])
def test_an_address_that_is_none_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNBILLED_DATABASE_URL", url)

    with pytest.raises(database.DatabaseUrlUnreadable, match="not a PostgreSQL address"):
        database.settings_for_django()


def test_an_address_over_a_socket_folder_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNBILLED_DATABASE_URL", "postgresql://ada:s%40fe@/books?host=/run/pg&port=5433")

    found = database.settings_for_django()

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("books", "ada", "s@fe")
    assert (found["HOST"], found["PORT"]) == ("/run/pg", "5433")


def test_a_server_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNBILLED_DATABASE_URL", f"postgresql://ada@/books?host={tmp_path}")

    with pytest.raises(database.DatabaseUnreachable, match="does not answer"):
        database.start()


def test_a_server_older_than_15_is_refused(monkeypatch: pytest.MonkeyPatch, server: PrivateServer) -> None:
    server.start()
    monkeypatch.setenv(
        "UNBILLED_DATABASE_URL", f"postgresql://unbilled@/unbilled?host={server.socket_folder}"
    )
    monkeypatch.setattr(database, "OLDEST_SERVER", 990_000)

    with pytest.raises(database.DatabaseTooOld, match="needs 15 or newer"):
        database.start()


def test_our_own_connection_has_every_option_of_the_address(
    server: PrivateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server without a certificate cannot be reached where the address asks for one."""
    server.start()
    address = f"postgresql://unbilled@/unbilled?host={server.socket_folder}"
    for options, problem in (("&sslmode=nonsense", "sslmode"), ("&options=-c%20nothing%3D1", "nothing")):
        monkeypatch.setenv("UNBILLED_DATABASE_URL", address + options)
        with pytest.raises(database.DatabaseUnreachable, match=problem):
            database.start()


def test_options_of_the_address_stand_beside_those_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "UNBILLED_DATABASE_URL",
        "postgresql://host/books?sslmode=require&options=-c%20lock_timeout%3D5s&user=ada",
    )

    found = database.settings_for_django()

    assert found["USER"] == "ada"
    assert found["OPTIONS"] == {
        "sslmode": "require",
        "options": f"{database.PLANNING} -c lock_timeout=5s",
    }


def test_an_option_that_is_none_is_named_and_the_password_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNBILLED_DATABASE_URL", "postgresql://ada:s3cret@host/books?sslmod=require")

    with pytest.raises(database.DatabaseUrlUnreadable) as refused:
        database.start()

    assert refused.value.message == (
        "UNBILLED_DATABASE_URL has an option sslmod, which PostgreSQL does not know."
    )


def home_that_is_a_file(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.write_text("notes")
    return home


def home_below_a_file(tmp_path: Path) -> Path:
    return home_that_is_a_file(tmp_path) / "below"


def home_with_a_file_for_a_folder(tmp_path: Path) -> Path:
    (tmp_path / "postgres").write_text("notes")
    return tmp_path


def home_with_a_folder_for_a_file(tmp_path: Path) -> Path:
    (tmp_path / "postgres" / "starting.lock").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    "made",
    [home_that_is_a_file, home_below_a_file, home_with_a_file_for_a_folder, home_with_a_folder_for_a_file],
)
def test_a_home_that_cannot_be_used_is_refused(made: Callable[[Path], Path], tmp_path: Path) -> None:
    home = made(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises((database.HomeUnusable, ServerDidNotStart), match=str(tmp_path)) as refused:
        PrivateServer(home).start()

    assert "UNBILLED_HOME" in refused.value.advice or "folder" in refused.value.message
    assert [path for path in sorted(tmp_path.rglob("*")) if path not in before] == [] or home == tmp_path


def test_a_home_that_may_not_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a file system that is read only, which root meets as well."""
    monkeypatch.setattr(database.os, "access", lambda *_: False)

    with pytest.raises(database.HomeUnusable, match="permission denied"):
        PrivateServer(tmp_path).start()

    assert list(tmp_path.iterdir()) == []


def test_a_home_whose_parents_are_missing_is_made(tmp_path: Path) -> None:
    with database.usable(tmp_path / "a" / "b" / "c") as home:
        assert home.is_dir()


def test_missing_migrations_are_refused(db: None) -> None:
    from django.db import connection

    database.refuse_unless_migrated()
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'billing'")

    with pytest.raises(database.DatabaseNotMigrated, match=r"lacks \d+ migrations"):
        database.refuse_unless_migrated()
