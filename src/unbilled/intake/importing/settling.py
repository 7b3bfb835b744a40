"""Settling: what one file shows of itself, before any of its rows is read: its dates, marks and unit.

A convention holds for the whole file. So a row is never read in a way that another row of the file proves wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter
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

Getter = Callable[[Sequence[str]], str]

MINUTES = {"hours": Decimal(60), "minutes": Decimal(1), "seconds": Decimal(1) / 60}
NEAR = 1  # minutes by which a duration and its start and end may differ
DAY_HOURS = 24
DAY_MILLISECONDS = 86_400_000  # more is no duration of a day in any unit, but a slip
LONG_BREAK = 5  # nobody pauses so many hours: such a number is minutes
SOME_DAY = date(2001, 1, 1)


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

    def span(self, text: Mapping[str, Getter], cells: Sequence[str]) -> Span | None:
        """The start, the end and the break of a row; None when it lacks one of the first two.

        Raises:
            ClockUnreadable: A time cannot be read.
            DateUnreadable, DateAmbiguous, DurationUnreadable: A date or break cannot.
        """
        start_text, end_text, pause_text = text["start"](cells), self.end(text, cells), text["break"](cells)
        if not (start_text and end_text):
            return None
        start = self.start(text, cells, start_text)
        end = self.moments.at(end_text, start.day)
        if not stamp_parts(end_text).clock and end.seconds < start.seconds:
            end = Moment(end.day, end.seconds + 24 * 3600)
        pause = self.breaks.read(pause_text) * 60 if pause_text else Decimal(0)
        return Span(start, self.moments.between(start, end), pause)

    def end(self, text: Mapping[str, Getter], cells: Sequence[str]) -> str:
        """When the work of a row ended, as it says; a day without a time says nothing."""
        end_text = text["end"](cells)
        is_day = end_text and not stamp_parts(end_text).clock and self.dates.is_one(end_text)
        return "" if is_day else end_text

    def start(self, text: Mapping[str, Getter], cells: Sequence[str], start_text: str) -> Moment:
        """When the work of a row began."""
        if stamp_parts(start_text).clock:
            return self.moments.at(start_text, SOME_DAY)
        day = stamp_parts(text["date"](cells)).day
        return self.moments.at(start_text, self.dates.read(day) if day else SOME_DAY)


def settled(
    table: Table,
    mapping: ImportMapping,
    text: Mapping[str, Getter],
    company_zone: ZoneInfo,
    places: Sequence[int],
    *,
    has_limit: bool,
) -> Settled:
    """Find out how the values of a file are read.

    Args:
        table: The file.
        mapping: What its columns mean; what it tells is believed unless the file proves it wrong.
        text: What stands in a row for each field.
        company_zone: Where the company reads its clock.
        places: Where the columns stand that tell of days, times and durations.
        has_limit: Whether an entry has no more hours than a day.

    Raises:
        DurationUnitShown: Rows show that durations are in another unit than told or usual.
        DurationUnitUnclear: A duration is too large for hours, and nothing says what it is.
    """
    known = _known(table.lines)
    patterns = tuple(dict.fromkeys((*mapping.dates, "%Y-%m-%d"))) if table.is_workbook else mapping.dates
    rows = [line for line in _different(table.lines, text, places) if text["date"](line.cells)]
    days = (stamp_parts(text[name](line.cells)).day for line in rows for name in ("date", "start", "end"))
    dates = Dates(patterns, (day for day in days if day), known.get("dates", "").split("|"))
    time = mapping.transaction_class == "time"
    # A total below the rows has no day, and shows nothing.
    work = [line for line in rows if dates.is_one(stamp_parts(text["date"](line.cells)).day)]
    work = [line for line in work if not time or text["resource"](line.cells)]
    numbers = Numbers(
        mapping.decimal_mark,
        mapping.thousands_mark,
        _numbers_in(work, text, time=time),
        known.get("decimal", ""),
    )
    unit = known.get("duration", mapping.duration)
    found = Settled(
        dates=dates,
        numbers=numbers,
        durations=Durations("hours" if unit == "auto" else unit, numbers, mapping.day_hours),
        moments=Moments(dates, company_zone, mapping.zone),
        breaks=Durations(known.get("break") or _unit_of_breaks(work, text, numbers), numbers),
    )
    if time:
        _check_unit(table, work, text, found, is_told=unit != "auto" or not has_limit)
    return found


def _different(lines: Iterable[Line], text: Mapping[str, Getter], places: Sequence[int]) -> Iterable[Line]:
    """The first of all rows that say the same of when and how much, and whether somebody is named."""
    somebody = text["resource"]
    cells_of = itemgetter(*places) if places else len
    found: dict[tuple[object, bool], Line] = {}
    for line in lines:
        if not line.refusal:
            found.setdefault((cells_of(line.cells), not somebody(line.cells)), line)
    return found.values()


def _known(lines: Sequence[Line]) -> dict[str, str]:
    """What a file of rejected rows says of the file they come from."""
    read_as = next((line.kept.read_as for line in lines if line.kept.read_as), "")
    words = (part.strip().partition(" ") for part in read_as.split(";") if part.strip())
    allowed = {"decimal": (".", ","), "duration": tuple(MINUTES), "break": tuple(MINUTES)}
    return {name: value for name, _, value in words if value in allowed.get(name, (value,))}


def _numbers_in(lines: Sequence[Line], text: Mapping[str, Getter], *, time: bool) -> Iterator[str]:
    """The numbers of the rows, which show the decimal mark."""
    for line in lines:
        for name in ("quantity", "billed_quantity", "break") if time else WORTH:
            found = text[name](line.cells)
            if found and time:
                yield from Durations.numbers_in(found)
            elif found:
                yield money_parts(found).number


def _unit_of_breaks(lines: Sequence[Line], text: Mapping[str, Getter], numbers: Numbers) -> str:
    """Minutes, when a break of the file is no number of hours."""
    for line in lines:
        pause = text["break"](line.cells)
        if pause and Durations.is_plain(pause):
            try:
                if numbers.read(pause) >= LONG_BREAK:
                    return "minutes"
            except Refusal:  # said where the row is read
                continue
    return "hours"


def _check_unit(
    table: Table, lines: Sequence[Line], text: Mapping[str, Getter], found: Settled, *, is_told: bool
) -> None:
    """Refuse a file whose durations are in another unit than they would be read in."""
    shown: dict[str, tuple[int, str, Decimal]] = {}
    large: tuple[int, str] | None = None
    unit = found.durations.unit
    for line in lines:
        duration = text["quantity"](line.cells)
        if not duration or not Durations.is_plain(duration):
            continue
        try:
            number = found.numbers.read(duration)
            span = found.span(text, line.cells)
        except Refusal:  # said where the row is read
            continue
        if span and span.gross > 0 and len(units := span.units(number)) == 1:
            shown.setdefault(units.pop(), (line.row, duration, span.net))
        if DAY_HOURS < number <= DAY_MILLISECONDS:
            large = large or (line.row, duration)
    if shown and unit not in shown:
        other, (row, duration, minutes) = next(iter(shown.items()))
        raise DurationUnitShown(
            file=table.file,
            shown=other,
            unit=unit,
            row=row,
            text=duration,
            minutes=f"{minutes.normalize():f}",
        )
    if large and not shown and not is_told:
        raise DurationUnitUnclear(file=table.file, row=large[0], text=large[1])
