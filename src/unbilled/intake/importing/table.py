"""Tables: from the bytes of a file or a workbook to headings and rows, with every row that cannot be split."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from unbilled.foundation.bounded import read_bounded
from unbilled.foundation.names import name_key
from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import Join, nearest
from unbilled.intake.importing.rejections import EXTRA_HEADINGS, NOTHING_KEPT, WHOLE_LINE, Kept, unshielded
from unbilled.intake.importing.workbook import Cells, sheets

MOST_MEGABYTES = 256
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}

OTHER_KINDS = {
    b"PK\x03\x04": "a workbook or an archive",
    b"\xd0\xcf\x11\xe0": "a workbook",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
# Control characters, which no headings have, besides NUL and those that end lines, pages and files.
NEVER_IN_TEXT = frozenset(range(1, 32)) - frozenset(b"\t\n\v\f\r\x1a")


class FileNotReadable(Refusal):
    """The file to import is not there or may not be read."""

    sentence = "{file} cannot be read: {problem}"
    remedy = "Check the path and the permissions."


class EncodingWrong(Refusal):
    """The bytes of the file are not text in the encoding expected."""

    sentence = "{file} is not {encoding} text: row {row}, column {column!r}, near {excerpt!r}."
    remedy = "Read it with --encoding {suggestion}, or save it as UTF-8."


class NotText(Refusal):
    """The file is of a kind that is no text, such as a workbook."""

    sentence = "{file} is {kind}, not a table as text."
    remedy = "Save or export it as CSV or XLSX, and import that file."


class FileEmpty(Refusal):
    """The file has no text at all."""

    sentence = "{file} is empty."
    remedy = "Export it again."


class NoDataRows(Refusal):
    """The file has headings and nothing below them."""

    sentence = "{file} has headings but no rows below them (row {row})."
    remedy = "Check the period and the filters of the export."


class DelimiterWrong(Refusal):
    """The headings are found with another delimiter."""

    sentence = "Split at each {told}, the headings in row {row} of {file} have no column {missing}."
    remedy = "The file is delimited by {better}: read it with --delimiter {better}."


class ColumnMissing(Refusal):
    """A heading that the mapping names is not in the file."""

    sentence = "{file} has no column {missing} (row {row}). Its columns are: {headings}."
    remedy = "{hint}Export it with that column, or name another under [columns] of a mapping file."


class HeadingRepeated(Refusal):
    """A heading that the mapping names stands in the file twice."""

    sentence = "{file} has more than one column {heading!r} (row {row})."
    remedy = "Rename the one that is not wanted."


class QuotesUnreadable(Refusal):
    """A quotation mark is not closed, or text follows the closing one."""

    sentence = "A quotation mark in this line is not closed, or text follows behind the closing one."
    remedy = 'Close it; a quotation mark inside a text is written twice: "".'


class CellTooLong(Refusal):
    """A line goes on for longer than any cell does."""

    sentence = "The line has {found} characters; a cell has at most {most}."
    remedy = "Shorten its texts, or export the file again: a line that long is a sign of a damaged file."


class ColumnCountWrong(Refusal):
    """A row has more or fewer cells than there are headings."""

    sentence = "The row has {found} columns, the headings are {expected}."
    remedy = "Put quotation marks around a text that contains the delimiter, or add what is missing."


class RowCutOff(Refusal):
    """The file ends within a row."""

    sentence = "The file ends in the middle of this row: it has {found} of {expected} columns."
    remedy = "Export the file again, or complete the row."


class NulCharacter(Refusal):
    """A row contains the character number zero, which no text has."""

    sentence = "The cell contains a NUL character, a sign of a damaged file or a wrong encoding."
    remedy = "Remove it, or export the file again."


class RowUnreadable(Refusal):
    """The headings, or a row of the second file, cannot be split."""

    sentence = "Row {row} of {file} cannot be read. {reason}"
    remedy = "Correct that file and import again."


class JoinedRowMissing(Refusal):
    """The second file has no row for the key."""

    sentence = "{file} has no row whose {key} is {value!r}."
    remedy = "Add the row there, or fill in the columns taken from it."


class JoinedRowsDiffer(Refusal):
    """The second file says two different things about one key."""

    sentence = "{file} has rows that differ for {key} {value!r}."
    remedy = "Keep one of them there, or fill in the columns taken from it."


class Line(NamedTuple):
    """A row of a table; with a refusal when it cannot be used.

    Attributes:
        row: Line of the file on which it begins.
        cells: One text per heading; for a row that cannot be split, the line as the only one.
        refusal: Why it cannot be used.
        column: Heading of the cell at fault.
        kept: What a file of rejected rows says of it.
    """

    row: int
    cells: Cells
    refusal: Refusal | None = None
    column: str = ""
    kept: Kept = NOTHING_KEPT


@dataclass(frozen=True)
class Table:
    """Headings and rows of a file.

    Attributes:
        file: Its name.
        header: Its headings, or the numbers of its columns when it has none.
        delimiter: What stands between its cells; of a workbook, what is written between them.
        lines: Its rows.
        headings_row: Line of the headings.
        is_workbook: Whether its days and numbers are a program's, and not written by people.
    """

    file: str
    header: Cells
    delimiter: str
    lines: list[Line]
    headings_row: int = 1
    is_workbook: bool = False

    def positions(self) -> dict[str, int]:
        """Where each heading stands, by ``name_key``; of repeated headings the first."""
        places: dict[str, int] = {}
        for place, heading in enumerate(self.header):
            places.setdefault(name_key(heading), place)
        return places


SHARED = 50_000  # different cells that are kept once, however often they stand in a file
HEADINGS_WITHIN = 50  # lines in which the headings are looked for
_SEP = re.compile(r'\s*"?sep=(.)"?\s*', re.I)

Record = tuple[int, Sequence[str], Refusal | None]


def read_table(
    path: Path, *, encoding: str, delimiter: str, wanted: Collection[str], headings_row: int | None = None
) -> Table:
    """Split a file into headings and rows; rows without any text are left out.

    Args:
        path: File of delimited text, or a workbook.
        encoding: ``auto`` (UTF-8; UTF-16 with its mark) or a name; a byte-order mark wins over both.
        delimiter: ``auto`` (what a line ``sep=`` says, else the one that finds most of ``wanted``) or a character.
        wanted: Headings the mapping names.
        headings_row: Line of the headings; 0: there are none; None: the first line that has most of ``wanted``.

    Raises:
        FileNotReadable, FileTooLarge, NotText, EncodingWrong, FileEmpty, NoDataRows: As they say.
    """
    try:
        raw = read_bounded(path, kind="a table", most=MOST_MEGABYTES)
    except OSError as problem:
        raise FileNotReadable(file=path.name or path, problem=f"{problem.strerror}.") from None
    if book := [rows for rows in sheets(raw) if any(any(cells) for cells in rows)]:
        return _of_workbook(path.name, book, wanted, headings_row)
    _refuse_other_kinds(raw, path.name)
    text = _decoded(raw, path.name, encoding, delimiter, wanted)
    lines, has_nul = list(io.StringIO(text, newline="")), "\0" in text
    del raw, text  # as large as all lines
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise FileEmpty(file=path.name)
    if hint := _SEP.fullmatch(lines[start]):
        delimiter = hint[1] if delimiter == "auto" else delimiter
        start += 1
    near = {at: line for at, line in enumerate(lines[:HEADINGS_WITHIN], 0) if at >= start and line.strip()}
    if not near:
        raise FileEmpty(file=path.name)
    marks = {
        at: best_delimiter(line, wanted) if delimiter == "auto" else delimiter for at, line in near.items()
    }
    hits = {at: _hits(_split(line, marks[at]), wanted) for at, line in near.items()}
    at = _headings_at(hits, lambda row: _split(near[row], marks[row]), headings_row)
    delimiter = marks.get(at, delimiter)
    records = _records(lines, at, delimiter)
    _, header, refusal = next(records, (at + 1, (), FileEmpty(file=path.name)))
    if refusal:
        raise RowUnreadable(file=path.name, row=at + 1, reason=refusal.message)
    if headings_row == 0 and not _is_rejections(header):
        records = _records(lines, at, delimiter)
        header = _numbered(len(header))
    header = tuple(header)
    cut_off = not lines[-1].endswith(("\n", "\r"))
    return _table(Table(path.name, header, delimiter, [], at + 1), records, lines, cut_off, has_nul=has_nul)


def _of_workbook(
    file: str, book: Sequence[list[Cells]], wanted: Collection[str], headings_row: int | None
) -> Table:
    """The sheet that has most of the headings wanted, as a table."""
    hits = [
        {at: _hits(cells, wanted) for at, cells in enumerate(rows[:HEADINGS_WITHIN]) if any(cells)}
        for rows in book
    ]
    best = max(range(len(book)), key=lambda one: (max(hits[one].values(), default=0), -one))
    rows = book[best]
    at = _headings_at(hits[best], lambda row: rows[row], headings_row)
    header = _trimmed(rows[at]) if at < len(rows) else ()
    below = at + 1
    if headings_row == 0 and not _is_rejections(header):
        header, below = _numbered(max(len(_trimmed(cells)) for cells in rows)), at
    records: Iterator[Record] = (
        (row + 1, (*cells[: len(header)], *("",) * (len(header) - len(cells))), None)
        for row, cells in enumerate(rows[below:], below)
        if any(cell.strip() for cell in cells)
    )
    table = Table(file, header, ",", [], at + 1, is_workbook=True)
    return _table(table, records, (), cut_off=False, has_nul=True)


def _headings_at(hits: dict[int, int], cells: Callable[[int], Cells], told: int | None) -> int:
    """Place of the headings: where it was told, else the first line that has most of those wanted."""
    first = next(iter(hits))
    if told is None or _is_rejections(cells(first)):
        best = max(hits, key=lambda at: (hits[at], -at))
        return best if hits[best] else first
    return told - 1 if told else first


def _is_rejections(header: Sequence[str]) -> bool:
    return tuple(map(name_key, header[-len(EXTRA_HEADINGS) :])) == EXTRA_HEADINGS


def _numbered(width: int) -> Cells:
    return tuple(str(number) for number in range(1, width + 1))


def _trimmed(cells: Cells) -> Cells:
    """Cells without the empty ones at the end."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return cells[:width]


def _table(
    empty: Table, records: Iterable[Record], lines: Sequence[str], cut_off: bool, *, has_nul: bool
) -> Table:
    """A table with its rows; what a file of rejected rows has behind them is taken off."""
    again = _is_rejections(empty.header)
    header = tuple(map(unshielded, empty.header[: -len(EXTRA_HEADINGS)])) if again else empty.header
    table = replace(empty, header=header)
    same: dict[str, str] = {}
    width, add = len(header), table.lines.append
    for row, cells, refusal in records:
        keep = same.setdefault if len(same) < SHARED else same.get
        cells = tuple(map(keep, cells, cells))
        if again or refusal or len(cells) != width or (has_nul and "\0" in "".join(cells)):
            last = cut_off and row == len(lines)
            whole = lines[row - 1].rstrip("\r\n") if lines else table.delimiter.join(cells)
            add(_line(row, cells, refusal, table, whole, again, last))
        else:
            add(Line(row, cells))
    if not table.lines:
        raise NoDataRows(file=table.file, row=table.headings_row)
    return table


def joined(table: Table, folder: Path, join: Join, *, encoding: str, wanted: Collection[str]) -> Table:
    """Add the wanted columns of a second file to each row, by the key both files have.

    Rows of the second file that agree count as one. When the first file has all the wanted columns
    itself, as a file of rejected rows does, the second is not read.

    Raises:
        ColumnMissing: One of the files lacks the key.
        RowUnreadable: A row of the second file cannot be split.
    """
    have = table.positions()
    lacking = [heading for heading in wanted if name_key(heading) not in have]
    if not lacking:
        return table
    other = read_table(folder / join.file, encoding=encoding, delimiter="auto", wanted=[join.key, *lacking])
    places = other.positions()
    for each, positions in ((table, have), (other, places)):
        if name_key(join.key) not in positions:
            raise missing_column(each, [join.key], wanted)
    key, other_key = have[name_key(join.key)], places[name_key(join.key)]
    added = [heading for heading in lacking if name_key(heading) in places]
    picked = [places[name_key(heading)] for heading in added]
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in other.lines:
        if line.refusal:
            raise RowUnreadable(file=other.file, row=line.row, reason=line.refusal.message)
        found.setdefault(line.cells[other_key].strip(), set()).add(
            tuple(line.cells[place] for place in picked)
        )
    blank = ("",) * len(added)
    lines = []
    for line in table.lines:
        if line.refusal:
            lines.append(line)
            continue
        value = line.cells[key].strip()
        matches = found.get(value, set())
        refusal: Refusal | None = None
        if len(matches) != 1:
            kind = JoinedRowsDiffer if matches else JoinedRowMissing
            refusal = kind(file=other.file, key=join.key, value=value)
        cells = line.cells + (blank if refusal else next(iter(matches)))
        lines.append(Line(line.row, cells, refusal, join.key if refusal else "", line.kept))
    return replace(table, header=(*table.header, *added), lines=lines)


def missing_column(table: Table, missing: Sequence[str], wanted: Collection[str]) -> Refusal:
    """The refusal for headings that are not there: another delimiter, or another name."""
    line = table.delimiter.join(table.header)
    better = best_delimiter(line, wanted)
    if better != table.delimiter and _hits(_split(line, better), wanted) > _hits(table.header, wanted):
        return DelimiterWrong(
            file=table.file,
            row=table.headings_row,
            told=DELIMITER_NAMES.get(table.delimiter, table.delimiter),
            missing=", ".join(map(repr, missing)),
            better=DELIMITER_NAMES[better],
        )
    return ColumnMissing(
        file=table.file,
        row=table.headings_row,
        missing=", ".join(map(repr, missing)),
        headings=", ".join(map(repr, table.header)),
        hint="".join(nearest(heading, table.header, what=f" by {heading!r}") for heading in missing),
    )


def best_delimiter(line: str, wanted: Collection[str]) -> str:
    """The delimiter by which a line of headings has most of those wanted, then most columns.

    >>> best_delimiter("Date;Hours, net;User", ["Date", "User"])
    ';'
    """
    return max(DELIMITER_NAMES, key=lambda mark: (_hits(_split(line, mark), wanted), line.count(mark)))


def _split(line: str, delimiter: str) -> Cells:
    """The cells of one line; none where it cannot be split, as when one has more characters than any cell."""
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return ()


def _hits(cells: Sequence[str], wanted: Collection[str]) -> int:
    return len(set(map(name_key, cells)) & set(map(name_key, wanted)))


def _decoded(raw: bytes, file: str, encoding: str, delimiter: str, wanted: Collection[str]) -> str:
    marks = (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    )
    marked = next(((mark, name) for mark, name in marks if raw.startswith(mark)), None)
    name = marked[1] if marked else ("utf-8" if encoding == "auto" else encoding)
    body = raw[len(marked[0]) :] if marked else raw
    # Without its mark, UTF-16 is UTF-8 with a NUL beside each letter.
    wide = _has_wide_characters(body) and not codecs.lookup(name).name.startswith(("utf-16", "utf-32"))
    try:
        text = "" if wide else body.decode(name)
    except UnicodeDecodeError as problem:
        raise _wrong_encoding(body, problem.start, file, name, delimiter, wanted) from None
    if wide:
        raise _wrong_encoding(body, body.index(0), file, name, delimiter, wanted)
    return text.removeprefix("\ufeff")


def _refuse_other_kinds(raw: bytes, file: str) -> None:
    """Refuse what begins as no text does."""
    kind = next((kind for beginning, kind in OTHER_KINDS.items() if raw.startswith(beginning)), "")
    first = raw.lstrip(b"\r\n").partition(b"\n")[0]
    # UTF-16 has any byte beside any other, and a mark or NULs that tell.
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in first
    if not kind and not wide and NEVER_IN_TEXT.intersection(first):
        kind = "a binary file"
    if kind:
        raise NotText(file=file, kind=kind)


def _has_wide_characters(body: bytes) -> bool:
    return body[:1000].count(0) * 3 > len(body[:1000])


def _wrong_encoding(
    body: bytes, position: int, file: str, name: str, delimiter: str, wanted: Collection[str]
) -> EncodingWrong:
    """Say where the first such byte is, reading every byte as one character."""
    text = body.decode("latin-1")
    before = text[:position]
    lines = before.splitlines() or [""]
    first = text.lstrip("\r\n").splitlines()[0]
    mark = best_delimiter(first, wanted) if delimiter == "auto" else delimiter
    headings = _split(first, mark)
    place = len(_split(lines[-1], mark)) - 1
    if _has_wide_characters(body):
        suggestion = "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
    else:
        suggestion = "cp1252" if name.startswith("utf-8") else "auto"
    return EncodingWrong(
        file=file,
        encoding=name.upper(),
        row=before.count("\n") + 1,
        column=headings[place] if 0 <= place < len(headings) else "?",
        excerpt=body[max(0, position - 15) : position + 15].decode("cp1252", "replace").replace("\0", ""),
        suggestion=suggestion,
    )


def _records(lines: list[str], start: int, delimiter: str) -> Iterator[Record]:
    """Row number, cells and refusal of each record that has any text.

    A quotation mark that is not closed would swallow the rows behind it. So a record over several lines
    counts only when it has as many cells as the headings; otherwise its first line alone is refused and
    reading goes on with the next.
    """
    width = 0
    while start < len(lines):
        below = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(below, delimiter=delimiter, strict=True)
        base = start
        try:
            for cells in reader:
                after = base + reader.line_num
                if width and len(cells) != width and after - start > 1 and any(cells):
                    break
                if any(map(str.strip, cells)):
                    width = width or len(cells)
                    yield start + 1, cells, None
                start = after
            else:
                return
        except csv.Error:
            pass
        line = lines[start].rstrip("\r\n")
        if len(line) > csv.field_size_limit():
            yield start + 1, (line,), CellTooLong(found=f"{len(line):,}", most=f"{csv.field_size_limit():,}")
        else:
            yield start + 1, (line,), QuotesUnreadable()
        start += 1


def _line(
    row: int, cells: Cells, refusal: Refusal | None, table: Table, whole: str, again: bool, last: bool
) -> Line:
    """A row with its extra cells taken off, or with the refusal that it cannot be used."""
    width, kept = len(table.header), NOTHING_KEPT
    if again and not refusal and len(cells) == width + len(EXTRA_HEADINGS):
        kept = Kept.of(cells[width:])
        cells = tuple(unshielded(cell) for cell in cells[:width])
        if kept.column == WHOLE_LINE and not any(cells[1:]):
            # It could not be split before: the line itself stands in the first column.
            whole = cells[0]
            try:
                cells = tuple(next(csv.reader([whole], delimiter=table.delimiter, strict=True), []))
            except csv.Error:
                refusal = QuotesUnreadable()
    if not refusal and len(cells) != width:
        kind = RowCutOff if last and len(cells) < width else ColumnCountWrong
        refusal = kind(found=len(cells), expected=width)
    if refusal:
        return Line(row, (whole,), refusal, WHOLE_LINE, kept)
    if "\0" in "".join(cells):
        place = next(place for place, cell in enumerate(cells) if "\0" in cell)
        return Line(row, cells, NulCharacter(), table.header[place], kept)
    return Line(row, cells, None, "", kept)
