"""Settling: what one file shows of itself, before any of its rows is read: its dates, marks and unit.

A convention holds for the whole file. So a row is never read in a way that another row of the file proves wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import WORTH, ImportMapping
from unbilled.intake.importing.table import Line, Table
from unbilled.intake.importing.values import (
    Dates,
    Durations,
    Moment,
    Moments,
    Numbers,
    money_parts,
    stamp_parts,
)
from unbilled.intake.importing.workbook import Cells

MINUTES = {"hours": Decimal(60), "minutes": Decimal(1), "seconds": Decimal(1) / 60}
NEAR = 1  # minutes by which a duration and its start and end may differ
DAY_HOURS = 24
DAY_MILLISECONDS = 86_400_000  # more is no duration of a day in any unit, but a slip
LONG_BREAK = 5  # nobody pauses so many hours: such a number is minutes
SOME_DAY = date(2001, 1, 1)
NOTHING = Decimal(0)
DAYS = ("date", "start", "end")  # fields that have days
FIGURES = ("break", "quantity", "billed_quantity")  # and those of time that have durations


class DurationUnitShown(Refusal):
    """Start and end of rows show that the durations of the file are in another unit."""

    sentence = "The durations of {file} are {shown}, not {unit}: row {row} has {text} for {minutes} minutes."
    remedy = "Import it with --duration {shown}."


class DurationUnitUnclear(Refusal):
    """A duration has more hours than a day, so the numbers of the file may be minutes or seconds."""

    sentence = "Row {row} of {file} has {text} as its duration, which is no number of hours of one day."
    remedy = (
        "Say what the numbers are with --duration minutes or --duration seconds; with --duration hours only such rows "
        "are rejected."
    )


class Span:
    """From start to end of a row, in minutes, and the break in between."""

    __slots__ = ("gross", "pause", "start")

    def __init__(self, start: Moment, gross: Decimal, pause: Decimal) -> None:
        self.start, self.gross, self.pause = start, gross, pause

    @property
    def net(self) -> Decimal:
        """Minutes of work."""
        return self.gross - self.pause

    def units(self, number: Decimal) -> set[str]:
        """The units in which a number says the same as start and end."""
        spans = (self.gross, self.net)
        return {
            unit
            for unit, minutes in MINUTES.items()
            if any(abs(number * minutes - span) <= NEAR for span in spans)
        }


@dataclass(frozen=True)
class Settled:
    """How the values of one file are read.

    Attributes:
        dates: Its days.
        numbers: Its numbers.
        durations: Its durations.
        moments: Its days and times of day, by the company's clock.
        breaks: Its breaks.
    """

    dates: Dates
    numbers: Numbers
    durations: Durations
    moments: Moments
    breaks: Durations

    @property
    def read_as(self) -> str:
        """In a few words, for the rows that are set aside: alone they do not show it."""
        said = {
            "dates": "|".join(sorted(self.dates.proven)),
            "decimal": self.numbers.mark,
            "duration": self.durations.unit,
            "break": self.breaks.unit,
        }
        return "; ".join(f"{name} {value}" for name, value in said.items() if value)

    def span(self, day: str, start: str, end: str, pause: str) -> Span | None:
        """From what stands in a row as its day, start, end and break; None when it lacks a start or an end.

        Raises:
            ClockUnreadable: A time cannot be read.
            DateUnreadable, DateAmbiguous, DurationUnreadable: A date or break cannot.
        """
        if not (start and end):
            return None
        began = self.start(day, start)
        ended = self.moments.at(end, began.day)
        if ended.seconds < began.seconds and not stamp_parts(end).clock:
            ended = Moment(ended.day, ended.seconds + 24 * 3600)
        paused = self.breaks.read(pause) * 60 if pause else NOTHING
        return Span(began, self.moments.between(began, ended), paused)

    def end(self, said: str) -> str:
        """When work ended, as a row says it; a day without a time says nothing."""
        is_day = said and not stamp_parts(said).clock and self.dates.is_one(said)
        return "" if is_day else said

    def start(self, day: str, said: str) -> Moment:
        """When the work of a row began, by what stands there as its day and its start."""
        if stamp_parts(said).clock:
            return self.moments.at(said, SOME_DAY)
        day = stamp_parts(day).day
        return self.moments.at(said, self.dates.read(day) if day else SOME_DAY)


def settled(
    table: Table,
    mapping: ImportMapping,
    said_in: Callable[[str, Sequence[Cells]], list[str]],
    company_zone: ZoneInfo,
    *,
    has_limit: bool,
) -> Settled:
    """Find out how the values of a file are read.

    Args:
        table: The file.
        mapping: What its columns mean; what it tells is believed unless the file proves it wrong.
        said_in: What stands in each of some rows for a field.
        company_zone: Where the company reads its clock.
        has_limit: Whether an entry has no more hours than a day.

    Raises:
        DurationUnitShown: Rows show that durations are in another unit than told or usual.
        DurationUnitUnclear: A duration is too large for hours, and nothing says what it is.
    """
    known = _known(table.lines)
    patterns = tuple(dict.fromkeys((*mapping.dates, "%Y-%m-%d"))) if table.is_workbook else mapping.dates
    time = mapping.transaction_class == "time"
    names = (*DAYS, *(FIGURES if time else WORTH))
    dated = [row for row in _different(table.lines, said_in, names) if row.said[0]]
    days = {stamp_parts(said).day for row in dated for said in row.said[: len(DAYS)]}
    dates = Dates(patterns, days - {""}, known.get("dates", "").split("|"))
    # A total below the rows has no day, and shows nothing.
    work = [row for row in dated if row.names_somebody or not time]
    work = [row for row in work if dates.is_one(stamp_parts(row.said[0]).day)]
    figures = {
        name: {row.said[at] for row in work} - {""} for at, name in enumerate(names) if name not in DAYS
    }
    numbers = Numbers(
        mapping.decimal_mark,
        mapping.thousands_mark,
        _numbers_in(set().union(*figures.values()), time=time),
        known.get("decimal", ""),
    )
    unit = known.get("duration", mapping.duration)
    found = Settled(
        dates=dates,
        numbers=numbers,
        durations=Durations("hours" if unit == "auto" else unit, numbers, mapping.day_hours),
        moments=Moments(dates, company_zone, mapping.zone),
        breaks=Durations(known.get("break") or _unit_of_breaks(figures.get("break", ()), numbers), numbers),
    )
    if time:
        _check_unit(table, work, found, is_told=unit != "auto" or not has_limit)
    return found


class _Row(NamedTuple):
    """The first of all rows that say the same of when and how much, and whether somebody is named."""

    said: tuple[str, ...]
    names_somebody: bool
    row: int


def _different(
    lines: Iterable[Line], said_in: Callable[[str, Sequence[Cells]], list[str]], names: Sequence[str]
) -> list[_Row]:
    """Of rows that say the same in some fields the first."""
    lines = [line for line in lines if not line.refusal]
    rows = [line.cells for line in lines]
    said = zip(*(said_in(name, rows) for name in names), strict=True)
    somebody = map(bool, said_in("resource", rows))
    found: dict[tuple[tuple[str, ...], bool], Line] = {}
    for line, one in zip(lines, zip(said, somebody, strict=True), strict=True):
        found.setdefault(one, line)
    return [_Row(*one, line.row) for one, line in found.items()]


def _known(lines: Sequence[Line]) -> dict[str, str]:
    """What a file of rejected rows says of the file they come from."""
    read_as = next((line.kept.read_as for line in lines if line.kept.read_as), "")
    words = (part.strip().partition(" ") for part in read_as.split(";") if part.strip())
    allowed = {"decimal": (".", ","), "duration": tuple(MINUTES), "break": tuple(MINUTES)}
    return {name: value for name, _, value in words if value in allowed.get(name, (value,))}


def _numbers_in(said: Iterable[str], *, time: bool) -> Iterator[str]:
    """The numbers of the rows, which show the decimal mark."""
    for one in said:
        if time:
            yield from Durations.numbers_in(one)
        else:
            yield money_parts(one).number


def _unit_of_breaks(pauses: Iterable[str], numbers: Numbers) -> str:
    """Minutes, when a break of the file is no number of hours."""
    for pause in pauses:
        if Durations.is_plain(pause):
            try:
                if numbers.read(pause) >= LONG_BREAK:
                    return "minutes"
            except Refusal:  # said where the row is read
                continue
    return "hours"


def _check_unit(table: Table, rows: Sequence[_Row], found: Settled, *, is_told: bool) -> None:
    """Refuse a file whose durations are in another unit than they would be read in."""
    shown: dict[str, tuple[int, str, Decimal]] = {}
    large: tuple[int, str] | None = None
    unit = found.durations.unit
    is_plain = cache(Durations.is_plain)
    for row in rows:
        day, start, end, pause, duration, _ = row.said
        if not is_plain(duration):
            continue
        try:
            number = found.numbers.read(duration)
            span = found.span(day, start, found.end(end), pause)
        except Refusal:  # said where the row is read
            continue
        if span and span.gross > 0 and len(units := span.units(number)) == 1:
            shown.setdefault(units.pop(), (row.row, duration, span.net))
        if DAY_HOURS < number <= DAY_MILLISECONDS:
            large = large or (row.row, duration)
    if shown and unit not in shown:
        other, (at, duration, minutes) = next(iter(shown.items()))
        raise DurationUnitShown(
            file=table.file,
            shown=other,
            unit=unit,
            row=at,
            text=duration,
            minutes=f"{minutes.normalize():f}",
        )
    if large and not shown and not is_told:
        raise DurationUnitUnclear(file=table.file, row=large[0], text=large[1])
