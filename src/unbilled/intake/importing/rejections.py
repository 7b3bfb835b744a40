"""Rejected rows: what is wrong with each, and a file in which they can be fixed and read again."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from unbilled.foundation.refusals import Refusal

# Stand behind the original columns of a rejections file; a reader takes them off again.
EXTRA_HEADINGS = ("rejected column", "reason", "remedy", "original row", "reference", "read as", "run")

# A file of rejected rows is text, also when it comes from one of these.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")

# The column of a row that cannot be split; the line then stands in the first column.
WHOLE_LINE = "(whole line)"
# The column of a row that is at fault as a whole.
WHOLE_ROW = "(row)"

# A spreadsheet would run a text that begins so as a formula; a signed number it would not.
_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?![0-9.,:]*$))")


class Kept(NamedTuple):
    """What a file of rejected rows says of a row that comes back.

    Attributes:
        column: The column or columns that were at fault.
        reference: What makes it the same record, however it is corrected.
        read_as: How the dates and numbers of its file were read, which a row alone does not show.
        runs: The imports that set it aside.
    """

    column: str = ""
    reference: str = ""
    read_as: str = ""
    runs: tuple[int, ...] = ()

    @classmethod
    def of(cls, extra: Sequence[str]) -> "Kept":
        """From the last cells of its row."""
        column, _, _, _, reference, read_as, runs = extra
        return cls(
            column,
            reference.strip(),
            read_as.strip(),
            tuple(int(run) for run in runs.split() if run.isdigit()),
        )


NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing wrong with one row; nothing of the row has been taken in.

    Attributes:
        row: Line of the file on which the row begins; the headings stand on line 1.
        column: Heading, or several as the mapping joins them.
        value: What stands there.
        code: Name of the refusal, such as ``DateUnreadable``.
        reason: What is wrong, a sentence.
        remedy: What to do, a sentence.
        cells: The row as it was, for the rejections file.
        reference: What makes it the same record when it comes back corrected.
        runs: The imports that set it aside before.
    """

    row: int
    column: str
    value: str
    code: str
    reason: str
    remedy: str
    cells: tuple[str, ...]
    reference: str = ""
    runs: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        refusal: Refusal,
        *,
        row: int,
        column: str,
        value: str,
        cells: tuple[str, ...],
        reference: str = "",
        runs: tuple[int, ...] = (),
    ) -> "Rejection":
        """Turn a refusal into a rejection of a row."""
        return cls(row, column, value, refusal.code, refusal.message, refusal.advice, cells, reference, runs)


def shielded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe goes before what looks like one.

    >>> shielded("=1+1"), shielded("-2.5"), shielded("'@x"), shielded("text")
    ("'=1+1", '-2.5', "''@x", 'text')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def unshielded(cell: str) -> str:
    """The cell as it was before ``shielded``.

    >>> unshielded("'=1+1"), unshielded("-2.5"), unshielded("''@x"), unshielded("'text")
    ('=1+1', '-2.5', "'@x", "'text")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _harmless(text: str) -> str:
    """What we say about a row, as no spreadsheet runs it: a text that only quotes a formula stays as it is.

    >>> _harmless("'-3' is negative."), _harmless("=A1")
    ("'-3' is negative.", "'=A1")
    """
    return text if text.startswith("'") else shielded(text)


def rejections_path(original: Path, content: bytes) -> Path:
    """Where the rejected rows of a file go when nobody says: beside it, over no work of somebody's.

    A file that is there may have been corrected since, so only one that says the same is written again.

    Args:
        original: The file read.
        content: What will be written.
    """
    suffix = ".csv" if original.suffix.lower() in ("", *WORKBOOKS) else original.suffix
    number, path = 1, original.with_name(f"{original.stem}.rejected{suffix}")
    while path.exists() and not (path.is_file() and path.read_bytes() == content):
        number += 1
        path = original.with_name(f"{original.stem}.rejected-{number}{suffix}")
    return path


def written_rejections(
    header: Sequence[str],
    rejections: Iterable[Rejection],
    delimiter: str = ",",
    read_as: str = "",
    run_id: int | None = None,
) -> bytes:
    """The content of a file of rejected rows: each as it was, once, with what is wrong behind it.

    The file is read again with the same format, mapping and settings as the first: its byte-order mark
    tells the encoding, whatever the mapping says, and ``delimiter`` is that of the file read.

    Args:
        header: Headings of the file read (``ImportFile.header``).
        rejections: In any order; those of one row become one line.
        delimiter: That of the file read (``ImportFile.delimiter``).
        read_as: How dates and numbers of the file were read (``ImportFile.read_as``).
        run_id: The import that set them aside.
    """
    by_row: dict[int, list[Rejection]] = {}
    for rejection in rejections:
        by_row.setdefault(rejection.row, []).append(rejection)
    with io.StringIO(newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(map(shielded, (*header, *EXTRA_HEADINGS)))
        for row, found in sorted(by_row.items()):
            cells = found[0].cells
            runs = dict.fromkeys([*found[0].runs, *([run_id] if run_id else [])])
            extra = (
                "; ".join(dict.fromkeys(rejection.column for rejection in found)),
                " ".join(dict.fromkeys(rejection.reason for rejection in found)),
                " ".join(dict.fromkeys(rejection.remedy for rejection in found)),
                str(row),
                next((rejection.reference for rejection in found if rejection.reference), ""),
                read_as,
                " ".join(map(str, runs)),
            )
            padding = ("",) * (len(header) - len(cells))
            writer.writerow((*map(shielded, (*cells, *padding)), *map(_harmless, extra)))
        return file.getvalue().encode("utf-8-sig")
