"""Lists as files: CSV for programs, XLSX for people, written as they are read."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import xlsxwriter

from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Cell, Column, Row

SHEET_ROWS = 1_048_576
"""Rows of a sheet, the headings among them."""
SPREADSHEET_DIGITS = 15
"""Spreadsheets keep no more digits of a number."""
CELL_CHARACTERS = 32_767
"""Characters of a cell."""
COMPUTED = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would compute."""


def plain_row(columns: Sequence[Column], row: Row) -> dict[str, Any]:
    """A row for a program, figures as texts."""
    return {column.name: column.plain(row) for column in columns}


def write_csv(file: TextIO, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write a list as CSV (RFC 4180): names of columns, then what programs read.

    A text that a spreadsheet would compute gets an apostrophe before it.

    Args:
        file: Opened with ``newline=""``.
        columns: What to write.
        rows: In which order.

    Returns:
        How many rows were written.

    Source:
        RFC 4180; OWASP, CSV injection.
    """
    writer = csv.writer(file)
    writer.writerow([column.name for column in columns])
    number = 0
    for row in rows:
        writer.writerow([_field(column, row) for column in columns])
        number += 1
    return number


def _field(column: Column, row: Row) -> str:
    value = column.plain(row)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return json.dumps(value)
    text = str(value)
    return f"'{text}" if text.startswith(COMPUTED) and not column.is_number else text


def write_xlsx(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Row], zone: ZoneInfo) -> int:
    """Write a list as a spreadsheet: headings, then numbers and dates as such, texts never computed.

    A number with more digits than spreadsheets keep is written as a text. What does not fit on one sheet goes
    on on the next.

    Args:
        path: File to write.
        title: Name of the sheet.
        columns: What to write.
        rows: In which order.
        zone: Time zone of moments.

    Returns:
        How many rows were written.
    """
    number = 0
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = _Sheet(book, title, columns, zone)
        for row in rows:
            if number and number % (SHEET_ROWS - 1) == 0:
                sheet = _Sheet(book, f"{title} {number // (SHEET_ROWS - 1) + 1}", columns, zone)
            sheet.write(row)
            number += 1
    return number


class _Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Any, title: str, columns: Sequence[Column], zone: ZoneInfo) -> None:
        self.book, self.columns, self.zone = book, columns, zone
        self.sheet = book.add_worksheet(title[:31])
        self.formats: dict[str, Any] = {}
        self.row = 0
        self.sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, 14 if column.is_whole else 28)
            self.sheet.write_string(0, place, column.heading or column.name, bold)

    def write(self, row: Row) -> None:
        self.row += 1
        for place, column in enumerate(self.columns):
            self._put(place, column.cell(row, self.zone), column.cell_format(row))

    def _put(self, place: int, value: Cell, told: str) -> None:
        if value is None or value == "":
            return
        if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > SPREADSHEET_DIGITS:
            value = figures.plain(value)
        if isinstance(value, str):
            self.sheet.write_string(self.row, place, value[:CELL_CHARACTERS])
            return
        if told not in self.formats:
            self.formats[told] = self.book.add_format({"num_format": told}) if told else None
        if isinstance(value, date | datetime):
            self.sheet.write_datetime(self.row, place, value, self.formats[told])
        else:
            self.sheet.write_number(self.row, place, value, self.formats[told])
