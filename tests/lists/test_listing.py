"""Lists on the command line and as files: one list, the same rows in every form."""

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from every_list import all_lists, asked, busy
from unbilled.cli import listing
from unbilled.cli.main import app
from unbilled.cli.masters import GROUPS
from unbilled.foundation.lists import files
from unbilled.foundation.lists.columns import (
    Code,
    Counts,
    Day,
    Flag,
    Moment,
    Money,
    Ordinal,
    Percent,
    Quantity,
    Rate,
    Text,
)
from unbilled.lab.scenarios.books import Books

LISTS = all_lists()
UTC = ZoneInfo("UTC")
COMMANDS = {
    ("backlog",): "backlog-totals",
    ("backlog", "--lines"): "backlog",
    ("entries", "list"): "entries",
    ("proformas", "list"): "proformas",
    ("proposals", "list", "--all"): "proposals",
    ("journals", "list"): "journals",
    ("journals", "lines"): "journal-lines",
    ("milestones", "list"): "milestones",
    ("periods", "list"): "periods",
    ("invoices", "list"): "invoices",
    ("runs", "list"): "runs",
    ("tax", "list"): "tax-codes",
    ("years", "list"): "years",
    ("people", "list"): "people",
    **{(one.name, "list"): one.name for one in GROUPS if one.name != "tax"},
    ("acts", "list"): "acts",
}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def unbilled(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result


def sheets(path: Path) -> list[list[list[str]]]:
    """The texts of a spreadsheet's cells, by sheet and row."""
    found = []
    with ZipFile(path) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
        for name in names:
            rows = etree.fromstring(book.read(name)).iter(f"{SHEET}row")
            found.append([["".join(cell.itertext()) for cell in row] for row in rows])
    return found


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_asks_only_what_its_list_can_be_asked(command: tuple[str, ...]) -> None:
    """Every question that is not about numbers of records has its option."""
    one = LISTS[COMMANDS[command]]
    options = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "300"}).output
    for question in one.questions:
        if (one.name, question.name) in (("runs", "run"), ("acts", "act")):
            continue
        for told in listing.ASKED[question.name]:
            assert told.flag.partition("/")[0] in options, (command, question.name)
            assert told.key in question.keys


def test_every_form_of_a_list_shows_the_same_rows(books: Books, tmp_path: Path) -> None:
    busy(books)
    for command, name in COMMANDS.items():
        one = LISTS[name]
        rows = asked(books, one).rows()
        exported = [column for column in one.columns if column.is_exported]
        told = json.loads(unbilled(*command, "--limit", "100", "--json").stdout)
        assert (told["list"], told["next"]) == (name, None)
        assert told["rows"] == [{column.name: column.plain(row) for column in one.columns} for row in rows]
        assert not any(isinstance(value, float) for row in told["rows"] for value in row.values()), name

        written = list(csv.DictReader(StringIO(unbilled(*command, "--format", "csv").stdout)))
        assert written == [{column.name: files._field(column, row) for column in exported} for row in rows], (
            name
        )

        path = tmp_path / f"{name}.xlsx"
        assert unbilled(*command, "--format", "xlsx", "--out", str(path)).output == (
            f"Wrote {len(rows)} rows to {path}.\n"
        )
        [[headings, *cells]] = sheets(path)
        assert headings == [column.heading or column.name for column in exported], name
        assert [line.count("") for line in cells] == [0] * len(rows), name
        assert [len(line) for line in cells] == [
            sum(column.cell(row, UTC) not in (None, "") for column in exported) for row in rows
        ], name

        columns = listing.shown_columns(one, rows)
        unbroken = [place for place, column in enumerate(columns) if column.is_whole]
        table = unbilled(*command, "--limit", "100").output
        for row in rows:
            for place in unbroken:
                assert columns[place].shown(row, UTC) in table, (name, columns[place].name)


def test_columns_order_and_rows_are_chosen(books: Books, tmp_path: Path) -> None:
    busy(books)
    chosen = ("proformas", "list", "--columns", "number,customer", "--sort", "number")
    told = json.loads(unbilled(*chosen, "--limit", "2", "--json").stdout)
    assert told["rows"] == [
        {"number": "P-00001", "customer": "Helios Water Services plc"},
        {"number": "P-00002", "customer": "Meridian Irrigation Inc."},
    ]
    path = tmp_path / "deep" / "proformas.csv"
    path.parent.mkdir()
    assert unbilled(
        *chosen, "--limit", "2", "--after", told["next"], "--format", "csv", "--out", str(path)
    ).output == (f"Wrote 2 rows to {path}.\n")
    assert path.read_text() == (
        "number,customer\nP-00003,Helios Water Services plc\nP-00004,Helios Water Services plc\n"
    )
    assert [one.name for one in path.parent.iterdir()] == ["proformas.csv"]
    unbilled(*chosen, "--out", str(path))
    assert path.read_text().splitlines()[1] == "P-00001 Helios Water Services plc"


def test_entries_are_found_by_what_people_know(books: Books) -> None:
    busy(books)

    def found(*arguments: str) -> list[str]:
        rows = json.loads(unbilled("entries", "list", *arguments, "--json").stdout)["rows"]
        return [row["entry"] for row in rows]

    assert found("--status", "submitted") == []
    assert found("--status", "draft") == []
    # What has no reference of its own is named by its number.
    assert [one.isdecimal() for one in found("--without-line")] == [True, True]
    assert found("--resource", "Tom Ellery", "--from", "2026-04-01") == ["T21", "T24"]
    assert found("--task", "Hydraulic design", "--through", "2026-03-31") == ["T1", "T2"]
    assert found("--class", "material", "--contract", "CT-0031") == ["M1"]
    assert found("--entry", "T20", "--entry", "F1", "--sort", "-date") == ["T20", "F1"]
    output = unbilled("entries", "list", "--entry", "T20").output
    assert output.splitlines()[1].split()[:4] == ["T20", "2026-04-01", "Ada", "Moreau"]


@pytest.mark.parametrize(
    "arguments",
    [("--format", "pdf"), ("--format", "xlsx"), ("--limit", "0"), ("--status",)],
)
def test_what_does_not_fit_together_is_told(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(app, ["proformas", "list", *arguments]).exit_code == 2


ROW: dict[str, Any] = {
    "text": "=1+1",
    "minus": "-2",
    "code": "007",
    "day": date(2026, 3, 31),
    "moment": datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
    "amount": Decimal("-1234.5000"),
    "large": Decimal("12345678901234.5600"),
    "yen": Decimal("1200"),
    "quantity": Decimal("7.250000"),
    "rate": Decimal("1.2500000000"),
    "percent": Decimal("7.7000"),
    "year": 2026,
    "flag": True,
    "counts": {"entries": 1},
    "nothing": None,
    "currency": "EUR",
    "jpy": "JPY",
}
COLUMNS = (
    Text("text"),
    Text("minus"),
    Code("code"),
    Day("day"),
    Moment("moment"),
    Money("amount", currency="currency"),
    Money("large", currency="currency"),
    Money("yen", currency="jpy"),
    Quantity("quantity", unit=""),
    Rate("rate"),
    Percent("percent"),
    Ordinal("year"),
    Flag("flag"),
    Counts("counts"),
    Text("nothing"),
)


def test_people_programs_and_spreadsheets_read_a_value_each_in_their_way(tmp_path: Path) -> None:
    """A text that a spreadsheet would compute is marked in CSV, and a number too long for one is a text."""
    berlin = ZoneInfo("Europe/Berlin")
    assert [column.shown(ROW, berlin) for column in COLUMNS] == [
        *(
            "=1+1",
            "-2",
            "007",
            "2026-03-31",
            "2026-04-01 00:30",
            "-1,234.50 EUR",
            "12,345,678,901,234.56 EUR",
        ),
        *("1,200 JPY", "7.25", "1.2500", "7.7%", "2026", "yes", "1 entry", ""),
    ]
    assert json.loads(json.dumps(files.plain_row(COLUMNS, ROW))) == {
        "text": "=1+1",
        "minus": "-2",
        "code": "007",
        "day": "2026-03-31",
        "moment": "2026-03-31T22:30:00+00:00",
        "amount": "-1234.50",
        "large": "12345678901234.56",
        "yen": "1200",
        "quantity": "7.25",
        "rate": "1.25",
        "percent": "7.7",
        "year": 2026,
        "flag": True,
        "counts": {"entries": 1},
        "nothing": None,
    }
    text = StringIO()
    assert files.write_csv(text, COLUMNS, [ROW]) == 1
    assert text.getvalue().splitlines()[1] == (
        "'=1+1,'-2,007,2026-03-31,2026-03-31T22:30:00+00:00,-1234.50,12345678901234.56,1200,7.25,1.25,7.7,2026,"
        'yes,"{""entries"": 1}",'
    )
    path = tmp_path / "one.xlsx"
    files.write_xlsx(path, "One", COLUMNS, [ROW], berlin)
    [[_, cells]] = sheets(path)
    assert cells == [
        *("=1+1", "-2", "007", "46112", "46113.02083333334", "-1234.5000", "12345678901234.56", "1200"),
        *("7.250000", "1.2500000000", "0.0770", "2026", "yes", "1 entry"),
    ]


def test_what_does_not_fit_on_a_sheet_goes_on_on_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SHEET_ROWS", 3)
    path = tmp_path / "many.xlsx"
    rows = [{"year": number} for number in range(5)]
    assert files.write_xlsx(path, "Many", [Ordinal("year", "Year")], rows, UTC) == 5
    assert sheets(path) == [
        [["Year"], ["0"], ["1"]],
        [["Year"], ["2"], ["3"]],
        [["Year"], ["4"]],
    ]


def test_numbers_and_codes_are_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    row = ROW | {"text": "Pump curves and duty points of the whole station"}
    columns = [Text("text", "Work"), Code("code", "No."), Money("large", "Amount", currency="currency")]
    told = listing.table_text(columns, [row], UTC, nothing="").splitlines()
    assert told[1].endswith(" 007 12,345,678,901,234.56 EUR")
    assert "".join(line.split("  ")[0].strip() for line in told[2:]).replace(" ", "").startswith("curves")
    assert listing.table_text(columns, [], UTC, nothing="There is none.") == "There is none.\n"
