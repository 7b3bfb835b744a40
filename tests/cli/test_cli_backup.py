"""``unbilled backup`` and ``restore``: everything comes back, byte for byte, and nothing is written over."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from homes import Home, opened

from unbilled.foundation.database import PrivateServer

COMPANY = """
company: {code: LARK, name: Larkfield Ltd, address: "Sheffield", country: GB, vat_id: GB 123 4567 82,
  accounting_currency: GBP, first_fiscal_year: 2026}
tax: {VAT20: 20}
roles: {Engineer: {cost_price: 60}}
resources: {Ada Moreau: Engineer}
customers: {Helios: {account: "10010", name: "Hélios, \\"eau\\"\\tet \\\\N", address: Leeds, country: GB}}
projects: {P-1: Bridge}
contracts: {C-1: {customers: {Helios: 100}, sales_prices: {Engineer: 120}, lines: {Build: {project: P-1}}}}
"""
HOURS = "Date,Resource,Project,Hours\n2026-03-02,Ada Moreau,P-1,8\n"
ROAD = (
    "approve",
    "post journals",
    "bill --through 2026-03-31 --on 2026-03-31",
    "confirm --on 2026-03-31",
    "post invoices --on 2026-03-31",
    "print",
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home with a posted and printed invoice."""
    folder = tmp_path_factory.mktemp("books")
    (folder / "company.yaml").write_text(COMPANY)
    (folder / "march.csv").write_text(HOURS)
    with opened(folder / "home") as home:
        for line in (
            "migrate",
            f"company load {folder / 'company.yaml'}",
            f"import time {folder / 'march.csv'} --format csv",
            *ROAD,
        ):
            done = home.run(*line.split())
            assert done.returncode == 0, line + done.stdout + done.stderr
        yield home


@pytest.fixture(scope="module")
def archive(books: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archives") / "books.zip"
    done = books.run("backup", str(path))
    assert done.stdout.startswith(f"The books are in {path}: "), done.stderr
    return path


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    head = json.loads(found.pop("archive.json"))
    del head["written_at"]
    return found | {"archive.json": json.dumps(head).encode()}


def test_what_is_restored_is_what_was_there(archive: Path, tmp_path: Path) -> None:
    """In another home, and on a server that is given by its address, every table and every counter is the same."""
    before = contents(archive)
    assert before["documents_document"]
    with opened(tmp_path / "home") as other:
        restored = other.run("restore", str(archive), "--json")
        assert json.loads(restored.stdout)["untrue"] == [], restored.stderr
        assert other.run("backup", str(tmp_path / "again.zip")).returncode == 0
        assert contents(tmp_path / "again.zip") == before
        assert other.run("verify").returncode == 0

        socket = str(PrivateServer(other.path).socket_folder)
        with psycopg.connect(host=socket, user="unbilled", dbname="postgres", autocommit=True) as server:
            server.execute("create database given")
        given = {"UNBILLED_DATABASE_URL": f"postgresql://unbilled@/given?host={socket}"}
        assert other.run("restore", str(archive), **given).returncode == 0
        assert other.run("backup", str(tmp_path / "given.zip"), **given).returncode == 0
        assert contents(tmp_path / "given.zip") == before
        posted = other.run("invoices", "list", "--json", **given)
        assert [row["number"] for row in json.loads(posted.stdout)["rows"]] == ["2026-00001"]


def test_what_is_there_is_not_written_over(books: Home, archive: Path) -> None:
    refused = books.run("restore", str(archive), "--json")
    assert json.loads(refused.stdout)["refusal"] == "DatabaseNotEmpty"
    kept = archive.read_bytes()
    refused = books.run("backup", str(archive), "--json")
    assert json.loads(refused.stdout)["refusal"] == "FileIsThere"
    assert archive.read_bytes() == kept
    assert books.run("verify").returncode == 0


def test_a_backup_is_read_by_its_owner_only(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_for_those_who_see_everything(books: Home, tmp_path: Path) -> None:
    for line in ("people add mia", "people grant mia --role project_manager --scope own", "people add tom"):
        assert books.run(*line.split()).returncode == 0
    for person, refusal in (("mia", "BackupIsWhole"), ("tom", "NotAMember")):
        refused = books.run("backup", str(tmp_path / "part.zip"), "--as", person, "--json")
        assert json.loads(refused.stdout)["refusal"] == refusal
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_whole_archive_of_a_known_version_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    """Cut off, with a byte turned, of a later version, of other tables; then the whole one still comes in."""
    (tmp_path / "cut.zip").write_bytes(archive.read_bytes()[:2000])
    rewritten(archive, tmp_path / "later.zip", lambda head: head["migrations"].append(["work", "0999_later"]))
    rewritten(archive, tmp_path / "other.zip", lambda head: head["columns"].pop("work_entry"))
    rewritten(archive, tmp_path / "fewer.zip", lambda head: head["rows"].update(work_entry=7))
    (tmp_path / "text.zip").write_text("books")
    with opened(tmp_path / "home") as home:
        for name, refusal in (
            ("cut", "ArchiveNotReadable"),
            ("text", "ArchiveNotReadable"),
            ("none", "ArchiveNotReadable"),
            ("other", "ArchiveNotReadable"),
            ("fewer", "ArchiveNotReadable"),
            ("later", "ArchiveOfAnotherVersion"),
        ):
            refused = home.run("restore", str(tmp_path / f"{name}.zip"), "--json")
            assert json.loads(refused.stdout)["refusal"] == refusal, (name, refused.stdout)
            socket = str(PrivateServer(home.path).socket_folder)
            with psycopg.connect(host=socket, user="unbilled", dbname="unbilled") as books:
                found = books.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
            assert found == (0,), name
        assert home.run("migrate").returncode == 0
        restored = home.run("restore", str(archive))
        assert restored.returncode == 0, restored.stderr


def rewritten(archive: Path, to: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """The same archive with another head."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(to, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "archive.json":
                head = json.loads(content)
                change(head)
                content = json.dumps(head).encode()
            copy.writestr(name, content)
