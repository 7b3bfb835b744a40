"""The year as files, in the shapes in which time trackers and a spreadsheet export it."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from unbilled.lab.demonstration.year import Hours, Purchase, Year


@dataclass(frozen=True)
class TimeFile:
    """A file to import, and its format."""

    path: Path
    source_format: str


TOGGL = (
    *("User", "Email", "Client", "Project", "Task", "Description", "Billable", "Start date", "Start time"),
    *("End date", "End time", "Duration", "Tags"),
)
HARVEST = (
    *("Date", "Client", "Project", "Project Code", "Task", "Notes", "Hours", "Billable?", "Invoiced?"),
    *("Approved?", "First Name", "Last Name", "Roles", "Employee?"),
)
CSV = ("Date", "Start", "Resource", "Email", "Project", "Task", "Hours", "Billable", "Text")
EXPENSE = (
    *("Date", "Resource", "Project", "Category", "Quantity", "Unit", "Amount", "Currency", "Text"),
    "Reference",
)


def write_files(year: Year, folder: Path) -> list[TimeFile]:
    """Write the time of each team in its tracker's format, and the expenses as CSV; one file each.

    Args:
        year: The year.
        folder: Folder for the files; made when it is not there.

    Returns:
        The files, time first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    projects = {code: project["name"] for code, project in year.given["projects"].items()}
    emails = {name: said["email"] for name, said in year.given["resources"].items()}
    roles = {name: said["role"] for name, said in year.given["resources"].items()}
    shapes: dict[str, tuple[Sequence[str], Callable[[Hours], Sequence[object]]]] = {
        "toggl": (TOGGL, lambda one: _toggl(one, emails)),
        "harvest": (HARVEST, lambda one: _harvest(one, projects, roles)),
        "csv": (CSV, lambda one: _csv(one, emails)),
    }
    files = []
    for team, hours in year.hours.items():
        headings, row = shapes[team]
        files.append(_written(folder / f"time-{team}.csv", team, headings, map(row, hours)))
    expenses = [one for one in year.purchases if one.transaction_class == "expense"]
    files.append(_written(folder / "expenses.csv", "expense", EXPENSE, map(_expense, expenses)))
    return files


def _written(path: Path, name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> TimeFile:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return TimeFile(path, name)


def _toggl(one: Hours, emails: dict[str, str]) -> Sequence[object]:
    hours, quarters = divmod(one.quarters, 4)
    return (
        one.resource,
        emails[one.resource],
        "",
        one.project,
        one.task,
        one.text,
        _yes(one),
        f"{one.transaction_date:%Y-%m-%d}",
        f"{one.start:%H:%M:%S}",
        f"{one.transaction_date:%Y-%m-%d}",
        f"{one.end:%H:%M:%S}",
        f"{hours:02}:{quarters * 15:02}:00",
        "",
    )


def _harvest(one: Hours, projects: dict[str, str], roles: dict[str, str]) -> Sequence[object]:
    first, _, last = one.resource.partition(" ")
    return (
        f"{one.transaction_date:%Y-%m-%d}",
        "",
        projects[one.project],
        one.project,
        one.task,
        one.text,
        one.hours,
        _yes(one),
        "No",
        "Yes",
        first,
        last,
        roles[one.resource],
        "Yes",
    )


def _csv(one: Hours, emails: dict[str, str]) -> Sequence[object]:
    return (
        f"{one.transaction_date:%Y-%m-%d}",
        f"{one.start:%H:%M}",
        one.resource,
        emails[one.resource],
        one.project,
        one.task,
        one.hours,
        "" if one.billable else "no",
        one.text,
    )


def _expense(one: Purchase) -> Sequence[object]:
    return (
        f"{one.transaction_date:%Y-%m-%d}",
        one.resource,
        one.project,
        one.category,
        one.quantity,
        one.unit,
        one.amount,
        one.currency,
        one.text,
        one.reference,
    )


def _yes(one: Hours) -> str:
    return "Yes" if one.billable else "No"
