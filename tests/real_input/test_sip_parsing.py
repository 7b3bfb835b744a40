"""The real input is read whole: every record is an entry or a rejection. Runs where the folder is present."""

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import ImportFile, read_file
from unbilled.intake.importing.rejections import written_rejections

FOLDER = os.environ.get("UNBILLED_REAL_INPUT", "")
MAPPING = load_mapping(path=Path(__file__).parent / "sip.toml")
pytestmark = pytest.mark.skipif(not FOLDER, reason="UNBILLED_REAL_INPUT names no folder")


@pytest.fixture(scope="module")
def sip() -> ImportFile:
    return read_file(Path(FOLDER, "Sip-task-info.csv"), MAPPING, daily_limit_minutes=None)


def test_every_record_is_an_entry_or_a_rejection(sip: ImportFile) -> None:
    """12,299 records of 95,001.98 hours; 210 of them with 1,080.44 were neither begun nor completed."""
    assert (len(sip.entries), len(sip.rejections), sip.skipped) == (12_089, 210, 0)
    hours = sum((entry.quantity for entry in sip.entries), Decimal(0))
    place = sip.header.index("DeveloperHoursActual")
    undated = sum((Decimal(rejection.cells[place]) for rejection in sip.rejections), Decimal(0))
    assert (hours, undated, hours + undated) == (Decimal("93921.54"), Decimal("1080.44"), Decimal("95001.98"))


def test_those_without_a_date_say_so(sip: ImportFile) -> None:
    assert {(each.column, each.code) for each in sip.rejections} == {
        ("CompletedOn or StartedOn", "ValueMissing")
    }


def test_people_projects_and_chargeability(sip: ImportFile) -> None:
    assert len({entry.project for entry in sip.entries}) == 20
    assert len({entry.resource for entry in sip.entries}) == 22
    internal = {
        (entry.category_group, entry.category == "In House Support")
        for entry in sip.entries
        if entry.billable is False
    }
    assert internal == {("Management", False), ("Operational", True)}
    assert {entry.category_group for entry in sip.entries if entry.billable is None} == {
        "Development",
        "Operational",
    }


def test_each_record_has_a_reference_of_its_own(sip: ImportFile) -> None:
    assert len({entry.external_reference for entry in sip.entries}) == len(sip.entries)


def test_records_longer_than_a_day_are_read_unless_there_is_a_limit(sip: ImportFile) -> None:
    assert max(entry.quantity for entry in sip.entries) == Decimal("2100.5")
    limited = read_file(Path(FOLDER, "Sip-task-info.csv"), MAPPING)
    assert Counter(each.code for each in limited.rejections) == {"ValueMissing": 210, "LongerThanDay": 752}


def test_the_rejected_records_come_back_as_they_were(sip: ImportFile, tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    path.write_bytes(written_rejections(sip.header, sip.rejections, sip.delimiter))
    again = read_file(path, MAPPING, daily_limit_minutes=None)
    assert [(each.cells, each.reference) for each in again.rejections] == [
        (each.cells, each.reference) for each in sip.rejections
    ]
