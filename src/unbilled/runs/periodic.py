"""Periodic tasks: what happens by the clock of each company, asked for by a worker when it is due.

A room above says what and when in one line:

    every(Periodic("daily-billing", "0 6 * * *", bill_daily))

Of all the workers one does it, once for each company and moment. What was missed while none ran is done once, when
one runs again within the day.

Source: docs/rules/runs.md#by-the-clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter

from unbilled.companies.reads.find_company import FoundCompany, companies
from unbilled.foundation.acts import Act
from unbilled.runs.handing_in import hand_in

LATEST = timedelta(days=1)
"""How long after its moment a task is still done."""


@dataclass(frozen=True)
class Due:
    """A task that is due in a company.

    Attributes:
        company: The company.
        at: The moment it was due, in the company's time zone.
        person_id: The administrator of the installation, in whose name it happens.
    """

    company: FoundCompany
    at: datetime
    person_id: int

    @property
    def on(self) -> date:
        """The company's day of that moment."""
        return self.at.date()

    def act(self, key: str = "") -> Act:
        """An act of it; with a key it happens once, also where a worker is killed in the middle of the task."""
        return Act(self.company.company_id, self.person_id, self.on, self.at, key)


@dataclass(frozen=True)
class Periodic:
    """Something that happens by the clock.

    Attributes:
        name: Its name, unlike all others'.
        cron: When, as a line of a crontab: minute, hour, day, month, weekday, by the company's clock.
        does: Does it for a company: asks for runs, or calls an event.
    """

    name: str
    cron: str
    does: Callable[[Due], object]


_BY_THE_CLOCK: dict[str, Periodic] = {}


def periodic_tasks() -> dict[str, Periodic]:
    """Periodic tasks by name; higher rooms hand theirs in."""
    hand_in()
    return _BY_THE_CLOCK


def every(task: Periodic) -> None:
    """Say that something happens by the clock."""
    _BY_THE_CLOCK[task.name] = task


def latest_due(cron: str, now: datetime, time_zone: str) -> datetime:
    """The latest moment up to now at which a task was due, by the clock of a time zone.

    >>> from datetime import UTC
    >>> str(latest_due("0 6 * * *", datetime(2026, 3, 2, 5, 30, tzinfo=UTC), "Europe/Berlin"))
    '2026-03-02 06:00:00+01:00'
    >>> str(latest_due("0 6 * * *", datetime(2026, 3, 2, 4, 30, tzinfo=UTC), "Europe/Berlin"))
    '2026-03-01 06:00:00+01:00'
    """
    here = now.astimezone(ZoneInfo(time_zone)) + timedelta(seconds=1)
    found: datetime = croniter(cron, here).get_prev(datetime)
    return found


def due_tasks(now: datetime) -> Iterator[tuple[Periodic, FoundCompany, datetime]]:
    """What became due within the last day, company by company; it may have been done already."""
    for company in companies():
        for task in periodic_tasks().values():
            moment = latest_due(task.cron, now, company.time_zone)
            if now - moment < LATEST:
                yield task, company, moment
