"""Tables: from the bytes of a delimited file to headings and rows, with every row that cannot be split."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from unbilled.foundation.bounded import read_bounded
from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import Join, heading_key, nearest
from unbilled.intake.importing.rejections import EXTRA_HEADINGS, WHOLE_LINE, unshielded

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
    remedy = "Save or export it as CSV, and import that file."


class FileEmpty(Refusal):
    """The file has no text at all."""

    sentence = "{file} is empty."
    remedy = "Export it again."


class NoDataRows(Refusal):
    """The file has headings and nothing below them."""

    sentence = "{file} has headings but no rows below them (row 1)."
    remedy = "Check the period and the filters of the export."


class DelimiterWrong(Refusal):
    """The headings are found with another delimiter."""

    sentence = "Split at each {told}, the headings in row 1 of {file} have no column {missing}."
    remedy = "The file is delimited by {better}: read it with --delimiter {better}."


class ColumnMissing(Refusal):
    """A heading that the mapping names is not in the file."""

    sentence = "{file} has no column {missing} (row 1). Its columns are: {headings}."
    remedy = "{hint}Export it with that column, or name another under [columns] of a mapping file."


class HeadingRepeated(Refusal):
    """A heading that the mapping names stands in the file twice."""

    sentence = "{file} has more than one column {heading!r} (row 1)."
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


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; with a refusal when it cannot be used.

    Attributes:
        row: Line of the file on which it begins.
        cells: One text per heading; for a row that cannot be split, the line as the only one.
        refusal: Why it cannot be used.
        column: Heading of the cell at fault.
        reference: External reference it had when it was rejected before.
    """

    row: int
    cells: tuple[str, ...]
    refusal: Refusal | None = None
    column: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Table:
    """Headings and rows of a delimited file."""

    file: str
    header: tuple[str, ...]
    delimiter: str
    lines: list[Line]

    def positions(self) -> dict[str, int]:
        """Where each heading stands, by ``heading_key``; of repeated headings the first."""
        places: dict[str, int] = {}
        for place, heading in enumerate(self.header):
            places.setdefault(heading_key(heading), place)
        return places


def read_table(path: Path, *, encoding: str, delimiter: str, wanted: Collection[str]) -> Table:
    """Split a file into headings and rows; rows without any text are left out.

    Args:
        path: File of delimited text, with headings in its first line.
        encoding: ``auto`` (UTF-8; UTF-16 with its mark) or a name; a byte-order mark wins over both.
        delimiter: ``auto`` (the one that finds most of ``wanted``) or a character.
        wanted: Headings the mapping names.

    Raises:
        FileNotReadable, FileTooLarge, NotText, EncodingWrong, FileEmpty, NoDataRows: As they say.
    """
    try:
        raw = read_bounded(path, kind="a table", most=MOST_MEGABYTES)
    except OSError as problem:
        raise FileNotReadable(file=path.name or path, problem=f"{problem.strerror}.") from None
    _refuse_other_kinds(raw, path.name)
    lines = list(io.StringIO(_decoded(raw, path.name, encoding, delimiter, wanted), newline=""))
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise FileEmpty(file=path.name)
    if delimiter == "auto":
        delimiter = best_delimiter(lines[start], wanted)
    records = _records(lines, start, delimiter)
    _, cells, refusal = next(records, (start + 1, (), FileEmpty(file=path.name)))
    if refusal:
        raise RowUnreadable(file=path.name, row=start + 1, reason=refusal.message)
    again = tuple(map(heading_key, cells[-len(EXTRA_HEADINGS) :])) == EXTRA_HEADINGS
    header = tuple(map(unshielded, cells[: -len(EXTRA_HEADINGS)])) if again else cells
    table = Table(path.name, header, delimiter, [])
    cut_off = not lines[-1].endswith(("\n", "\r"))
    for row, cells, refusal in records:
        last = cut_off and row == len(lines)
        table.lines.append(_line(row, cells, refusal, table, lines[row - 1], again, last))
    if not table.lines:
        raise NoDataRows(file=path.name)
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
    lacking = [heading for heading in wanted if heading_key(heading) not in have]
    if not lacking:
        return table
    other = read_table(folder / join.file, encoding=encoding, delimiter="auto", wanted=[join.key, *lacking])
    places = other.positions()
    for each, positions in ((table, have), (other, places)):
        if heading_key(join.key) not in positions:
            raise missing_column(each, [join.key], wanted)
    key, other_key = have[heading_key(join.key)], places[heading_key(join.key)]
    added = [heading for heading in lacking if heading_key(heading) in places]
    picked = [places[heading_key(heading)] for heading in added]
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
        lines.append(Line(line.row, cells, refusal, join.key if refusal else "", line.reference))
    return Table(table.file, (*table.header, *added), table.delimiter, lines)


def missing_column(table: Table, missing: Sequence[str], wanted: Collection[str]) -> Refusal:
    """The refusal for headings that are not there: another delimiter, or another name."""
    line = table.delimiter.join(table.header)
    better = best_delimiter(line, wanted)
    if better != table.delimiter and _hits(line, better, wanted) > _hits(line, table.delimiter, wanted):
        return DelimiterWrong(
            file=table.file,
            told=DELIMITER_NAMES.get(table.delimiter, table.delimiter),
            missing=", ".join(map(repr, missing)),
            better=DELIMITER_NAMES[better],
        )
    return ColumnMissing(
        file=table.file,
        missing=", ".join(map(repr, missing)),
        headings=", ".join(map(repr, table.header)),
        hint="".join(nearest(heading, table.header) for heading in missing),
    )


def best_delimiter(line: str, wanted: Collection[str]) -> str:
    """The delimiter by which a line of headings has most of those wanted, then most columns.

    >>> best_delimiter("Date;Hours, net;User", ["Date", "User"])
    ';'
    """
    return max(DELIMITER_NAMES, key=lambda mark: (_hits(line, mark, wanted), line.count(mark)))


def _hits(line: str, delimiter: str, wanted: Collection[str]) -> int:
    headings = {heading_key(cell) for cell in _split(line, delimiter)}
    return len(headings & {heading_key(heading) for heading in wanted})


def _split(line: str, delimiter: str) -> list[str]:
    """The cells of one line; none where it cannot be split, as when one has more characters than any cell."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


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


def _records(
    lines: list[str], start: int, delimiter: str
) -> Iterator[tuple[int, tuple[str, ...], Refusal | None]]:
    """Row number, cells and refusal of each record that has any text.

    A quotation mark that is not closed would swallow the rows behind it. So a record over several lines
    counts only when it has as many cells as the headings; otherwise its first line alone is refused and
    reading goes on with the next.
    """
    width = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
        base = start
        try:
            for cells in reader:
                after = base + reader.line_num
                if width and len(cells) != width and after - start > 1 and any(cells):
                    break
                if any(cell.strip() for cell in cells):
                    width = width or len(cells)
                    yield start + 1, tuple(cells), None
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
    row: int,
    cells: tuple[str, ...],
    refusal: Refusal | None,
    table: Table,
    text: str,
    again: bool,
    last: bool,
) -> Line:
    """A row with its extra cells taken off, or with the refusal that it cannot be used."""
    width, reference = len(table.header), ""
    whole = text.rstrip("\r\n")
    if again and not refusal and len(cells) == width + len(EXTRA_HEADINGS):
        marker, reference = cells[width], cells[-1].strip()
        cells = tuple(unshielded(cell) for cell in cells[:width])
        if marker == WHOLE_LINE and not any(cells[1:]):
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
        return Line(row, (whole,), refusal, WHOLE_LINE)
    if "\0" in "".join(cells):
        place = next(place for place, cell in enumerate(cells) if "\0" in cell)
        return Line(row, cells, NulCharacter(), table.header[place], reference)
    return Line(row, cells, None, "", reference)
