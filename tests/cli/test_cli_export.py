"""``unbilled export``: the ledger on standard output or in a file, whole or not at all."""

import json

import pytest
from beancount import loader
from typer.testing import CliRunner

from unbilled.cli import export
from unbilled.cli.desk import FileIsAFolder, FolderNotWritable
from unbilled.cli.main import app
from worlds import larkfield


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    return lambda *arguments: CliRunner().invoke(app, ["export", "ledger", *arguments])


def test_the_ledger_goes_to_standard_output_or_into_a_file(books, run, tmp_path):
    larkfield(books)
    file = tmp_path / "books.beancount"

    shown = run("--format", "beancount")
    written = run("--format", "beancount", "--out", str(file))

    assert (shown.exit_code, written.exit_code) == (0, 0)
    assert file.read_text() == shown.stdout
    _, errors, _ = loader.load_file(str(file))
    assert not errors


def test_an_interrupted_export_leaves_the_earlier_file(books, run, tmp_path, monkeypatch):
    larkfield(books)
    file = tmp_path / "books.beancount"
    file.write_text("; as it was\n")

    def interrupted(**_):
        yield "; half\n"
        raise KeyboardInterrupt

    monkeypatch.setattr("unbilled.reports.reads.beancount.export_beancount", interrupted)
    run("--format", "beancount", "--out", str(file))

    assert file.read_text() == "; as it was\n"


def test_an_unknown_format_is_refused(run):
    assert run("--format", "punch-cards").exit_code == 2
    assert [each.value for each in export.LedgerFormat] == ["beancount"]


def test_what_was_written_is_told_as_json(books, run, tmp_path):
    larkfield(books)
    file = tmp_path / "new" / "books.beancount"

    written = run("--format", "beancount", "--out", str(file), "--json")

    assert written.exit_code == 0
    assert json.loads(written.stdout) == {
        "company": "LARK",
        "file": str(file),
        "bytes": len(file.read_bytes()),
    }


def test_json_without_a_file_is_refused(run):
    assert run("--format", "beancount", "--json").exit_code == 2


def test_a_place_that_is_a_file_is_refused(books, run, tmp_path):
    larkfield(books)
    (tmp_path / "taken").write_text("mine")

    refused = run("--format", "beancount", "--out", str(tmp_path / "taken" / "books.beancount"))

    assert refused.exit_code == 1
    assert isinstance(refused.exception, FolderNotWritable)
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_folder_is_no_file_to_write_to(books, run, tmp_path):
    larkfield(books)

    refused = run("--format", "beancount", "--out", str(tmp_path))

    assert isinstance(refused.exception, FileIsAFolder)
    assert list(tmp_path.iterdir()) == []
    assert not tmp_path.with_name(f".{tmp_path.name}.unfinished").exists()
