"""Workbooks: the same rows as in a file of text, whichever sheet they stand on."""

import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import read_file
from unbilled.intake.importing.rejections import rejections_path, written_rejections
from unbilled.intake.importing.table import NotText
from unbilled.intake.importing.workbook import BEGINNINGS


def workbook(path: Path) -> Path:
    """A cover sheet, and a table with a title; days, times and durations typed as such."""
    with xlsxwriter.Workbook(str(path)) as book:
        day, clock = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "hh:mm"})
        span = book.add_format({"num_format": "[h]:mm:ss"})
        book.add_worksheet("Cover").write(0, 0, "Hours of March")
        sheet = book.add_worksheet("Hours")
        sheet.write(0, 0, "All of us")
        sheet.write_row(2, 0, ["Date", "Start", "Resource", "Project", "Hours", "Text"])
        sheet.write_datetime(3, 0, datetime(2026, 3, 4), day)  # noqa: DTZ001 - a day has no zone
        sheet.write_datetime(3, 1, time(8, 30), clock)
        sheet.write_row(3, 2, ["Ada", "P-1", 1.25, "typed"])
        sheet.write_datetime(4, 0, date(2026, 3, 5), day)
        sheet.write_row(4, 2, ["Ada", "P-1"])
        sheet.write_datetime(4, 4, timedelta(hours=2, minutes=45), span)
        sheet.write_row(5, 0, ["6.3.2026", "", "Ada", "", "1,5", "no project"])
    return path


def test_a_workbook_is_read_as_a_file_of_text_is(tmp_path: Path) -> None:
    parsed = read_file(workbook(tmp_path / "march.xlsx"), load_mapping("csv"))
    assert [
        (entry.row, str(entry.transaction_date), entry.start, entry.quantity) for entry in parsed.entries
    ] == [
        (4, "2026-03-04", 510, Decimal("1.25")),
        (5, "2026-03-05", None, Decimal("2.75")),
    ]
    assert [(each.row, each.column) for each in parsed.rejections] == [(6, "Project")]


def test_its_rejected_rows_are_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "march.xlsx")
    parsed = read_file(path, load_mapping("csv"))
    content = written_rejections(parsed.header, parsed.rejections, parsed.delimiter, parsed.read_as)
    beside = rejections_path(path, content)
    beside.write_bytes(content.replace(b"Ada,,", b"Ada,P-1,"))
    assert beside.name == "march.rejected.csv"
    [entry] = read_file(beside, load_mapping("csv")).entries
    assert (str(entry.transaction_date), entry.quantity) == ("2026-03-06", Decimal("1.5"))


def test_a_workbook_under_the_name_of_a_table_is_read_too(tmp_path: Path) -> None:
    assert len(read_file(workbook(tmp_path / "march.csv"), load_mapping("csv")).entries) == 2


def test_a_workbook_that_says_it_has_more_cells_than_any_machine_is_refused(tmp_path: Path) -> None:
    whole, path = workbook(tmp_path / "march.xlsx"), tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(path, "w") as damaged:
        for name in parts.namelist():
            damaged.writestr(name, parts.read(name).replace(b'r="F4"', b'r="XFD1048576"'))

    with pytest.raises(NotText, match=r"damaged\.xlsx"):
        read_file(path, load_mapping("csv"))


def test_a_workbook_of_a_version_to_come_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "march.xlsx")
    whole = path.read_bytes()
    at = whole.index(b"PK\x01\x02") + 6  # the version that is needed, in the first line of the directory
    path.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])

    with pytest.raises(NotText):
        read_file(path, load_mapping("csv"))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_bytes_that_only_begin_like_a_workbook_are_refused(tmp_path: Path, beginning: bytes) -> None:
    path = tmp_path / "march.xlsx"
    path.write_bytes(beginning + bytes(range(256)) * 20)

    with pytest.raises(NotText):
        read_file(path, load_mapping("csv"))
