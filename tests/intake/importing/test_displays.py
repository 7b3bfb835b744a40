"""One set of hours, exported by any tracker under any of its display settings, is read as one set of entries."""

import csv
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import read_file

DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y")
CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p")
DURATIONS = ("h:mm", "h:mm:ss", "1h 30m", "1.50", "1,50")
PEOPLE, PLACES = ("Ada Moreau", "Inês Sá"), ("Harbor", "Pier, north")


@dataclass(frozen=True)
class Tracker:
    """The headings of a format that a display setting names otherwise, in the order they are written.

    ``start`` is empty where the export tells no clock; ``decimal`` says under which heading hours are numbers.
    """

    who: tuple[str, ...]
    day: tuple[str, ...]
    project: tuple[str, ...]
    text: tuple[str, ...]
    spent: tuple[str, ...]
    decimal: tuple[str, ...] = ()
    start: str = ""


TRACKERS = {
    "toggl": Tracker(
        ("Member", "User"),
        ("Start date",),
        ("Project",),
        ("Description",),
        ("Duration",),
        (),
        "Start time",
    ),
    "harvest": Tracker(
        ("First Name",),
        ("Date",),
        ("Project",),
        ("Notes",),
        ("Hours",),
        ("Hours",),
    ),
    "kimai": Tracker(
        ("Name", "Nom", "Nombre"),
        ("Date", "Datum", "Fecha"),
        ("Project", "Projekt", "Proyecto"),
        ("Description", "Beschreibung"),
        ("Duration", "Dauer", "Durée"),
        (),
        "From",
    ),
    "tempo": Tracker(
        ("Full name", "User"),
        ("Work date",),
        ("Project Key", "Project"),
        ("Work Description", "Comment"),
        ("Time Spent",),
        ("Hours",),
    ),
    "redmine": Tracker(
        ("User", "Benutzer"),
        ("Date", "Datum"),
        ("Project", "Projekt"),
        ("Comment", "Kommentar"),
        ("Hours", "Stunden"),
        ("Hours", "Heures"),
    ),
    "everhour": Tracker(
        ("Member", "User"),
        ("Date",),
        ("Project", "Project Name"),
        ("Comment", "Notes"),
        ("Time",),
        ("Hours",),
    ),
    "timely": Tracker(
        ("Name", "Person"),
        ("Date", "Day"),
        ("Project",),
        ("Note", "Notes"),
        ("Duration",),
        ("Logged hours", "Hours"),
        "From",
    ),
    "timecamp": Tracker(
        ("Person", "User"),
        ("Day", "Date"),
        ("Project",),
        ("Note", "Notes"),
        ("Duration", "Time"),
        ("Hours",),
        "Start time",
    ),
}
Hour = tuple[int, int, int, str, str, str]


def written(tracker: Tracker, hours: list[Hour], shown: dict[str, int], path: Path) -> None:
    """The hours as the tracker exports them under some settings."""
    style = DURATIONS[shown["duration"] % (len(DURATIONS) if tracker.decimal else 3)]
    names = tracker.decimal if "50" in style else tracker.spent
    pick = shown["names"]
    head = [one[pick % len(one)] for one in (tracker.who, tracker.day, tracker.project, tracker.text, names)]
    rows = []
    for day, start, minutes, who, project, text in hours:
        # A day beyond the twelfth shows which number is the month.
        on = date(2026, 5, day + 12).strftime(DATES[shown["date"]])
        clock = ""
        if tracker.start:
            clock = time(start // 60, start % 60).strftime(CLOCKS[shown["clock"]])
        # Harvest writes first and last names apart.
        named = who.split(" ") if "First Name" in head else [who]
        rows.append([*named, on, project, text, spent(minutes, style), *([clock] if tracker.start else [])])
    if shown["order"]:
        rows.reverse()
    mark = ";" if style == "1,50" else ",;\t"[shown["mark"]]
    with path.open("w", newline="", encoding="utf-8-sig" if shown["bom"] else "utf-8") as file:
        writer = csv.writer(file, delimiter=mark)
        heading = [*head, *([tracker.start] if tracker.start else [])]
        if "First Name" in head:
            heading.insert(1, "Last Name")
        writer.writerows([heading, *rows])


def spent(minutes: int, style: str) -> str:
    """Minutes as the setting shows them; quarters of an hour, so that decimals are exact."""
    whole, rest = divmod(minutes, 60)
    if style == "1h 30m":
        return f"{whole}h {rest}m"
    if style.startswith("h:"):
        return f"{whole}:{rest:02}" + (":00" if style.endswith("ss") else "")
    return f"{Decimal(minutes) / 60:.2f}".replace(".", style[1])


def read(name: str, path: Path) -> list[tuple[object, ...]]:
    """What is read of a file, in an order of its own; nothing of it is set aside."""
    found = read_file(path, load_mapping(name))
    assert found.rejections == [], (name, path.read_text(), [one.reason for one in found.rejections])
    return sorted(
        (one.transaction_date, one.who, one.project, one.quantity, one.text or "") for one in found.entries
    )


hours = st.lists(
    st.tuples(
        st.integers(1, 18),
        st.integers(0, 1200),
        st.integers(1, 40).map(lambda n: 15 * n),
        st.sampled_from(PEOPLE),
        st.sampled_from(PLACES),
        st.sampled_from(("Pier drawn", "Talk; plans", 'Says "yes"')),
    ),
    min_size=1,
    max_size=4,
)
setting = st.fixed_dictionaries(
    {
        "date": st.integers(0, 3),
        "clock": st.integers(0, 2),
        "duration": st.integers(0, 29),
        "names": st.integers(0, 5),
        "order": st.integers(0, 1),
        "mark": st.integers(0, 2),
        "bom": st.integers(0, 1),
    }
)


@pytest.mark.parametrize("name", TRACKERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worked=hours, first=setting, second=setting)
def test_any_two_displays_are_read_as_one(
    tmp_path: Path, name: str, worked: list[Hour], first: dict[str, int], second: dict[str, int]
) -> None:
    path = tmp_path / "export.csv"
    found = []
    for shown in (first, second):
        written(TRACKERS[name], worked, shown, path)
        found.append(read(name, path))
    expected = sorted(
        (date(2026, 5, day + 12), who, project, Decimal(minutes) / 60, text)
        for day, _, minutes, who, project, text in worked
    )
    assert found[0] == found[1] == expected
