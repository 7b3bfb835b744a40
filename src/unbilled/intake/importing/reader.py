"""Reading: from a file and a mapping to entries and rejections."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from unbilled.foundation.money import WHOLE_DIGITS, AmountTooLarge, rounded
from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import FIELDS, ImportMapping, MappedColumn, heading_key, headings_of
from unbilled.intake.importing.rejections import Rejection
from unbilled.intake.importing.table import HeadingRepeated, Line, Table, joined, missing_column, read_table
from unbilled.intake.importing.values import (
    BillableUnknown,
    Dates,
    Durations,
    LongerThanDay,
    Numbers,
    QuantityNotPositive,
    ValueMissing,
    read_currency,
)

BILLABLE = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
UNITS = {"time": "hour", "expense": "piece"}

# What tells one piece of work from another where a file has no identity of its own. Chargeability, role
# and unit are left out: changing them in the tracker does not make it other work.
CONTENT = ("start", "resource", "email", "customer", "project", "task", "category", "text")

Getter = Callable[[Sequence[str]], str]


class ReferenceRepeated(Refusal):
    """Two rows of one file have the same reference."""

    sentence = "The reference {reference!r} already stands in row {first_row}."
    remedy = "Remove the row if it repeats that one, or give it a reference of its own."


QUANTITY_DIGITS = 6  # as many decimals as the books keep for quantities


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """A row that can be read, in the words of the file: names and codes are not looked up yet.

    Attributes:
        row: Line of the file on which the row begins; the headings stand on line 1.
        transaction_class: ``time`` or ``expense``.
        transaction_date: Day of the work or of the expense.
        resource: Name of who did it; an expense may lack it.
        email: E-mail address of the resource.
        customer: Name of the customer, for a project that has to be created.
        project: Code of the project, or its name where the file has no codes.
        project_name: Name of the project where the file has both.
        task: Name of the task.
        category: Name of the category.
        category_group: Group of the category.
        role: Name of the role worked as.
        quantity: Hours, six decimals; pieces or kilometers of an expense.
        unit: ``hour``, ``piece`` or what the file says.
        amount: Cost of the whole quantity, in ``currency``, below zero on a refund; expenses only.
        currency: ISO 4217 code.
        billable: False: not to be charged; None: by the rules of the contract.
        text: What the customer may read.
        external_reference: Key in the system it came from; the same row has the same key in each file.
        cells: The row as it was.
    """

    row: int
    transaction_class: str
    transaction_date: date
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
    currency: str | None
    billable: bool | None
    text: str
    external_reference: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ImportFile:
    """What one file holds: every row is an entry, a rejection or one that the mapping skips.

    Attributes:
        header: Headings, with those joined from a second file.
        delimiter: The one found or told.
        entries: Rows that can be read, in order.
        rejections: What is wrong with the others; a row may have several.
        skipped: Number of rows that the mapping skips.
        headings: Which heading each field comes from.
    """

    header: tuple[str, ...]
    delimiter: str
    entries: list[ParsedEntry]
    rejections: list[Rejection]
    skipped: int
    headings: Mapping[str, str]

    def rejection(self, entry: ParsedEntry, field_name: str, refusal: Refusal) -> Rejection:
        """Reject a row that could be read, such as for a project that does not exist.

        Args:
            entry: The row.
            field_name: Field at fault, as mappings name it: ``project``, ``date``, ``quantity``.
            refusal: What is wrong.
        """
        names = {"date": "transaction_date", "reference": "external_reference"}
        value = getattr(entry, names.get(field_name, field_name), None)
        return Rejection.of(
            refusal,
            row=entry.row,
            column=self.headings.get(field_name, field_name),
            value="" if value is None else str(value),
            cells=entry.cells,
            reference=entry.external_reference,
        )


def read_file(path: Path, mapping: ImportMapping, *, daily_limit_minutes: int | None = 1440) -> ImportFile:
    """Read a file of time or expenses.

    Nothing is written and nothing looked up. What concerns the file as a whole is raised; what concerns
    a row becomes a rejection, and the other rows are read.

    Args:
        path: The file; a second file that the mapping joins stands in the same folder.
        mapping: What the columns mean (``load_mapping``).
        daily_limit_minutes: Longest time of one entry; None: any. The sum of a day is not looked at.

    Raises:
        FileNotReadable, EncodingWrong, FileEmpty, NoDataRows, RowUnreadable: The file cannot be split.
        DelimiterWrong, ColumnMissing, HeadingRepeated: Its headings are not those of the mapping.
    """
    wanted = mapping.headings()
    keys = [mapping.join.key] if mapping.join else []
    table = read_table(path, encoding=mapping.encoding, delimiter=mapping.delimiter, wanted=[*wanted, *keys])
    if mapping.join:
        table = joined(table, path.parent, mapping.join, encoding=mapping.encoding, wanted=wanted)
    return _Reading(table, mapping, daily_limit_minutes).result()


@dataclass
class _Reading:
    """The reading of one file: ``raw`` gives what stands in a row for each field, ``text`` what it means."""

    table: Table
    mapping: ImportMapping
    daily_limit_minutes: int | None
    seen: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mapping = self.mapping
        getters = _getters(self.table, mapping)
        self.headings = {name: mapping.columns[name].heading for name in getters}
        self.raw = {name: getters.get(name, _nothing) for name in FIELDS}
        self.text = {name: self._meaning(name) for name in FIELDS}
        self.numbers = Numbers(mapping.decimal_mark, mapping.thousands_mark)
        self.durations = Durations(mapping.duration, self.numbers)
        self.positions = self.table.positions()
        self.skips = [
            (self.positions[heading_key(heading)], texts) for heading, texts in mapping.skip.items()
        ]
        date_texts = (self.text["date"](line.cells) for line in self.table.lines if not line.refusal)
        self.dates = Dates(mapping.dates, date_texts)

    def result(self) -> ImportFile:
        entries: list[ParsedEntry] = []
        rejections: list[Rejection] = []
        skipped = 0
        for line in self.table.lines:
            if not line.refusal and any(
                line.cells[at].strip().casefold() in texts for at, texts in self.skips
            ):
                skipped += 1
                continue
            entry = self.entry(line, rejections)
            if entry:
                entries.append(entry)
        table = self.table
        return ImportFile(table.header, table.delimiter, entries, rejections, skipped, self.headings)

    def _meaning(self, name: str) -> Getter:
        """What stands in the file for a field, with the values and the default of the mapping."""
        raw, default = self.raw[name], self.mapping.defaults.get(name, "")
        if name in self.mapping.values:
            value = _value_of(self.mapping.values[name])
            return lambda cells: value(raw(cells)) or default
        return (lambda cells: raw(cells) or default) if default else raw

    def entry(self, line: Line, rejections: list[Rejection]) -> ParsedEntry | None:
        """The entry of a row, or None after adding what is wrong with it."""
        if line.refusal:
            rejections.append(
                Rejection.of(
                    line.refusal,
                    row=line.row,
                    column=line.column,
                    value=self._cell(line),
                    cells=line.cells,
                    reference=line.reference,
                )
            )
            return None
        cells, text, time = line.cells, self.text, self.mapping.transaction_class == "time"
        wrong: list[tuple[str, Refusal]] = []

        def read(name: str, reader: Callable[[str], Any], needed: bool = True) -> Any:
            found = text[name](cells)
            try:
                if found:
                    return reader(found)
                if needed:
                    raise ValueMissing(column=self.headings.get(name, name), field=name)
            except Refusal as refusal:
                wrong.append((name, refusal))
            return None

        day = read("date", self.dates.read)
        pieces = read("quantity", self._hours if time else self._pieces)
        project, resource = read("project", str), read("resource", str, needed=time)
        category = read("category", str, needed=not time)
        amount = None if time else read("amount", self._amount)
        currency = None if time else read("currency", read_currency)
        quantity = self._refunded(pieces, amount, cells, wrong)
        billable = read("billable", _billable, needed=False)
        reference = self._reference(line, day, quantity, amount, currency, wrong)
        if wrong:
            rejections.extend(
                Rejection.of(
                    refusal,
                    row=line.row,
                    column=self.headings.get(name, name),
                    value=self.raw[name](cells),
                    cells=cells,
                    reference=reference,
                )
                for name, refusal in wrong
            )
            return None
        return ParsedEntry(
            row=line.row,
            transaction_class=self.mapping.transaction_class,
            transaction_date=day,
            resource=resource,
            email=text["email"](cells) or None,
            customer=text["customer"](cells) or None,
            project=project,
            project_name=text["project_name"](cells) or None,
            task=text["task"](cells) or None,
            category=category,
            category_group=text["category_group"](cells) or None,
            role=text["role"](cells) or None,
            quantity=quantity,
            unit=text["unit"](cells) or UNITS[self.mapping.transaction_class],
            amount=amount,
            currency=currency,
            billable=billable,
            text=text["text"](cells),
            external_reference=reference,
            cells=cells,
        )

    def _cell(self, line: Line) -> str:
        return line.cells[self.positions.get(heading_key(line.column), 0)]

    def _refunded(
        self, pieces: Any, amount: Any, cells: Sequence[str], wrong: list[tuple[str, Refusal]]
    ) -> Any:
        """Pieces taken back at an amount below zero are pieces at a cost below zero."""
        if pieces is None or pieces > 0:
            return pieces
        if amount is None or amount > 0:
            wrong.append(("quantity", QuantityNotPositive(text=self.raw["quantity"](cells), kind="negative")))
        return -pieces

    def _pieces(self, text: str) -> Decimal:
        written = self.numbers.read(text)
        number = rounded(written, QUANTITY_DIGITS)
        if number == 0:
            raise QuantityNotPositive(text=text, kind="zero to six decimals" if written else "zero")
        if abs(number) >= 10**WHOLE_DIGITS:
            raise AmountTooLarge(found=text)
        return number

    def _amount(self, text: str) -> Decimal:
        amount = self.numbers.read(text)
        if amount == 0:
            raise QuantityNotPositive(text=text, kind="zero")
        return amount

    def _hours(self, text: str) -> Decimal:
        hours = self.durations.read(text)
        if hours <= 0:
            raise QuantityNotPositive(text=text, kind="zero" if hours == 0 else "negative")
        limit = self.daily_limit_minutes
        if limit is not None and hours * 60 > limit:
            raise LongerThanDay(text=text, hours=_plain(hours), limit=_plain(Decimal(limit) / 60))
        return hours

    def _reference(
        self,
        line: Line,
        day: date | None,
        quantity: Decimal | None,
        amount: Decimal | None,
        currency: str | None,
        wrong: list[tuple[str, Refusal]],
    ) -> str:
        """The external reference; also of a rejected row, so that it keeps its place among equal rows."""
        source = self.mapping.source
        if own := self.raw["reference"](line.cells):
            base = f"{source}:{own}"
            if self.mapping.repeated_reference == "reject":
                first_row = self.seen.setdefault(base, line.row)
                if first_row != line.row:
                    wrong.append(("reference", ReferenceRepeated(reference=own, first_row=first_row)))
                return base
        elif day and quantity:
            # The texts before values and defaults: these may be added while a file is being brought in.
            content = [day.isoformat(), _plain(quantity), *(self.raw[name](line.cells) for name in CONTENT)]
            if amount is not None:
                content += [_plain(amount), currency or ""]
            base = f"{source}:{hashlib.sha256(chr(31).join(content).encode()).hexdigest()[:24]}"
        else:
            return line.reference
        return self._numbered(base, line)

    def _numbered(self, base: str, line: Line) -> str:
        """A second row of the same content is a second record; a row fixed keeps the number it had."""
        kept = line.reference
        if kept not in self.seen and (kept == base or kept.startswith(base + "#")):
            self.seen[kept] = line.row
            return kept
        number, reference = self.repeats.get(base, 1), base
        while reference in self.seen:
            number += 1
            reference = f"{base}#{number}"
        self.seen[reference], self.repeats[base] = line.row, number
        return reference


def _value_of(values: Mapping[str, str]) -> Callable[[str], str]:
    """What a text stands for; ``*`` stands for anything, the first that fits wins, else the text itself."""
    patterns = [
        (re.compile(".*".join(map(re.escape, text.split("*")))), result) for text, result in values.items()
    ]

    @cache
    def value(text: str) -> str:
        folded = " ".join(text.split()).casefold()
        if not folded or folded in values:
            return values.get(folded, "")
        return next((result for pattern, result in patterns if pattern.fullmatch(folded)), text)

    return value


def _nothing(cells: Sequence[str]) -> str:
    return ""


def _getters(table: Table, mapping: ImportMapping) -> dict[str, Getter]:
    """How to get the text of each field from a row; fields whose optional column is not there have none."""
    positions = table.positions()
    counts: dict[str, int] = {}
    for heading in table.header:
        counts[heading_key(heading)] = counts.get(heading_key(heading), 0) + 1
    getters: dict[str, Getter] = {}
    missing: list[str] = []
    for name, column in mapping.columns.items():
        usable = [
            choice
            for choice in column.choices
            if all(heading_key(heading) in positions for heading in headings_of(choice))
        ]
        if usable:
            getters[name] = _getter(MappedColumn(tuple(usable)), positions)
        elif name not in mapping.optional:
            missing.append(column.heading)
    missing += [heading for heading in mapping.skip if heading_key(heading) not in positions]
    if missing:
        raise missing_column(table, missing, mapping.headings())
    for heading in mapping.headings():
        if counts.get(heading_key(heading), 0) > 1:
            raise HeadingRepeated(file=table.file, heading=heading)
    return getters


def _getter(column: MappedColumn, positions: Mapping[str, int]) -> Getter:
    parts = [_choice(choice, positions) for choice in column.choices]
    if len(parts) == 1:
        return parts[0]
    return lambda cells: next((text for part in parts if (text := part(cells))), "")


def _choice(choice: str, positions: Mapping[str, int]) -> Getter:
    places = [positions[heading_key(heading)] for heading in headings_of(choice)]
    if headings_of(choice) == (choice,):
        place = places[0]
        return lambda cells: cells[place].strip()
    between = re.split(r"\{[^{}]+\}", choice)

    def filled(cells: Sequence[str]) -> str:
        texts = [cells[place].strip() for place in places]
        if not any(texts):
            return ""
        return " ".join("".join(map("".join, zip(between, [*texts, ""], strict=True))).split())

    return filled


def _billable(text: str) -> bool:
    if text.casefold() not in BILLABLE:
        raise BillableUnknown(text=text)
    return BILLABLE[text.casefold()]


def _plain(number: Decimal) -> str:
    """A number without trailing zeros, the same for 2.5 and 2.500000.

    >>> _plain(Decimal("2.500000")), _plain(Decimal("10"))
    ('2.5', '10')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
