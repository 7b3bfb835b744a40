"""Bringing in files on the command line: what is said of what came in, was left out and was set aside."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from unbilled.cli.main import app
from unbilled.intake.importing.settling import DurationUnitUnclear
from unbilled.lab.scenarios.books import Books
from unbilled.work.models import Entry

WORLD = """
company: {code: KILN, accounting_currency: EUR, time_zone: Europe/Rome}
roles: {Potter: {cost_price: 30}}
resources: {Rita Serra: {role: Potter, email: rita@kiln.example}}
customers: {Vase: {account: "V-1", name: Vase & Co}}
contracts:
  C-1: {customers: {Vase: 100}, sales_prices: {Potter: 70}, lines: {Work: {project: POT}}}
"""
CLOCKIFY = """Project,Client,Description,User,Email,Tags,Type,Invoiced,Invoice ID,Start Date,Start Time,Time (h)
POT,Vase & Co,Glaze,Rita Serra,rita@kiln.example,oven,Regular,No,,2026-04-07,08:00,2:15
POT,Vase & Co,Coffee,Rita Serra,rita@kiln.example,,Break,No,,2026-04-07,10:15,0:20
POT,Vase & Co,Fire,Rita Serra,rita@kiln.example,,Regular,Yes,R-77,2026-04-08,08:00,5:00
"""


@pytest.fixture
def export(books: Books, tmp_path: Path) -> Path:
    books.given(WORLD)
    path = tmp_path / "april.csv"
    path.write_text(CLOCKIFY)
    return path


def bring_in(path: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["import", "time", str(path), "--format", "clockify", *more])


def lines(result: Result) -> list[str]:
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_what_came_in_stands_beside_the_report_of_the_tracker(export: Path) -> None:
    said = lines(bring_in(export, "--dry-run"))
    assert said[0] == (
        "Dry run, nothing is changed. Imported: 2 rows; 1 entry; 0 known already; 1 break left out; 1 rejected."
    )
    assert "Row 4, Invoiced: The row is invoiced already (R-77)." in said
    assert "Filled in but not read: Tags." in said
    assert said[-1].startswith("Dry run, nothing is changed. Submitted for approval: 1 entry")
    assert said[-4:-1] == [
        "person project month class in all new replaced known set aside",
        "Rita Serra POT 2026-04 time hours 2.25 2.25 0.00 0.00 0.00",
        "in all time hours 2.25 2.25 0.00 0.00 0.00",
    ]
    assert not Entry.objects.exists()


def test_what_the_tracker_invoiced_comes_in_as_not_to_be_charged_by_choice(export: Path) -> None:
    said = lines(bring_in(export, "--invoiced", "not-billable", "--draft"))
    assert said[0] == "Imported: 2 rows; 2 entries; 0 known already; 1 break left out; 0 rejected."
    assert "Note, 1 row (4): invoiced in the tracker, and not to be charged." in said
    assert list(Entry.objects.order_by("transaction_date").values_list("billing_type", flat=True)) == [
        None,
        "non_chargeable",
    ]


def test_a_correction_takes_the_place_of_what_is_there_when_asked(export: Path) -> None:
    bring_in(export)
    export.write_text(CLOCKIFY.replace("2:15", "3:00"))
    asked = lines(bring_in(export))
    assert any("which is there already with 2.25 hours" in line for line in asked)
    bring_in(export, "--replace")
    entry = Entry.objects.get()
    assert (entry.quantity, entry.status) == (3, "submitted")


def test_a_program_gets_sums_notes_and_columns_that_are_not_read(export: Path) -> None:
    said = json.loads(bring_in(export, "--json").stdout)
    assert said["not_read"] == ["Tags"]
    assert [(line["resource"], line["month"], line["total"], line["new"]) for line in said["sums"]] == [
        ("Rita Serra", "2026-04", "2.250000", "2.250000")
    ]


def test_notes_of_rows_and_of_the_run_have_one_shape(books: Books, export: Path) -> None:
    books.do("- close_periods: [2026-04]")
    closed = (
        "2026-04 is closed; what is approved of it is posted once its journal lines have an accounting date that is "
        "open."
    )
    asked = ["--invoiced", "not-billable", "--draft", "--dry-run"]
    assert json.loads(bring_in(export, *asked, "--json").stdout)["notes"] == [
        {"count": 2, "sentence": closed},
        {"count": 1, "sentence": "invoiced in the tracker, and not to be charged", "rows": [4]},
    ]
    assert [line for line in lines(bring_in(export, *asked)) if line.startswith("Note")] == [
        f"Note: 2 × {closed}",
        "Note, 1 row (4): invoiced in the tracker, and not to be charged.",
    ]


def test_a_file_in_another_unit_is_refused_once_with_what_to_say(export: Path) -> None:
    export.write_text(CLOCKIFY.replace("2:15", "135").replace("5:00", "300"))
    refused = bring_in(export).exception
    assert isinstance(refused, DurationUnitUnclear)
    assert "--duration minutes" in refused.advice
    assert not Entry.objects.exists()
    assert lines(bring_in(export, "--duration", "minutes"))[0].startswith("Imported: 2 rows; 1 entry;")


def test_a_program_is_told_what_submitting_set_aside(export: Path) -> None:
    """Twenty-six hours of one day come in as drafts: the import did not do all, and says so by number and status."""
    export.write_text(
        CLOCKIFY.splitlines()[0]
        + "\nPOT,Vase & Co,Fire,Rita Serra,rita@kiln.example,,Regular,No,,2026-04-08,00:00,13:00"
        + "\nPOT,Vase & Co,Cool,Rita Serra,rita@kiln.example,,Regular,No,,2026-04-08,11:00,13:00\n"
    )
    result = bring_in(export, "--json")
    said = json.loads(result.stdout)

    assert result.exit_code == 3
    assert said["set_aside"] == 2
    assert said["submitted"]["set_aside"] == 2
    assert {entry.status for entry in Entry.objects.all()} == {"draft"}
