"""Archives: everything a database of ours holds, in one file that any server takes back.

An archive is a ZIP file: ``archive.json`` says of which version it is, and each table has an entry with its rows as
PostgreSQL's COPY writes them. It holds no tables and no functions, for those are this program's: an archive of an
earlier version is restored into the tables of that version, which are then brought up to date like any other books.
"""

import json
import os
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

import unbilled
from unbilled.foundation.installing import install_code, take_guards_away
from unbilled.foundation.migrating import has_tables, is_of_ours, make_tables
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

COLUMNS = statement(__file__, "columns")
SEQUENCES = statement(__file__, "sequences")

FORM = 1
HEAD = "archive.json"
NOT_KEPT = {"django_migrations", "django_session", "people_attempt", "people_session"}
"""Migrations stand in the head; whoever is logged in logs in again, and nobody waits for attempts elsewhere."""
QUEUE = "procrastinate_"
"""Tables of the queue: a worker makes its jobs again, of the runs that wait."""

OnTable = Callable[[int, int], None]
"""Told tables done and tables in all."""


class ArchiveNotReadable(Refusal):
    """The file is no archive, or not whole."""

    sentence = "{file} cannot be restored: {problem}."
    remedy = "Give a file that `unbilled backup` has written, whole."


class ArchiveOfAnotherVersion(Refusal):
    """The archive was written by a version that this one does not know."""

    sentence = "{file} was written by Unbilled {version}, whose tables this version ({ours}) does not know: {unknown}."
    remedy = "Restore it with that version or a later one."


class DatabaseNotEmpty(Refusal):
    """An archive is restored beside nothing else."""

    sentence = "The database holds something already: {tables}."
    remedy = "Restore into an empty one: another UNBILLED_HOME, or a new database in UNBILLED_DATABASE_URL."


@dataclass(frozen=True)
class Archived:
    """What an archive holds.

    Attributes:
        version: Version of the program that wrote it.
        written_at: When.
        rows: Rows by table; empty tables are among them.
    """

    version: str
    written_at: str
    rows: dict[str, int]


def write_archive(path: Path, *, written_at: datetime, progress: OnTable | None = None) -> Archived:
    """Write everything that the database holds to a file, as it is at one moment; others may go on working.

    Args:
        path: File that is written.
        written_at: Moment that the file names.
        progress: Told how far it is.

    Returns:
        What was written.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        tables = columns_of_tables()
        rows: dict[str, int] = {}
        with closed_file(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for table, columns in tables.items():
                reading = cursor.cursor.copy(_copy(table, columns, "to stdout"))
                with archive.open(table, "w", force_zip64=True) as entry, reading as reader:
                    for block in reader:
                        entry.write(block)
                rows[table] = cursor.rowcount
                if progress:
                    progress(len(rows), len(tables))
            head: dict[str, Any] = {
                "form": FORM,
                "version": unbilled.__version__,
                "written_at": f"{written_at:%Y-%m-%d %H:%M:%S} UTC",
                "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
                "columns": tables,
                "rows": rows,
                "sequences": {row["name"]: row["last_value"] for row in SEQUENCES.rows()},
            }
            archive.writestr(HEAD, json.dumps(head, indent=1))
    return Archived(head["version"], head["written_at"], rows)


def restore_archive(
    path: Path, *, made_with: Collection[str] = (), progress: OnTable | None = None
) -> Archived:
    """Bring back what an archive holds into an empty database, and its tables to this version; whole or not at all.

    Args:
        path: The archive.
        made_with: Tables that may have rows: those that come with the tables of an empty database.
        progress: Told how far it is.

    Returns:
        What was brought back.

    Raises:
        ArchiveNotReadable: The file is no archive, or not whole.
        ArchiveOfAnotherVersion: It is of a version that this one does not know.
        DatabaseNotEmpty: Some table has rows already.
    """
    with _opened(path) as archive, transaction.atomic(), connection.cursor() as cursor:
        head = _head(archive)
        _refuse_rows(cursor, made_with)
        _make_tables(path, head)
        tables = head["columns"]
        if {table: sorted(columns) for table, columns in tables.items()} != {
            table: sorted(columns) for table, columns in columns_of_tables().items()
        }:
            raise ArchiveNotReadable(file=path, problem="its tables are not those of its version")
        take_guards_away()
        # Rows that name each other come in any order.
        cursor.execute("set constraints all deferred")
        # What no archive keeps may refer to what it does, and is as empty.
        cursor.execute(
            sql.SQL("truncate {} cascade").format(sql.SQL(", ").join(map(sql.Identifier, tables))).as_string()
        )
        for number, (table, columns) in enumerate(tables.items(), start=1):
            with (
                archive.open(table) as entry,
                cursor.cursor.copy(_copy(table, columns, "from stdin")) as writer,
            ):
                while block := entry.read(1 << 20):
                    writer.write(block)
            if cursor.rowcount != head["rows"][table]:
                raise ArchiveNotReadable(file=path, problem=f"rows of {table} are missing")
            if progress:
                progress(number, len(tables))
        for name, last in head["sequences"].items():
            # What is not kept counts on from its own rows.
            if last is not None and not name.startswith((QUEUE, *NOT_KEPT)):
                cursor.execute("select setval(%s, %s)", [name, last])
        # References are checked now: a table with checks put off cannot be changed by a later migration.
        cursor.execute("set constraints all immediate")
        executor = MigrationExecutor(connection)
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if not _is_of_queue(node)])
        install_code()
    # The migrations of the queue cannot be part of one large transaction, and are kept for when the books stand.
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    return Archived(head["version"], head["written_at"], head["rows"])


def columns_of_tables() -> dict[str, list[str]]:
    """Columns of each table that an archive keeps, in the order of their names; what is generated is left out."""
    return {
        row["table_name"]: row["columns"]
        for row in COLUMNS.rows()
        if row["table_name"] not in NOT_KEPT and not row["table_name"].startswith(QUEUE)
    }


def closed_file(path: Path) -> BinaryIO:
    """A new file that only its owner reads."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")


def _copy(table: str, columns: list[str], where: str) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("copy {} ({}) {}").format(sql.Identifier(table), names, sql.SQL(where))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The file, whose faults are refusals wherever in it they are met."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except OSError as problem:
        raise ArchiveNotReadable(file=path, problem=(problem.strerror or str(problem)).lower()) from None
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError) as problem:
        raise ArchiveNotReadable(file=path, problem=f"it is no archive, or damaged ({problem})") from None


def _head(archive: zipfile.ZipFile) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(archive.read(HEAD))
    if head["form"] != FORM:
        raise ValueError(f"form {head['form']}")
    return head


def _refuse_rows(cursor: Any, made_with: Collection[str]) -> None:
    """Refuse a database in which somebody has worked; tables without rows are no obstacle."""
    full = []
    for table in columns_of_tables():
        if table in made_with:
            continue
        cursor.execute(sql.SQL("select exists (select 1 from {})").format(sql.Identifier(table)).as_string())
        if cursor.fetchone()[0]:
            full.append(table)
    if full:
        raise DatabaseNotEmpty(tables=full)


def _make_tables(path: Path, head: dict[str, Any]) -> None:
    """Make the tables of the archive's version, but those of the queue."""
    executor = MigrationExecutor(connection)
    wanted = [(app, name) for app, name in head["migrations"]]
    if unknown := [f"{app}.{name}" for app, name in wanted if (app, name) not in executor.loader.graph.nodes]:
        raise ArchiveOfAnotherVersion(
            file=path, version=head["version"], ours=unbilled.__version__, unknown=unknown
        )
    later = {node for node in executor.loader.applied_migrations if not _is_of_queue(node)} - set(wanted)
    if later:
        raise DatabaseNotEmpty(tables=[f"migration {app}.{name}" for app, name in sorted(later)])
    nodes = executor.loader.graph.node_map
    last = [
        one
        for one in wanted
        if not _is_of_queue(one)
        and not any(child.key[0] == one[0] and child.key in wanted for child in nodes[one].children)
    ]
    if not has_tables() and {node for node in executor.loader.graph.nodes if is_of_ours(node[0])} <= set(
        wanted
    ):
        executor.migrate([one for one in last if not is_of_ours(one[0])])
        make_tables()
        return
    executor.migrate(last)


def _is_of_queue(migration: tuple[str, str]) -> bool:
    return migration[0] == QUEUE.rstrip("_")
