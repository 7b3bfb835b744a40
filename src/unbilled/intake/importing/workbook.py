"""Workbooks: the sheets of an XLSX, ODS or XLS file as rows of text, each cell written in one way."""

import io
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineWorkbook

ZIP = b"PK\x03\x04"
BEGINNINGS = (ZIP, b"\xd0\xcf\x11\xe0")
LARGEST = 500_000_000  # bytes of all parts of a workbook once unpacked; a sheet of a million rows has fewer
MEMORY = 4 * 1024**3  # bytes that the process which reads a workbook may take

Cells = tuple[str, ...]


def sheets(raw: bytes) -> list[list[Cells]]:
    """The sheets of a workbook, in order; none when the bytes are no workbook that can be read.

    They are read in a process of their own, whose memory has an end: a damaged workbook that says it has more cells
    than any machine ends that process and no other.
    """
    if not raw.startswith(BEGINNINGS):
        return []
    # -P: nothing beside this file stands in the way of the standard library.
    done = subprocess.run([sys.executable, "-P", __file__], input=raw, capture_output=True, check=False)
    if done.returncode:
        return []
    return [[tuple(cells) for cells in rows] for rows in json.loads(done.stdout)]


def _read(raw: bytes) -> list[list[Cells]]:
    if _unpacked(raw) > LARGEST:
        sys.exit("too large")
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    found = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
    return [[tuple(map(cell_text, row)) for row in rows] for rows in found]


def _unpacked(raw: bytes) -> int:
    if not raw.startswith(ZIP):
        return len(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return sum(part.file_size for part in archive.infolist())


def cell_text(value: object) -> str:
    """A cell as text: days by ISO 8601, times and durations as clocks, numbers with a decimal point.

    >>> cell_text(date(2026, 3, 2)), cell_text(timedelta(hours=26, minutes=30)), cell_text(7.5), cell_text(8.0)
    ('2026-03-02', '26:30:00', '7.5', '8')
    >>> cell_text(1.234)  # a fourth decimal, so that nobody takes it for 1,234
    '1.2340'
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
            return f"{whole:%Y-%m-%d}" if whole.time() == time() else f"{whole:%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case time():
            return _clock(
                value.hour * 3600 + value.minute * 60 + round(value.second + value.microsecond / 1e6)
            )
        case timedelta():
            return _clock(round(value.total_seconds()))
        case float():
            plain = f"{Decimal(f'{value:.15g}'):f}"
            return plain + "0" if len(plain.partition(".")[2]) == 3 else plain
        case _:
            return str(value)


def _clock(seconds: int) -> str:
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


if __name__ == "__main__":
    with suppress(ImportError):  # a system without it has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)
