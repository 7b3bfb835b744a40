"""Archives: what is refused before anything is done; that they come back whole is tried with processes."""

import json
import zipfile
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from typer.testing import CliRunner

from acting import granted
from unbilled.cli.backup import MADE_BY_MIGRATE, BackupIsWhole, FileIsThere
from unbilled.cli.main import app
from unbilled.foundation.archive import (
    ArchiveNotReadable,
    ArchiveOfAnotherVersion,
    DatabaseNotEmpty,
    restore_archive,
)
from unbilled.foundation.database import DatabaseNotUtf8, refuse_other_encodings
from unbilled.foundation.scratch import connected_to, drop, server_address
from unbilled.lab.scenarios.books import Books, snapshot

HEAD = {"form": 1, "version": "9.9", "written_at": "now", "columns": {}, "rows": {}, "sequences": {}}


def archive(path: Path, **head: Any) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("archive.json", json.dumps(HEAD | head))
    return path


@pytest.mark.django_db
def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("books")
    for path, problem in (
        (tmp_path / "none.zip", "no such file"),
        (tmp_path, "is a directory"),
        (tmp_path / "text.zip", "it is no archive, or damaged"),
        (archive(tmp_path / "form.zip", form=2), "it is no archive, or damaged"),
    ):
        with pytest.raises(ArchiveNotReadable, match=problem):
            restore_archive(path)


@pytest.mark.django_db
def test_an_archive_of_tables_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "books.zip", migrations=[["work", "0999_later"]])
    with pytest.raises(ArchiveOfAnotherVersion, match=r"by Unbilled 9\.9, whose tables.* work\.0999_later"):
        restore_archive(path, made_with=MADE_BY_MIGRATE)


def test_books_in_the_way_are_refused(books: Books, tmp_path: Path) -> None:
    books.given("company: {code: ACME}")
    before = snapshot()
    migrations = [list(one) for one in MigrationRecorder(connection).applied_migrations()]
    with pytest.raises(DatabaseNotEmpty, match="companies_company"):
        restore_archive(archive(tmp_path / "books.zip", migrations=migrations), made_with=MADE_BY_MIGRATE)
    assert snapshot() == before


def test_a_backup_is_whole_and_takes_no_other_files_place(books: Books, tmp_path: Path) -> None:
    books.given("company: {code: ACME}")
    granted(books.company_id, "mia", "project_manager", scope="own")
    (tmp_path / "there.zip").write_text("mine")
    for arguments, refusal in (
        (("--as", "mia", "part.zip"), BackupIsWhole),
        (("--as", "accountant", "there.zip"), FileIsThere),
    ):
        *options, name = arguments
        refused = CliRunner().invoke(app, ["backup", *options, str(tmp_path / name)]).exception
        assert isinstance(refused, refusal)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["mine"]


def test_a_database_of_another_encoding_is_refused(own_database: None) -> None:
    refuse_other_encodings()
    name = f"{connection.settings_dict['NAME']}_latin"
    with psycopg.connect(**server_address("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(f"create database {name} encoding 'LATIN1' template template0 locale 'C'")
    try:
        with (
            connected_to(name),
            pytest.raises(DatabaseNotUtf8, match="is encoded in LATIN1; books need UTF8"),
        ):
            refuse_other_encodings()
    finally:
        drop(name)
