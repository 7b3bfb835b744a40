"""The shipped formats: each sample, typed after the headings of its tracker, gives the entries typed here."""

import csv
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
    """An entry without its reference, what makes it the same record, and its cells."""
    return tuple(entry)[: ParsedEntry._fields.index("external_reference")]


def test_toggl() -> None:
    first, second, third = read("toggl").entries
    assert shown(first) == (
        2, date(2026, 3, 2), 540, "Ada Moreau", "ada@example.com", "Helios", "Website", None, "Design",
        None, None, None, Decimal("2.5"), "hour", None, None, None, True, "Sketches, first round",
    )  # fmt: skip
    # Twenty minutes are a third of an hour, to six decimals.
    assert (second.quantity, second.billable, second.task) == (Decimal("0.333333"), False, None)
    assert (second.text, third.customer, third.row) == ("Call with Jörg", None, 4)


def test_clockify_takes_the_exact_duration_and_lets_the_25th_settle_the_order_of_the_dates() -> None:
    first, second = read("clockify").entries
    # 1:40 is 1.666667 hours; the decimal column has 1.67.
    assert shown(first) == (
        2, date(2026, 3, 25), 540, "Ada Moreau", "ada@example.com", "Helios", "Website", None, "Build",
        None, None, None, Decimal("1.666667"), "hour", None, None, None, True, "Header",
    )  # fmt: skip
    assert second.transaction_date == date(2026, 3, 4)


def test_harvest_joins_names_and_prefers_the_project_code() -> None:
    first, twin, third = read("harvest").entries
    assert shown(first) == (
        2, date(2026, 3, 2), None, "Ada Moreau", None, "Helios", "WEB", "Website", "Programming",
        None, None, None, Decimal("2.25"), "hour", None, None, None, True, "Search page",
    )  # fmt: skip
    assert (third.project, third.project_name, third.resource) == ("Audit", "Audit", "Bo Lindqvist")
    # Two rows alike are two pieces of work, and are told apart when both are set aside.
    assert (twin.external_reference, twin.token) == ("", first.token + ".2")


def test_kimai_reads_either_way_of_writing_durations_and_a_text_of_two_lines() -> None:
    first, second = read("kimai").entries
    assert shown(first) == (
        2, date(2026, 3, 2), 540, "Ada Moreau", "ada@example.com", "Helios", "Website", None,
        "Development", None, None, None, Decimal("1.25"), "hour", None, None, None, True, "Login\nand logout",
    )  # fmt: skip
    assert (second.row, second.resource, second.quantity, second.billable) == (4, "bo", Decimal("0.5"), False)


def test_csv() -> None:
    first, second = read("csv").entries
    assert shown(first) == (
        2, date(2026, 3, 2), None, "Ada Moreau", "ada@example.com", "Helios", "P-1", None, "Build",
        "Programming", None, "Developer", Decimal(8), "hour", None, None, None, True, "Search page",
    )  # fmt: skip
    assert first.external_reference == "csv:T-1"
    assert (second.quantity, second.billable, second.text) == (Decimal("7.5"), None, "")
    assert second.external_reference == ""


def test_expense() -> None:
    first, second = read("expense").entries
    assert shown(first) == (
        2, date(2026, 3, 2), None, "Ada Moreau", None, None, "P-1", None, None,
        "Travel", None, None, Decimal(120), "km", Decimal("36.00"), None, "EUR", True, "Drive to Graz",
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
    assert again.read_as == read(name).read_as


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


def test_a_comma_or_a_point_is_found_out(tmp_path: Path) -> None:
    """What one row shows counts for all: a point that could stand between thousands does not."""
    path = tmp_path / "german.csv"
    path.write_text(
        "Date;First Name;Last Name;Project;Hours;Notes\n2026-03-02;Ada;Moreau;WEB;7,25;a\n"
        "2026-03-03;Ada;Moreau;WEB;1,125;b\n"
    )
    assert [str(entry.quantity) for entry in read_file(path, load_mapping("harvest")).entries] == [
        "7.250000",
        "1.125000",
    ]


def test_tempo_reads_what_was_worked_and_takes_no_billed_hours_for_not_billable() -> None:
    first, second = read("tempo").entries
    assert (first.project, first.task, first.quantity, first.start) == ("WEB", "WEB-12", Decimal("1.75"), 555)
    assert (first.transaction_date, first.resource, first.billable) == (date(2026, 3, 2), "Ada Moreau", None)
    assert (second.quantity, second.billable) == (Decimal("0.5"), False)


def test_redmine() -> None:
    first, second = read("redmine").entries
    assert (first.transaction_date, first.task, first.quantity) == (
        date(2026, 3, 25),
        "Bug #31: Search finds nothing",
        Decimal("1.5"),
    )
    assert (second.transaction_date, second.category, second.quantity) == (
        date(2026, 3, 4),
        "Design",
        Decimal("0.75"),
    )


def test_everhour() -> None:
    first, second = read("everhour").entries
    assert (first.resource, first.task, first.quantity, first.billable) == (
        "Ada Moreau",
        "Search page",
        Decimal("1.75"),
        None,
    )
    assert (second.quantity, second.billable, second.text) == (Decimal("0.5"), False, "")


def test_timely() -> None:
    first, second = read("timely").entries
    assert (first.start, first.quantity, first.task, first.billable) == (
        555,
        Decimal("1.75"),
        "Development",
        True,
    )
    assert (second.start, second.quantity, second.billable) == (None, Decimal("0.5"), False)


def test_timecamp() -> None:
    first, second = read("timecamp").entries
    assert (first.start, first.quantity, first.task) == (555, Decimal("1.75"), "Search page")
    assert (second.transaction_date, second.quantity) == (date(2026, 3, 3), Decimal("0.75"))


def test_expenses_of_harvest() -> None:
    first, second = read("harvest-expenses").entries
    assert (first.category, first.quantity, first.unit, first.amount, first.currency) == (
        "Mileage",
        Decimal(192),
        "km",
        Decimal("86.40"),
        "EUR",
    )
    assert (second.quantity, second.unit, second.amount, second.currency, second.billable) == (
        Decimal(1),
        "piece",
        Decimal("189.00"),
        "GBP",
        False,
    )


@pytest.mark.parametrize(
    "headings",
    [
        "Datum,Von,Bis,Dauer,Name,Benutzer,E-Mail,Kunde,Projekt,Tätigkeit,Beschreibung,Abrechenbar,Exportiert,Typ",
        "Date,Début,Fin,Durée,Nom,Utilisateur,Courriel,Client,Projet,Activité,Description,Facturable,Exporté,Type",
        "Fecha,Inicio,Final,Duración,Nombre,Usuario,Correo electrónico,Cliente,Proyecto,Actividad,Descripción,"
        "Facturable,Exportado,Tipo",
    ],
)
def test_kimai_in_other_languages(tmp_path: Path, headings: str) -> None:
    path = tmp_path / "kimai.csv"
    row = '2026-08-11,08:30,10:00,1:30,Bo Lindqvist,bo,bo@example.com,Helios,Website,Review,"\' - again",0,0,timesheet'
    path.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    [entry] = read_file(path, load_mapping("kimai")).entries
    assert (entry.resource, entry.email, entry.start, entry.quantity) == (
        "Bo Lindqvist",
        "bo@example.com",
        510,
        Decimal("1.5"),
    )
    assert (entry.customer, entry.task, entry.text, entry.billable) == ("Helios", "Review", "- again", False)
