"""Rejected rows: what is wrong with each, and a file in which they can be fixed and read again."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from unbilled.foundation.refusals import Refusal

# Stand behind the original columns of a rejections file; a reader takes them off again.
EXTRA_HEADINGS = ("rejected column", "reason", "remedy", "original row", "reference")

# The column of a row that cannot be split; the line then stands in the first column.
WHOLE_LINE = "(whole line)"

# A spreadsheet would run a text that begins so as a formula; a signed number it would not.
_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?![0-9.,:]*$))")


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
        reference: External reference it would have; kept so that a fixed row stays the same record.
    """

    row: int
    column: str
    value: str
    code: str
    reason: str
    remedy: str
    cells: tuple[str, ...]
    reference: str = ""

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
    ) -> "Rejection":
        """Turn a refusal into a rejection of a row."""
        return cls(row, column, value, refusal.code, refusal.message, refusal.advice, cells, reference)


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
    number, path = 1, original.with_name(f"{original.stem}.rejected{original.suffix or '.csv'}")
    while path.exists() and not (path.is_file() and path.read_bytes() == content):
        number += 1
        path = original.with_name(f"{original.stem}.rejected-{number}{original.suffix or '.csv'}")
    return path


def written_rejections(header: Sequence[str], rejections: Iterable[Rejection], delimiter: str = ",") -> bytes:
    """The content of a file of rejected rows: each as it was, once, with what is wrong behind it.

    The file is read again with the same format, mapping and settings as the first: its byte-order mark
    tells the encoding, whatever the mapping says, and ``delimiter`` is that of the file read.

    Args:
        header: Headings of the file read (``ImportFile.header``).
        rejections: In any order; those of one row become one line.
        delimiter: That of the file read (``ImportFile.delimiter``).
    """
    by_row: dict[int, list[Rejection]] = {}
    for rejection in rejections:
        by_row.setdefault(rejection.row, []).append(rejection)
    with io.StringIO(newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(map(shielded, (*header, *EXTRA_HEADINGS)))
        for row, found in sorted(by_row.items()):
            cells = found[0].cells
            extra = (
                "; ".join(dict.fromkeys(rejection.column for rejection in found)),
                " ".join(dict.fromkeys(rejection.reason for rejection in found)),
                " ".join(dict.fromkeys(rejection.remedy for rejection in found)),
                str(row),
                next((rejection.reference for rejection in found if rejection.reference), ""),
            )
            padding = ("",) * (len(header) - len(cells))
            writer.writerow((*map(shielded, (*cells, *padding)), *map(_harmless, extra)))
        return file.getvalue().encode("utf-8-sig")
