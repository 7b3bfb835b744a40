"""The shipped formats: each sample, typed after the headings of its tracker, gives the entries typed here."""

import csv
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from unbilled.intake.importing.mapping import FORMATS, load_mapping
from unbilled.intake.importing.reader import ImportFile, ParsedEntry, read_file

SAMPLES = Path(__file__).parent / "samples"


def read(name: str) -> ImportFile:
    parsed = read_file(SAMPLES / f"{name}.csv", load_mapping(name))
    assert parsed.rejections == []
    return parsed


def shown(entry: ParsedEntry) -> tuple[object, ...]:
    """An entry without its reference and its cells."""
    return astuple(entry)[:-2]


def test_toggl() -> None:
    first, second, third = read("toggl").entries
    assert shown(first) == (
        2, "time", date(2026, 3, 2), "Ada Moreau", "ada@example.com", "Helios", "Website", None, "Design",
        None, None, None, Decimal("2.5"), "hour", None, None, True, "Sketches, first round",
    )  # fmt: skip
    # Twenty minutes are a third of an hour, to six decimals.
    assert (second.quantity, second.billable, second.task) == (Decimal("0.333333"), False, None)
    assert (second.text, third.customer, third.row) == ("Call with Jörg", None, 4)


def test_clockify_takes_the_exact_duration_and_lets_the_25th_settle_the_order_of_the_dates() -> None:
    first, second = read("clockify").entries
    # 1:40 is 1.666667 hours; the decimal column has 1.67.
    assert shown(first) == (
        2, "time", date(2026, 3, 25), "Ada Moreau", "ada@example.com", "Helios", "Website", None, "Build",
        None, None, None, Decimal("1.666667"), "hour", None, None, True, "Header",
    )  # fmt: skip
    assert second.transaction_date == date(2026, 3, 4)


def test_harvest_joins_names_and_prefers_the_project_code() -> None:
    first, twin, third = read("harvest").entries
    assert shown(first) == (
        2, "time", date(2026, 3, 2), "Ada Moreau", None, "Helios", "WEB", "Website", "Programming",
        None, None, None, Decimal("2.25"), "hour", None, None, True, "Search page",
    )  # fmt: skip
    assert (third.project, third.project_name, third.resource) == ("Audit", "Audit", "Bo Lindqvist")
    # Two rows alike are two pieces of work.
    assert twin.external_reference == first.external_reference + "#2"


def test_kimai_reads_either_way_of_writing_durations_and_a_text_of_two_lines() -> None:
    first, second = read("kimai").entries
    assert shown(first) == (
        2, "time", date(2026, 3, 2), "Ada Moreau", "ada@example.com", "Helios", "Website", None,
        "Development", None, None, None, Decimal("1.25"), "hour", None, None, True, "Login\nand logout",
    )  # fmt: skip
    assert (second.row, second.resource, second.quantity, second.billable) == (4, "bo", Decimal("0.5"), False)


def test_csv() -> None:
    first, second = read("csv").entries
    assert shown(first) == (
        2, "time", date(2026, 3, 2), "Ada Moreau", "ada@example.com", "Helios", "P-1", None, "Build",
        "Programming", None, "Developer", Decimal(8), "hour", None, None, True, "Search page",
    )  # fmt: skip
    assert first.external_reference == "csv:T-1"
    assert (second.quantity, second.billable, second.text) == (Decimal("7.5"), None, "")
    assert len(second.external_reference) == len("csv:") + 24


def test_expense() -> None:
    first, second = read("expense").entries
    assert shown(first) == (
        2, "expense", date(2026, 3, 2), "Ada Moreau", None, None, "P-1", None, None,
        "Travel", None, None, Decimal(120), "km", Decimal("36.00"), "EUR", True, "Drive to Graz",
    )  # fmt: skip
    assert first.external_reference == "expense:E-1"
    assert (second.resource, second.quantity, second.unit) == (None, Decimal(1), "piece")
    assert (second.amount, second.currency) == (Decimal("89.5"), "GBP")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_same_file_in_another_dress_is_the_same(
    tmp_path: Path, name: str, delimiter: str, encoding: str
) -> None:
    """Delimiter, byte-order mark, line ends: found out, and the references stay the same."""
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    other = tmp_path / "other.csv"
    with other.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    again = read_file(other, load_mapping(name))
    assert again.rejections == []
    assert again.entries == read(name).entries


def test_other_dates_and_decimal_commas_are_single_settings(tmp_path: Path) -> None:
    """A German Harvest export gives the same entries, references included."""
    text = (SAMPLES / "harvest.csv").read_text(encoding="utf-8").replace('"Developer, Lead"', "Developer")
    german = text.replace(",", ";").replace("2026-03-02", "02.03.2026").replace("2026-03-03", "03.03.2026")
    german = german.replace(";2.25;2.5;", ";2,25;2,5;").replace(";0.5;0.5;", ";0,5;0,5;")
    path = tmp_path / "german.csv"
    path.write_text(german, encoding="utf-8")
    parsed = read_file(path, load_mapping("harvest", settings={"decimal_mark": ",", "dates": "%d.%m.%Y"}))
    assert parsed.rejections == []
    assert [shown(entry) for entry in parsed.entries] == [shown(entry) for entry in read("harvest").entries]
    assert [entry.external_reference for entry in parsed.entries] == [
        entry.external_reference for entry in read("harvest").entries
    ]


def test_the_reference_of_a_row_does_not_depend_on_the_rows_around_it(tmp_path: Path) -> None:
    """An export of an overlapping period recognizes the rows it shares."""
    lines = (SAMPLES / "toggl.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "later.csv"
    path.write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    later = read_file(path, load_mapping("toggl"))
    assert [entry.external_reference for entry in later.entries] == [
        entry.external_reference for entry in read("toggl").entries[1:]
    ]


def test_a_row_marked_billable_later_is_still_the_same_work(tmp_path: Path) -> None:
    path = tmp_path / "changed.csv"
    text = (SAMPLES / "toggl.csv").read_text(encoding="utf-8")
    path.write_text(text.replace('first round",Yes', 'first round",No'), encoding="utf-8")
    changed = read_file(path, load_mapping("toggl")).entries[0]
    assert changed.billable is False
    assert changed.external_reference == read("toggl").entries[0].external_reference
