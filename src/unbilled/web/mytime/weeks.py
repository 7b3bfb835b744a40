"""A week of somebody's work: rows of the grid by project, task and role, a cell for each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from unbilled.kit.numbers import hours_shown

PENCIL = ("draft", "returned")
DAYS = 7
Key = tuple[int, int, int]
"""Project, task and role of a row; 0 where there is none."""


@dataclass
class Cell:
    """A day of a row.

    Attributes:
        day: The day.
        entries: What was entered there.
    """

    day: date
    entries: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def quantity(self) -> Decimal:
        """Hours of the day."""
        return sum((one["quantity"] for one in self.entries), Decimal(0))

    @property
    def text(self) -> str:
        """The hours as they are typed; nothing where nothing was entered."""
        return hours_shown(self.quantity) if self.entries else ""

    @property
    def is_open(self) -> bool:
        """Whether it can be typed into: it is one entry in pencil, or none."""
        return len(self.entries) < 2 and all(one["status"] in PENCIL for one in self.entries)

    @property
    def status(self) -> str:
        """Where its entries stand, for the tooltip of what is not typed into."""
        return ", ".join(dict.fromkeys(one["status"] for one in self.entries))

    @property
    def is_returned(self) -> bool:
        """Whether an approver sent one back."""
        return any(one["status"] == "returned" for one in self.entries)


@dataclass
class Line:
    """A row of the grid.

    Attributes:
        key: Project, task and role.
        project: Code of the project.
        task: Name of the task.
        role: Name of the role.
        said: Name of the project.
        is_closed: Nothing more is entered on the project.
        cells: One a day.
    """

    key: Key
    project: str
    said: str
    task: str = ""
    role: str = ""
    is_closed: bool = False
    cells: list[Cell] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The row's key in addresses."""
        return "-".join(str(one) for one in self.key)

    @property
    def quantity(self) -> Decimal:
        """Hours of the week."""
        return sum((one.quantity for one in self.cells), Decimal(0))

    @property
    def total(self) -> str:
        """The same as it is typed."""
        return hours_shown(self.quantity)


@dataclass(frozen=True)
class Week:
    """A week.

    Attributes:
        first: Its Monday.
        lines: Rows of the grid.
        entries: Everything of the week, by day.
    """

    first: date
    lines: Sequence[Line]
    entries: Sequence[Mapping[str, Any]]

    @property
    def days(self) -> list[date]:
        """Its seven days."""
        return [self.first + timedelta(days=place) for place in range(DAYS)]

    @property
    def name(self) -> str:
        """As it stands in addresses: 2026-W10."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def day_totals(self) -> list[str]:
        """Hours of each day."""
        totals = [
            sum((line.cells[place].quantity for line in self.lines), Decimal(0)) for place in range(DAYS)
        ]
        return [hours_shown(one) if one else "" for one in totals]

    @property
    def total(self) -> str:
        """Hours of the week."""
        return hours_shown(sum((line.quantity for line in self.lines), Decimal(0)))

    @property
    def pencil(self) -> list[int]:
        """What can be submitted: with no hours, nothing was done."""
        return [
            one["entry_id"]
            for one in self.entries
            if one["status"] in PENCIL and (one["quantity"] or one["transaction_class"] != "time")
        ]

    @property
    def submitted(self) -> list[int]:
        """What can be recalled."""
        return [one["entry_id"] for one in self.entries if one["status"] == "submitted"]

    @property
    def expenses(self) -> list[Mapping[str, Any]]:
        """Expenses, material and fees."""
        return [one for one in self.entries if one["transaction_class"] != "time"]

    @property
    def hours(self) -> list[Mapping[str, Any]]:
        """Time, entry by entry."""
        return [one for one in self.entries if one["transaction_class"] == "time"]

    def line(self, key: Key) -> Line | None:
        """The row of a key."""
        return next((one for one in self.lines if one.key == key), None)


def week_of(first: date, entries: Sequence[Mapping[str, Any]], further: Sequence[Line] = ()) -> Week:
    """The week of some entries.

    Args:
        first: Its Monday.
        entries: What was entered, by day.
        further: Rows that stand there although nothing is entered in them yet.
    """
    found: dict[Key, Line] = {}
    for one in entries:
        if one["transaction_class"] != "time":
            continue
        key = (one["project_id"], one["task_id"] or 0, one["role_id"] or 0)
        line = found.setdefault(
            key,
            Line(
                key,
                one["project"],
                one["project_name"],
                one["task"] or "",
                one["role"] or "",
                is_closed=one["stage"] == "closed",
                cells=[Cell(first + timedelta(days=place)) for place in range(DAYS)],
            ),
        )
        line.cells[(one["transaction_date"] - first).days].entries.append(one)
    for line in further:
        line.cells = [Cell(first + timedelta(days=place)) for place in range(DAYS)]
        found.setdefault(line.key, line)
    lines = sorted(found.values(), key=lambda line: (line.project, line.task, line.role))
    return Week(first, lines, entries)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_named(name: str) -> date | None:
    """The Monday of a week such as ``2026-W10``; nothing where it is none.

    >>> week_named("2026-W10"), week_named("2026-W60"), week_named("soon")
    (datetime.date(2026, 3, 2), None, None)
    """
    try:
        return date.fromisoformat(f"{name}-1") if "-W" in name and len(name) == 8 else None
    except ValueError:
        return None
