"""Reading: from a file and a mapping to entries and rejections."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from unbilled.foundation.money import WHOLE_DIGITS, AmountTooLarge, rounded
from unbilled.foundation.names import name_key, plain_text
from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import (
    FIELDS,
    WORK,
    WORTH,
    ImportMapping,
    MappedColumn,
    headings_of,
    worth_missing,
)
from unbilled.intake.importing.rejections import WHOLE_ROW, Rejection
from unbilled.intake.importing.settling import NEAR, Span, settled
from unbilled.intake.importing.table import HeadingRepeated, Line, Table, joined, missing_column, read_table
from unbilled.intake.importing.values import (
    HOUR_DIGITS,
    SAID,
    AmountOfOtherCurrency,
    BillableUnknown,
    CurrencyAmbiguous,
    Durations,
    LongerThanDay,
    QuantityNotPositive,
    ValueMissing,
    codes_of,
    money_parts,
    read_currency,
    stamp_parts,
)
from unbilled.intake.importing.workbook import Cells

YES = frozenset(["yes", "true", "1", "y", "x", "ja", "oui", "sí", "si", "sim", "billable"])
NO = frozenset(["no", "false", "0", "n", "nein", "non", "não", "non-billable", "not billable", "unbillable"])
# Headings of ends, in the languages of the formats.
ENDS = frozenset(
    [
        *("end", "end time", "end date", "ended", "finish", "stop", "stop time", "to", "until"),
        *(
            "ende",
            "endzeit",
            "bis",
            "stopp",
            "fin",
            "heure de fin",
            "jusqu'à",
            "à",
            "hora de fin",
            "hasta",
            "fim",
        ),
    ]
)
UNITS = {"time": "hour", "expense": "piece"}
QUANTITY_DIGITS = 6  # as many decimals as the books keep for quantities
OF_ONE_ROW = ("text", "reference")  # what they say is not kept, for few rows say the same
WORKED = ("date", "start", "end", "break", "quantity")  # fields that tell how long somebody worked
MOST_ROUNDED = 60  # minutes by which trackers round a duration up, at most

# A spreadsheet runs what begins so; some trackers put an apostrophe in front, which is no part of the text.
_QUOTED_FORMULA = re.compile(r"' ?(?=[-=+@])")


Getter = Callable[[Any], str]
"""What the cells of a row say, which may be only those that it asks for."""


class ReferenceRepeated(Refusal):
    """Two rows of one file have the same reference."""

    sentence = "The reference {reference!r} already stands in row {first_row}."
    remedy = "Remove the row if it repeats that one, or give it a reference of its own."


class NotOneEntry(Refusal):
    """A row says how much, and neither when nor who; or of an expense neither when, nor where, nor what for."""

    sentence = "The row has {figure} and neither day nor {other}: it looks like a total."
    remedy = "Remove the row; or fill in what it lacks, if it is work."


class NotFinished(Refusal):
    """An entry has begun and not ended."""

    sentence = "The work that began at {start} is not finished."
    remedy = "Stop the timer, export again and import that file; or fill in the end or the duration."


class DurationContradicted(Refusal):
    """A duration is not what lies between start and end."""

    sentence = "{text!r} is {minutes} minutes, and from start to end there are {between}."
    remedy = "Correct the duration, the start or the end."


class BreakTooLong(Refusal):
    """A break is as long as the work it interrupts."""

    sentence = "A break of {pause} minutes leaves nothing of {between} minutes from start to end."
    remedy = "Correct the break, the start or the end."


class EndAsDuration(Refusal):
    """The column of an end is told to be the duration, where a time of day would be read as hours."""

    sentence = "Column {heading!r} of {file} tells when the work ended, and the mapping reads it as how long it took."
    remedy = (
        "Name it as end under [columns] of the mapping file; the duration is then the time from start to end."
    )


class KindUnknown(Refusal):
    """A row is of a kind that the mapping does not know as work or as something else."""

    sentence = "{text!r} may be work or not; nothing says which."
    remedy = (
        'Say it under [values.kind] of a mapping file: "work", or what such rows are, and they are left out.'
    )


class InvoicedAlready(Refusal):
    """The tracker has put the work on an invoice."""

    sentence = "The row is invoiced already{invoice}."
    remedy = (
        "Remove the row; or import with --invoiced not-billable, and it is not charged, or with --invoiced bill, "
        "and it is charged here."
    )


class NotApprovedThere(Refusal):
    """The tracker has not approved the work, and the mapping takes only what is approved."""

    sentence = "The row is not approved in the tracker ({text!r})."
    remedy = 'Approve it there and export again, or say unapproved = "take" in a mapping file.'


class BilledHoursDiffer(Refusal):
    """A part of the hours is to be billed."""

    sentence = "Of {hours} hours {billed} are to be billed."
    remedy = "Write two rows, one with the hours to be billed and one that is not billable with the others."


class ParsedEntry(NamedTuple):
    """A row that can be read, in the words of the file: names and codes are not looked up yet.

    Attributes:
        row: Line of the file on which the row begins.
        transaction_date: Day of the work or of the expense, by the company's clock.
        start: Minutes from midnight to its start, where the file says it.
        resource: Name of who did it; an expense may lack it.
        email: E-mail address of the resource.
        customer: Name of the customer, which must be the project's.
        project: Code of the project, or its name where the file has no codes.
        project_name: Name of the project where the file has both.
        task: Name of the task.
        category: Name of the category.
        category_group: Group of the category.
        role: Name of the role worked as.
        quantity: Hours, six decimals; pieces or kilometers of an expense.
        unit: ``hour``, ``piece`` or what the file says.
        amount: What the whole quantity cost, or what a fee is charged at, in ``currency``, below zero on a refund;
            never of time.
        price: The same for one piece, with up to six decimals, where the file says it.
        currency: ISO 4217 code.
        billable: False: not to be charged; None: by the rules of the contract.
        text: What the customer may read.
        external_reference: Key in the system it came from, where the file has one; else it is known by its values.
        source: What references of the file begin with.
        place: Its place among the rows of the file that are equal in all, from 1.
        kept: The reference that a file of rejected rows keeps for it.
        runs: The imports that have set it aside.
        cells: The row as it was.
    """

    row: int
    transaction_date: date
    start: int | None
    resource: str | None
    email: str | None
    customer: str | None
    project: str
    project_name: str | None
    task: str | None
    category: str | None
    category_group: str | None
    role: str | None
    quantity: Decimal
    unit: str
    amount: Decimal | None
    price: Decimal | None
    currency: str | None
    billable: bool | None
    text: str
    external_reference: str
    source: str
    place: int
    kept: str
    runs: tuple[int, ...]
    cells: tuple[str, ...]

    @property
    def who(self) -> str:
        """How the row names who did it."""
        return self.resource or self.email or ""

    @property
    def worth(self) -> Decimal | None:
        """The amount, unrounded where the row says only the price; None where it says neither."""
        if self.amount is None and self.price is not None:
            return self.quantity * self.price
        return self.amount

    @property
    def worth_field(self) -> str:
        """The field that says what it is worth."""
        return "price" if self.amount is None and self.price is not None else "amount"

    @property
    def token(self) -> str:
        """What makes it the same record when it is set aside and comes back corrected."""
        return self.kept or row_token(self.source, self.cells, self.place)


@dataclass(frozen=True)
class Note:
    """Something about rows that went in or were left out, which whoever imports should know."""

    sentence: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class ImportFile:
    """What one file holds: every row is an entry, a rejection or one that is left out.

    Attributes:
        header: Headings, with those joined from a second file.
        delimiter: The one found or told.
        entries: Rows that can be read, in order.
        rejections: What is wrong with the others; a row may have several.
        skipped: Number of rows that the mapping skips.
        left_out: Numbers of rows that are no work, by what they are, such as ``break``.
        headings: Which heading each field comes from.
        unread: Headings of columns that are filled in and not read.
        notes: What is to be known of rows that went in.
        read_as: How its dates and numbers were read, for a file of rejected rows.
    """

    header: tuple[str, ...]
    delimiter: str
    entries: list[ParsedEntry]
    rejections: list[Rejection]
    skipped: int
    left_out: Mapping[str, int]
    headings: Mapping[str, str]
    unread: tuple[str, ...]
    notes: list[Note]
    read_as: str

    def rejection(self, entry: ParsedEntry, names: Sequence[str], refusal: Refusal) -> Rejection:
        """Reject a row that could be read, such as for a project that does not exist.

        Args:
            entry: The row.
            names: Fields at fault, as mappings name them: ``project``, ``date``, ``quantity``; none: the whole row.
            refusal: What is wrong.
        """
        attributes = {"date": "transaction_date", "reference": "external_reference"}
        values = [getattr(entry, attributes.get(name, name), None) for name in names]
        return Rejection.of(
            refusal,
            row=entry.row,
            column="; ".join(self.headings.get(name, name) for name in names) or WHOLE_ROW,
            value="; ".join(map(_shown, values)),
            cells=entry.cells,
            reference=entry.external_reference or entry.token,
            runs=entry.runs,
        )


def read_file(
    path: Path,
    mapping: ImportMapping,
    *,
    daily_limit_minutes: int | None = 1440,
    time_zone: str = "UTC",
) -> ImportFile:
    """Read a file of time, or of expenses, material and fees.

    Nothing is written and nothing looked up. What concerns the file as a whole is raised; what concerns
    a row becomes a rejection, and the other rows are read.

    Args:
        path: The file; a second file that the mapping joins stands in the same folder.
        mapping: What the columns mean (``load_mapping``).
        daily_limit_minutes: Longest time of one entry; None: any. The sum of a day is not looked at.
        time_zone: Where the company reads its clock, for stamps with a zone.

    Raises:
        FileNotReadable, FileTooLarge, EncodingWrong, FileEmpty, NoDataRows, RowUnreadable: The file cannot be split.
        DelimiterWrong, ColumnMissing, HeadingRepeated: Its headings are not those of the mapping.
        EndAsDuration: The mapping takes the column of an end for the duration.
        DurationUnitShown, DurationUnitUnclear: Its durations are in another unit than they would be read in.
    """
    wanted = mapping.headings()
    keys = [mapping.join.key] if mapping.join else []
    table = read_table(
        path,
        encoding=mapping.encoding,
        delimiter=mapping.delimiter,
        wanted=[*wanted, *keys],
        headings_row=mapping.headings_row,
    )
    if mapping.join:
        table = joined(table, path.parent, mapping.join, encoding=mapping.encoding, wanted=wanted)
    return _Reading(table, mapping, daily_limit_minutes, ZoneInfo(time_zone)).result()


class _Column(dict[Any, str]):
    """What a field says in each row, put together once for each combination of its cells."""

    def __init__(self, getter: Getter, places: Sequence[int]) -> None:
        super().__init__()
        self.getter, self.places = getter, places

    def of(self, rows: Sequence[Cells]) -> list[str]:
        """What each of some rows says."""
        if not self.places:
            return [self.getter(())] * len(rows)
        return list(map(self.__getitem__, map(itemgetter(*self.places), rows)))

    def __missing__(self, at: Any) -> str:
        found = self.getter(_sparse(self.places, at))
        if len(self) < SAID:
            self[at] = found
        return found


class _Facet(dict[Any, tuple[Any, ...]]):
    """What some columns say together, read once for each combination of cells: rows repeat most of them many times."""

    def __init__(
        self, reading: "_Reading", reader: Callable[["_Row"], tuple[Any, ...]], names: Sequence[str]
    ) -> None:
        super().__init__()
        self.reading, self.reader, self.names = reading, reader, names
        self.places = reading.places_of(names)
        self.is_doubtful = False

    def of(self, rows: Sequence[Cells]) -> Iterable[tuple[Any, ...]]:
        """What each of some rows says."""
        if not self.places:
            return [self.read(_Row(self.reading, ()))] * len(rows)
        return list(map(self.__getitem__, map(itemgetter(*self.places), rows)))

    def row(self, at: Any) -> "_Row":
        """A row that says these columns and nothing else."""
        return _Row(self.reading, _sparse(self.places, at))

    def read(self, row: "_Row") -> tuple[Any, ...]:
        """What a row means, with what is wrong with it."""
        values = self.reader(row)
        if not (row.wrong or row.notes):
            return values
        self.is_doubtful = True
        return _Doubtful(values, tuple(row.wrong), tuple(row.notes))

    def __missing__(self, at: Any) -> tuple[Any, ...]:
        found = self.read(self.row(at))
        if len(self) < SAID:
            self[at] = found
        return found


class _FacetOfWork(_Facet):
    """When somebody worked and how long: few rows say the same, so that each field is put together for itself."""

    def of(self, rows: Sequence[Cells]) -> Iterable[tuple[Any, ...]]:
        said = zip(*(self.reading.said_in(name, rows) for name in self.names), strict=True)
        return list(map(self.__getitem__, said))

    def row(self, at: Any) -> "_Row":
        return _RowOfWork(self.reading, at)


def _sparse(places: Sequence[int], at: Any) -> Mapping[int, str]:
    """The cells of some places, of which there is one alone or several."""
    return dict(zip(places, at if len(places) > 1 else (at,), strict=True))


class _Doubtful(NamedTuple):
    """What some columns of a row say together, with what is wrong with it or to be noted."""

    values: tuple[Any, ...]
    wrong: tuple[tuple[str, Refusal], ...]
    notes: tuple[str, ...]


class _Row:
    """A row being read: what of it can be read, and what is wrong with it."""

    __slots__ = ("cells", "notes", "reading", "wrong")

    def __init__(self, reading: "_Reading", cells: Any) -> None:
        self.reading, self.cells = reading, cells
        self.wrong: list[tuple[str, Refusal]] = []
        self.notes: list[str] = []

    def text(self, name: str) -> str:
        """What the row says in a field."""
        return self.reading.text[name](self.cells)

    def read(self, name: str, reader: Callable[[str], Any], *, needed: bool = True) -> Any:
        """What a field means; None after noting what is wrong with it."""
        found = self.text(name)
        try:
            if found:
                return reader(found)
            if needed:
                raise ValueMissing(column=self.reading.headings.get(name, name), field=name)
        except Refusal as refusal:
            self.wrong.append((name, refusal))
        return None

    def refuse(self, name: str, refusal: Refusal) -> None:
        """Note what is wrong with a field."""
        self.wrong.append((name, refusal))


class _RowOfWork(_Row):
    """A row by what it says in the fields that tell how long somebody worked."""

    __slots__ = ()

    def text(self, name: str) -> str:
        return str(self.cells[WORKED.index(name)])


@dataclass
class _Reading:
    """The reading of one file: ``raw`` gives what stands in a row for each field, ``text`` what it means."""

    table: Table
    mapping: ImportMapping
    daily_limit_minutes: int | None
    zone: ZoneInfo
    seen: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    alike: dict[tuple[str, ...], int] = field(default_factory=dict)
    noted: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mapping = self.mapping
        self.time = mapping.transaction_class == "time"
        columns = _usable_columns(self.table, mapping)
        self.positions = self.table.positions()
        said = _saying(mapping.nothing)
        kept = lru_cache(SAID)(said)
        getters = {
            name: _getter(column, self.positions, said if name in OF_ONE_ROW else kept)
            for name, column in columns.items()
        }
        self.headings = {name: column.heading for name, column in columns.items()}
        self.raw = {name: getters.get(name, _nothing) for name in FIELDS}
        self.text = {name: self._meaning(name) for name in FIELDS}
        self.skips = [(self.positions[name_key(heading)], texts) for heading, texts in mapping.skip.items()]
        self.kinds = {kind for kind in mapping.values.get("kind", {}).values() if kind}
        self.places = {
            name: {self.positions[name_key(heading)] for heading in column.headings()}
            for name, column in columns.items()
        }
        self.columns = {
            name: _Column(self.text[name], self.places_of([name]))
            for name in (*WORKED, "billed_quantity", *WORTH, "resource")
        }
        has_limit = self.daily_limit_minutes is not None
        self.settled = settled(self.table, mapping, self.said_in, self.zone, has_limit=has_limit)
        self.hours_of = lru_cache(SAID)(lambda text: self._hours(self.settled.durations.read(text), text))
        self.facets = (
            _Facet(self, self._day, ("date", "start") if mapping.zone else ("date",)),
            _FacetOfWork(self, self._worked, WORKED)
            if self.time
            else _Facet(self, self._counted, ("quantity",)),
            _Facet(self, self._place, ("project", "project_name", "customer")),
            _Facet(self, self._who, ("resource", "email")),
            _Facet(self, self._labels, ("task", "category", "category_group", "role", "unit")),
            _Facet(self, self._cost, () if self.time else (*WORTH, "currency")),
            _Facet(self, self._flags, ("billable", "invoiced", "invoice", "approved", "kind")),
            _Facet(self, self._billed, ("billed_quantity",)),
        )

    def said_in(self, name: str, rows: Sequence[Cells]) -> list[str]:
        """What stands in each of some rows for a field."""
        return self.columns[name].of(rows)

    def places_of(self, names: Sequence[str]) -> list[int]:
        """Where the columns of some fields stand."""
        return sorted({place for name in names for place in self.places.get(name, ())})

    def result(self) -> ImportFile:
        entries: list[ParsedEntry] = []
        rejections: list[Rejection] = []
        left_out: Counter[str] = Counter()
        lines = self.table.lines
        if self.skips:
            lines = [line for line in lines if line.refusal or not self._is_skipped(line)]
        skipped = len(self.table.lines) - len(lines)
        if self.kinds:
            lines = [line for line in lines if line.refusal or not self._is_left_out(line, left_out)]
        readable = [line.cells for line in lines if not line.refusal]
        said = zip(*(facet.of(readable) for facet in self.facets), strict=True)
        is_doubtful = any(facet.is_doubtful for facet in self.facets)
        for line in lines:
            place = 0
            if not line.kept.reference:
                self.alike[line.cells] = place = self.alike.get(line.cells, 0) + 1
            if line.refusal:
                at = self.positions.get(name_key(line.column), 0)
                value = line.cells[at]
                rejections.append(self._rejection(line, line.column, value, line.refusal, "", place))
            elif entry := self._entry(line, next(said), place, rejections, is_doubtful=is_doubtful):
                entries.append(entry)
        return ImportFile(
            header=self.table.header,
            delimiter=self.table.delimiter,
            entries=entries,
            rejections=rejections,
            skipped=skipped,
            left_out=left_out,
            headings=self.headings,
            unread=self._unread(),
            notes=[Note(sentence, tuple(rows)) for sentence, rows in self.noted.items()],
            read_as=self.settled.read_as,
        )

    def _is_left_out(self, line: Line, left_out: Counter[str]) -> bool:
        """Whether a row is no work; it is counted then by what it is."""
        kind = self.text["kind"](line.cells)
        is_left_out = kind in self.kinds and kind != WORK
        if is_left_out:
            left_out[kind] += 1
        return is_left_out

    def _is_skipped(self, line: Line) -> bool:
        return any(name_key(line.cells[at]) in texts for at, texts in self.skips)

    def _meaning(self, name: str) -> Getter:
        """What stands in the file for a field, with the values and the default of the mapping."""
        raw, default = self.raw[name], self.mapping.defaults.get(name, "")
        if name in self.mapping.values:
            value = _value_of(self.mapping.values[name])
            if name == "project" and "customer" in self.headings:
                return self._project_of_client(value, default)
            return lambda cells: value(raw(cells)) or default
        return (lambda cells: raw(cells) or default) if default else raw

    def _project_of_client(self, value: Callable[[str], str], default: str) -> Getter:
        """A project by the pair that names it, ``client / project``, else by its name alone."""
        raw, client = self.raw["project"], self.raw["customer"]

        def found(cells: Sequence[str]) -> str:
            pair = f"{client(cells)} / {raw(cells)}"
            mapped = value(pair)
            return (value(raw(cells)) if mapped == pair else mapped) or default

        return found

    def _unread(self) -> tuple[str, ...]:
        """The headings of columns that no field comes from, where a row says something in them."""
        mentioned = {name_key(heading) for heading in self.mapping.headings()}
        if self.mapping.join:
            mentioned.add(name_key(self.mapping.join.key))
        empty = {
            at
            for at, heading in enumerate(self.table.header)
            if name_key(heading) not in mentioned and heading
        }
        filled: list[int] = []
        for line in self.table.lines:
            if not empty:
                break
            if not line.refusal:
                found = [at for at in empty if line.cells[at].strip() not in ("", *self.mapping.nothing)]
                filled += found
                empty.difference_update(found)
        return tuple(self.table.header[at] for at in sorted(filled))

    def _entry(
        self,
        line: Line,
        said: Sequence[tuple[Any, ...]],
        place: int,
        rejections: list[Rejection],
        *,
        is_doubtful: bool,
    ) -> ParsedEntry | None:
        """The entry of a row, or None after adding what is wrong with it."""
        cells, kept = line.cells, line.kept
        wrong: list[tuple[str, Refusal]] = []
        notes: list[str] = []
        if is_doubtful:
            for one in said:
                if type(one) is _Doubtful:
                    wrong += one.wrong
                    notes += one.notes
            said = [one.values if type(one) is _Doubtful else one for one in said]
        (
            (day,), (quantity, start), (project, project_name, customer), (resource, email),
            (task, category, category_group, role, unit), (amount, price, currency), (billable,), (billed,),
        ) = said  # fmt: skip
        if quantity is not None:
            if quantity < 0:
                # A refund: taken back is one piece of what it cost, or what is said.
                taken_back = amount if amount is not None or price is None else quantity * price
                if taken_back is None or taken_back > 0:
                    refund = QuantityNotPositive(text=self.text["quantity"](cells), kind="negative")
                    wrong.append(("quantity", refund))
                quantity = -quantity
                price = None if price is None else -price
            if billed is not None and billed != quantity:
                if billed == 0:
                    billable = False
                else:
                    differ = BilledHoursDiffer(hours=_plain(quantity), billed=_plain(billed))
                    wrong.append(("billed_quantity", differ))
        own = self.raw["reference"](cells)
        reference = self._reference(own, line, wrong) if own else ""
        if wrong:
            if total := self._total(cells):
                wrong = [("date", total)]
            for name, refusal in wrong:
                value = self.raw[name](cells)
                rejections.append(
                    self._rejection(line, self.headings.get(name, name), value, refusal, reference, place)
                )
            return None
        for note in notes:
            self.noted.setdefault(note, []).append(line.row)
        return ParsedEntry._make((
            line.row, day, start, resource, email, customer, project, project_name,
            task, category, category_group, role, quantity, unit, amount, price, currency, billable,
            self.text["text"](cells), reference, self.mapping.source, place, kept.reference, kept.runs, cells,
        ))  # fmt: skip

    def _rejection(
        self, line: Line, column: str, value: str, refusal: Refusal, reference: str, place: int
    ) -> Rejection:
        token = line.kept.reference or row_token(self.mapping.source, line.cells, place)
        return Rejection.of(
            refusal,
            row=line.row,
            column=column,
            value=value,
            cells=line.cells,
            reference=reference or token,
            runs=line.kept.runs,
        )

    def _day(self, row: _Row) -> tuple[date | None]:
        clock = row.text("start") if self.time and self.mapping.zone else ""
        return (row.read("date", lambda text: self.settled.moments.day(text, clock)),)

    def _counted(self, row: _Row) -> tuple[Decimal | None, None]:
        return row.read("quantity", self._pieces), None

    def _place(self, row: _Row) -> tuple[str | None, str | None, str | None]:
        return row.read("project", str), row.text("project_name") or None, row.text("customer") or None

    def _who(self, row: _Row) -> tuple[str | None, str | None]:
        """Who did it; an e-mail address names a person as well as a name does."""
        email = row.text("email")
        return row.read("resource", str, needed=self.time and not email), email or None

    def _labels(self, row: _Row) -> tuple[str | None, ...]:
        task, group, role = (row.text(name) or None for name in ("task", "category_group", "role"))
        category = row.read("category", str, needed=not self.time)
        return task, category, group, role, row.text("unit") or UNITS[self.mapping.transaction_class]

    def _billed(self, row: _Row) -> tuple[Decimal | None]:
        return (row.read("billed_quantity", self.settled.durations.read, needed=False),)

    def _total(self, cells: Sequence[str]) -> NotOneEntry | None:
        """What to say of a row that says how much, and nothing of when and who, whatever it is labeled."""
        figure, others, other = (
            ("quantity", ("resource", "email"), "person")
            if self.time
            else ("amount", ("project", "category"), "project and category")
        )
        found = self.text[figure](cells)
        if not found or any(self.raw[name](cells) for name in others):
            return None
        day = self.text["date"](cells)
        # Beside a project, what is no day may be a slip.
        is_none = not day or not (self.raw["project"](cells) or self.settled.dates.is_one(day))
        return NotOneEntry(figure=found, other=other) if is_none else None

    def _pieces(self, text: str) -> Decimal:
        written = self.settled.numbers.read(text)
        number = rounded(written, QUANTITY_DIGITS)  # as many as a price has
        if number == 0:
            raise QuantityNotPositive(text=text, kind="zero to six decimals" if written else "zero")
        if abs(number) >= 10**WHOLE_DIGITS:
            raise AmountTooLarge(found=text)
        return number

    def _amount(self, text: str) -> Decimal:
        amount = self.settled.numbers.read(text)
        if amount == 0:
            raise QuantityNotPositive(text=text, kind="zero")
        return amount

    def _worked(self, row: _Row) -> tuple[Decimal | None, int | None]:
        """The hours of a row, and the minute of the day on which they began."""
        day, start_text, said, pause, text = row.cells
        end_text = self.settled.end(said)
        span: Span | None = None
        start: int | None = None
        trouble: Refusal | None = None
        try:
            span = self.settled.span(day, start_text, end_text, pause)
            if start_text or stamp_parts(day).clock:
                began = span.start if span else self.settled.start(day, start_text or day)
                start = began.seconds // 60
        except Refusal as refusal:
            trouble = refusal
            # What is wrong with the day is said there.
            if not refusal.code.startswith("Date") or (end_text and not text):
                row.refuse("start" if refusal.details.get("text") == start_text else "end", refusal)
        if not text and start_text and not end_text and "end" in self.headings:
            row.refuse("end", NotFinished(start=start_text))
            return None, start
        if not text and span:
            if span.pause and span.net <= 0:
                row.refuse("break", BreakTooLong(pause=_plain(span.pause), between=_plain(span.gross)))
                return None, start
            hours = rounded(span.net / 60, HOUR_DIGITS)
            return row.read("end", lambda end: self._hours(hours, f"{start_text} to {end}")), start
        if trouble and not text:
            return None, start
        hours_read = row.read("quantity", self.hours_of)
        if hours_read is not None and span:
            self._compare(row, text, hours_read, span)
        return hours_read, start

    def _compare(self, row: _Row, text: str, hours: Decimal, span: Span) -> None:
        """Hold a duration against start and end: what cannot be is refused, what was rounded is noted."""
        minutes = hours * 60
        if minutes == span.gross or min(abs(minutes - span.net), abs(minutes - span.gross)) <= NEAR:
            return
        other = Durations.is_plain(text) and span.gross > 0 and span.units(self.settled.numbers.read(text))
        if other or minutes - span.gross > MOST_ROUNDED:
            row.refuse(
                "quantity",
                DurationContradicted(
                    text=text, minutes=_plain(minutes.normalize()), between=_plain(span.gross)
                ),
            )
        else:
            row.notes.append(
                "the duration is not the time from start to end, by more than a minute; the duration counts"
            )

    def _hours(self, hours: Decimal, text: str) -> Decimal:
        if hours <= 0:
            raise QuantityNotPositive(text=text, kind="zero" if hours == 0 else "negative")
        limit = self.daily_limit_minutes
        if limit is not None and hours * 60 > limit:
            raise LongerThanDay(text=text, hours=_plain(hours), limit=_plain(Decimal(limit) / 60))
        return hours

    def _cost(self, row: _Row) -> tuple[Decimal | None, Decimal | None, str | None]:
        """Amount and price of one piece, and their currency; the sign or code behind a figure must agree with it.

        A row that says how many and nothing more is left to the price list; one that says nothing is not.
        """
        if self.time:
            return None, None, None
        figures = {name: money_parts(row.text(name)) for name in ("amount", "price")}
        if not any(figure.number for figure in figures.values()):
            if not self.raw["quantity"](row.cells):
                row.refuse(
                    "amount", ValueMissing(column=self.headings.get("amount", "amount"), field="amount")
                )
            return None, None, row.read("currency", read_currency, needed=False)
        amount = row.read("amount", lambda _: self._amount(figures["amount"].number), needed=False)
        price = row.read("price", lambda _: self._pieces(figures["price"].number), needed=False)
        are_read = {"amount": amount, "price": price}
        marks = {one: figures[one].mark for one in figures if figures[one].mark and are_read[one] is not None}
        currency: str | None = row.read("currency", read_currency, needed=not marks)
        is_told = bool(row.text("currency"))
        for name, mark in marks.items():
            codes = codes_of(mark)
            if currency is None and not is_told:
                if len(codes) == 1 and mark.upper() == codes[0]:
                    currency = codes[0]
                else:
                    row.refuse("currency", CurrencyAmbiguous(text=mark, codes=" or ".join(codes)))
                    is_told = True
            elif currency and currency not in codes:
                other = AmountOfOtherCurrency(
                    text=row.text(name), codes=" or ".join(codes), currency=currency
                )
                row.refuse(name, other)
        return amount, price, currency

    def _flags(self, row: _Row) -> tuple[bool | None]:
        """False where a row is not to be charged, by any of the columns that say so; and what keeps it out."""
        kind = row.text("kind")
        if kind and self.kinds and kind not in self.kinds:
            row.refuse("kind", KindUnknown(text=kind))
        billable: bool | None = row.read("billable", lambda text: _yes_or_no(text, "billable"), needed=False)
        invoiced = row.read("invoiced", lambda text: _yes_or_no(text, "invoiced"), needed=False)
        if invoiced or (invoiced is None and row.text("invoice")):
            if self.mapping.invoiced == "set aside":
                number = f" ({row.text('invoice')})" if row.text("invoice") else ""
                row.refuse("invoiced", InvoicedAlready(invoice=number))
            elif self.mapping.invoiced == "not billable":
                billable = False
                row.notes.append("invoiced in the tracker, and not to be charged")
        approved = row.read("approved", lambda text: _yes_or_no(text, "approved"), needed=False)
        if approved is False:
            if self.mapping.unapproved == "set aside":
                row.refuse("approved", NotApprovedThere(text=self.raw["approved"](row.cells)))
            else:
                row.notes.append("not approved in the tracker")
        return (billable,)

    def _reference(self, own: str, line: Line, wrong: list[tuple[str, Refusal]]) -> str:
        """The reference that the row has itself; also of a rejected row, which keeps its place so."""
        base = f"{self.mapping.source}:{own}"
        if self.mapping.repeated_reference == "number":
            return self._numbered(base, line)
        first_row = self.seen.setdefault(base, line.row)
        if first_row != line.row:
            wrong.append(("reference", ReferenceRepeated(reference=own, first_row=first_row)))
        return base

    def _numbered(self, base: str, line: Line) -> str:
        """A second row of the same reference is a second record; a row fixed keeps the number it had."""
        kept = line.kept.reference
        if kept not in self.seen and (kept == base or kept.startswith(base + "#")):
            self.seen[kept] = line.row
            return kept
        number, reference = self.repeats.get(base, 1), base
        while reference in self.seen:
            number += 1
            reference = f"{base}#{number}"
        self.seen[reference], self.repeats[base] = line.row, number
        return reference


def row_token(source: str, cells: Sequence[str], place: int) -> str:
    """What makes a row the same record however it is corrected: its cells, and its place among equal ones."""
    digest = sha256(chr(31).join(cells).encode("utf-8", "replace")).hexdigest()[:16]
    return f"{source}:row-{digest}" + (f".{place}" if place > 1 else "")


def _value_of(values: Mapping[str, str]) -> Callable[[str], str]:
    """What a text stands for; ``*`` stands for anything, the first that fits wins, else the text itself."""
    patterns = [
        (re.compile(".*".join(map(re.escape, text.split("*")))), result) for text, result in values.items()
    ]

    @cache
    def value(text: str) -> str:
        folded = name_key(text)
        if not folded or folded in values:
            return values.get(folded, "")
        return next((result for pattern, result in patterns if pattern.fullmatch(folded)), text)

    return value


def _nothing(cells: Sequence[str]) -> str:
    return ""


def _usable_columns(table: Table, mapping: ImportMapping) -> dict[str, MappedColumn]:
    """Where each field comes from, of what the file has; columns that are optional may be missing.

    Raises:
        ColumnMissing, DelimiterWrong: A column that is needed is not there.
        HeadingRepeated: A heading that is read stands there twice.
        EndAsDuration: The column of an end is to be the duration.
    """
    positions = table.positions()
    counts = Counter(map(name_key, table.header))
    columns: dict[str, MappedColumn] = {}
    missing: list[str] = []
    for name, column in mapping.columns.items():
        usable = [
            choice
            for choice in column.choices
            if all(name_key(heading) in positions for heading in headings_of(choice))
        ]
        if usable:
            columns[name] = MappedColumn(tuple(usable))
        elif name not in mapping.optional and name not in mapping.defaults:
            missing.append(column.heading)
    if mapping.transaction_class == "time" and "quantity" in columns:
        for heading in columns["quantity"].choices:
            if name_key(heading) in ENDS:
                raise EndAsDuration(heading=heading, file=table.file)
    if mapping.transaction_class == "expense":
        needed = worth_missing(columns, mapping.defaults)
        missing += [mapping.columns[name].heading for name in needed if name in mapping.columns]
    missing += [heading for heading in mapping.skip if name_key(heading) not in positions]
    if "quantity" not in {*columns, *mapping.defaults} and not {"start", "end"} <= columns.keys():
        missing += [mapping.columns["quantity"].heading] if "quantity" in mapping.columns else []
    if missing:
        raise missing_column(table, list(dict.fromkeys(missing)), mapping.headings())
    for heading in mapping.headings():
        if counts[name_key(heading)] > 1:
            raise HeadingRepeated(file=table.file, row=table.headings_row, heading=heading)
    return columns


def _saying(nothing: Sequence[str]) -> Callable[[str], str]:
    """What a cell says: its text without marks that deceive, quotes of formulas, and marks for nothing."""

    def said(cell: str) -> str:
        text = plain_text(cell).strip()
        if text.startswith("'"):
            text = _QUOTED_FORMULA.sub("", text, count=1)
        return "" if text in nothing else text

    return said


def _getter(column: MappedColumn, positions: Mapping[str, int], said: Callable[[str], str]) -> Getter:
    parts = [_choice(choice, positions, said) for choice in column.choices]
    if len(parts) == 1:
        return parts[0]

    def first(cells: Sequence[str]) -> str:
        for part in parts:
            if text := part(cells):
                return text
        return ""

    return first


def _choice(choice: str, positions: Mapping[str, int], said: Callable[[str], str]) -> Getter:
    places = [positions[name_key(heading)] for heading in headings_of(choice)]
    if headings_of(choice) == (choice,):
        place = places[0]
        return lambda cells: said(cells[place])
    between = re.split(r"\{[^{}]+\}", choice.replace("%", "%%"))
    form = "%s".join(between)
    found = itemgetter(*places)

    # A row is asked several times, such as for the start of the work and for the time from start to end.
    @lru_cache(SAID)
    def filled(found: str | tuple[str, ...]) -> str:
        texts = [said(cell) for cell in ([found] if isinstance(found, str) else found)]
        return " ".join((form % tuple(texts)).split()) if any(texts) else ""

    return lambda cells: filled(found(cells))


def _yes_or_no(text: str, field_name: str) -> bool:
    folded = name_key(text)
    if folded in YES or folded in NO:
        return folded in YES
    raise BillableUnknown(text=text, field=field_name)


def _shown(value: object) -> str:
    return "" if value is None else _plain(value) if isinstance(value, Decimal) else str(value)


def _plain(number: Decimal) -> str:
    """A number without trailing zeros, the same for 2.5 and 2.500000.

    >>> _plain(Decimal("2.500000")), _plain(Decimal("10"))
    ('2.5', '10')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
