"""The road on the command line: each command, its filters, its dry run, and what it prints for a program."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from unbilled import __version__
from unbilled.cli.importing import RejectionsOverwrite
from unbilled.cli.main import app
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act, Person
from unbilled.runs.models import Run
from unbilled.work.models import Entry

WORLD = """
company: {code: ACME, accounting_currency: EUR, time_zone: Pacific/Auckland}
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
customers: {Helios: {account: "10010"}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
"""
TOGGL = """User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration
Ada Moreau,ada@home.example,Helios,P-1,,Layout,Yes,2026-03-02,09:00:00,07:30:00
Ada Moreau,ada@home.example,Helios,P-1,,Layout,Yes,2026-03-03,09:00:00,08:00:00
Eve Lund,eve@home.example,Helios,P-1,,Review,Yes,2026-03-03,09:00:00,01:00:00
"""


@pytest.fixture
def house(books: Books) -> Books:
    books.given(WORLD)
    return books


def unbilled(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=True)


def said(*arguments: str, status: int = 0) -> dict[str, Any]:
    result = unbilled(*arguments, "--json")
    assert result.exit_code == status, result.output + repr(result.exception)
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.fixture
def toggl(tmp_path: Path) -> Path:
    path = tmp_path / "march.csv"
    path.write_text(TOGGL)
    return path


def test_the_whole_road(house: Books, toggl: Path, tmp_path: Path) -> None:
    """15.5 hours at 100 and a fifth of tax; Eve is not known and her row is written down."""
    imported = said("import", "time", str(toggl), "--format", "toggl", "--as", "accountant", status=3)
    assert imported["counts"] == {"rows": 3, "entries": 2, "known already": 0}
    [rejection] = imported["rejections"]
    assert (rejection["row"], rejection["column"], rejection["refusal"]) == (4, "User", "MasterUnknown")
    rejected = tmp_path / "march.rejected.csv"
    assert imported["rejections_file"] == str(rejected)
    assert "There is no resource 'Eve Lund'." in rejected.read_text(encoding="utf-8-sig")

    assert said("approve", "--contract", "C-1")["amounts"] == {
        "cost": {"EUR": "930.00"},
        "unbilled sales": {"EUR": "1550.00"},
    }
    assert said("post", "journals")["counts"] == {"journal lines": 4, "vouchers": 4}
    assert said("bill", "--through", "2026-03-31", "--on", "2026-03-31")["counts"] == {
        "marked ready": 2,
        "proformas": 1,
        "details": 2,
    }
    assert said("confirm", "--on", "2026-03-31")["amounts"] == {"confirmed": {"EUR": "1550.00"}}
    posted = said("post", "invoices", "--on", "2026-03-31", "--customer", "10010")
    assert {what: Decimal(sums["EUR"]) for what, sums in posted["amounts"].items()} == {
        "net": 1550,
        "tax": 310,
        "gross": 1860,
    }
    one = said("print", "2026-00001", "--out", str(tmp_path / "one"))
    assert (one["counts"]["documents"], one["files"]) == (1, ["ACME-2026-00001.pdf"])
    printed = said("print", "--out", str(tmp_path / "out"))
    [first, again] = [(tmp_path / folder / "ACME-2026-00001.pdf").read_bytes() for folder in ("one", "out")]
    assert first == again
    assert printed["files"] == ["ACME-2026-00001.pdf"]
    assert (tmp_path / "out" / "ACME-2026-00001.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ACME-2026-00001.pdf"]
    assert (
        Person.objects.get(pk=Act.objects.get(event="intake.import_entries").person_id).username
        == "accountant"
    )


def test_each_command_of_the_road_has_a_dry_run_that_leaves_nothing(house: Books, toggl: Path) -> None:
    people = Person.objects.count()
    for arguments in (
        ("import", "time", str(toggl), "--format", "toggl", "--create-missing"),
        ("submit",),
        ("approve", "--drafts"),
        ("post", "journals"),
        ("bill", "--through", "2026-03-31"),
        ("confirm",),
        ("post", "invoices"),
        ("print",),
    ):
        assert said(*arguments, "--dry-run", "--as", "accountant")["dry_run"] is True
    assert not Run.objects.exists()
    assert Person.objects.count() == people
    assert not toggl.with_name("march.rejected.csv").exists()


def test_people_read_sentences(house: Books, toggl: Path) -> None:
    output = unbilled("import", "time", str(toggl), "--format", "toggl").output
    assert "Imported: 3 rows; 2 entries; 0 known already; 1 rejected." in output
    assert "Row 4, User: There is no resource 'Eve Lund'." in output
    assert "Submitted for approval: 2 entries" in output
    output = unbilled("approve").output
    assert "Approved: 2 entries; 2 cost actuals; 2 unbilled sales; cost 930.00 EUR" in output
    assert "nothing to do" in unbilled("approve").output


def test_what_is_set_aside_is_counted_and_listed(house: Books, toggl: Path) -> None:
    """The exit status says that something waits: 3; the dry run says so before."""
    assert unbilled("import", "time", str(toggl), "--format", "toggl", "--create-missing").exit_code == 0
    assert unbilled("approve", "--dry-run").exit_code == 3
    result = unbilled("approve")
    assert result.exit_code == 3
    assert "Set aside: 1 × PriceMissing." in result.output
    assert "unbilled prices add LIST --role-price ROLE=PRICE" in result.output
    run = Run.objects.get(run_kind="approve")
    assert f"unbilled runs show {run.pk}" in result.output

    assert "approve" in unbilled("runs", "list").output
    shown = unbilled("runs", "show", str(run.pk)).output
    assert "PriceMissing" in shown
    assert "unbilled prices add LIST --role-price ROLE=PRICE" in shown
    [item] = said("runs", "show", str(run.pk))["set_aside"]
    entry = Entry.objects.get(pk=item["record_id"])
    assert (item["record_kind"], item["record_name"], item["refusal"]) == (
        "entry",
        entry.external_reference,
        "PriceMissing",
    )
    listed = said("runs", "list", "--limit", "1")["rows"]
    assert [(one["run_id"], one["set_aside_count"]) for one in listed] == [(run.pk, 1)]


def test_an_import_may_leave_drafts_for_somebody_to_submit(house: Books, toggl: Path) -> None:
    unbilled("import", "time", str(toggl), "--format", "toggl", "--draft")
    assert said("approve")["counts"] == {}
    assert said("submit", "--project", "P-1")["counts"] == {"entries": 2}


def test_expenses_are_imported(house: Books, tmp_path: Path) -> None:
    path = tmp_path / "expenses.csv"
    path.write_text("Date,Project,Category,Amount,Currency\n2026-03-02,P-1,Travel,80.50,EUR\n")
    imported = said("import", "expenses", str(path), "--create-missing")
    assert imported["counts"] == {"rows": 1, "entries": 1, "known already": 0, "categories added": 1}


def test_settings_of_the_file_are_told(house: Books, tmp_path: Path) -> None:
    path = tmp_path / "time.csv"
    path.write_bytes(
        "Date;Resource;Project;Hours;Text\n03/04/2026;Ada Moreau;P-1;7,5;Prüfung\n".encode("cp1252")
    )
    imported = said(
        *("import", "time", str(path), "--format", "csv", "--encoding", "cp1252", "--delimiter", "semicolon"),
        *("--decimal-mark", ",", "--date-format", "%d/%m/%Y", "--dry-run"),
    )
    assert imported["counts"]["entries"] == 1


def test_today_is_read_in_the_time_zone_of_the_company(
    house: Books, toggl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Noon in Greenwich on the second of March is already the third in Auckland."""
    from datetime import UTC, datetime

    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 2, 12, tzinfo=UTC))
    unbilled("import", "time", str(toggl), "--format", "toggl")
    said("approve")
    house.show(
        "approvals",
        """
        decision | date
        approved | 2026-03-03
        """,
    )


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("approve", "--company", "ZETA"), "CompanyUnknown"),
        (("approve", "--contract", "C-9"), "NameUnknown"),
        (("post", "invoices", "--customer", "Nobody"), "NameUnknown"),
        (("import", "time", "missing.csv", "--format", "csv"), "FileNotReadable"),
        (("import", "time", "missing.csv"), "FormatNotNamed"),
        (("runs", "show", "99999999"), "RunUnknown"),
        (("print", "--out", "/proc/none"), "FolderNotWritable"),
        (("print", "2026-00099"), "NameUnknown"),
        (("company", "open", "ACME", "--name", "Again", "--currency", "EUR"), "CompanyExists"),
        (("company", "open", "BETA", "--name", "Beta", "--currency", "XQX"), "CurrencyUnknown"),
    ],
)
def test_a_command_that_cannot_be_done_is_refused(
    house: Books, arguments: tuple[str, ...], refusal: str
) -> None:
    result = unbilled(*arguments)
    assert isinstance(result.exception, Refusal)
    assert result.exception.code == refusal
    assert not Run.objects.exists()


def test_a_company_is_opened(books: Books) -> None:
    result = unbilled(
        *("company", "open", "BETA", "--name", "Beta Ltd", "--currency", "usd", "--first-year", "2025"),
        *("--time-zone", "America/Lima", "--no-daily-limit", "--address", "Lima", "--country", "PE"),
    )
    assert (result.exit_code, result.output) == (0, "The books of BETA are open in USD.\n")
    assert said("approve")["counts"] == {}
    wrong = unbilled("company", "open", "GAMMA", "--name", "G", "--currency", "EUR", "--time-zone", "Mars")
    assert wrong.exit_code == 2


def test_rejected_rows_that_could_not_be_written_stop_an_import(house: Books, toggl: Path) -> None:
    result = unbilled(
        *("import", "time", str(toggl), "--format", "toggl", "--rejections", str(toggl / "rejected.csv"))
    )
    assert isinstance(result.exception, Refusal)
    assert str(result.exception).startswith(f"No file can be written to {toggl}: ")
    assert not Run.objects.exists()


def test_rejected_rows_take_the_place_of_no_file_that_is_read(house: Books, toggl: Path) -> None:
    result = unbilled("import", "time", str(toggl), "--format", "toggl", "--rejections", str(toggl))
    assert isinstance(result.exception, Refusal)
    assert type(result.exception) is RejectionsOverwrite
    assert "which is the file that is read" in str(result.exception)
    assert toggl.read_text() == TOGGL
    result = unbilled("import", "time", str(toggl), "--format", "toggl", "--rejections", str(toggl.parent))
    assert "which is a folder" in str(result.exception)
    assert not Run.objects.exists()


def test_a_second_import_leaves_the_corrected_rows_alone(house: Books, toggl: Path) -> None:
    """The rejected row is corrected, then the first file is imported once more by mistake."""
    first = said("import", "time", str(toggl), "--format", "toggl", status=3)
    assert (first["set_aside"], first["submitted"]["set_aside"]) == (1, 0)
    rejected = toggl.with_name("march.rejected.csv")
    corrected = rejected.read_text(encoding="utf-8-sig").replace("Eve Lund,", "Ada Moreau,")
    rejected.write_text(corrected)
    again = said("import", "time", str(toggl), "--format", "toggl", status=3)
    assert again["rejections_file"] == str(toggl.with_name("march.rejected-2.csv"))
    assert rejected.read_text() == corrected
    fixed = said("import", "time", str(rejected), "--format", "toggl")
    assert (fixed["counts"]["entries"], fixed["rejections"]) == (1, [])
    assert said("import", "time", str(rejected), "--format", "toggl")["counts"]["known already"] == 1


def test_what_submitting_sets_aside_is_told_by_the_import(house: Books, toggl: Path) -> None:
    """Ada's hours of 2 March pass the daily limit together with those that are there."""
    house.do("- enter: {A: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 20}}\n- submit: [A]")
    told = said("import", "time", str(toggl), "--format", "toggl", "--create-missing", status=3)
    assert (told["set_aside"], told["rejections"]) == (1, [])
    assert told["submitted"]["refusals"][0]["refusal"] == "DailyLimitExceeded"


def test_a_company_is_loaded_and_added_to(books: Books, tmp_path: Path) -> None:
    path = tmp_path / "company.yaml"
    path.write_text(
        "company: {code: ZETA, name: Zeta, accounting_currency: EUR, first_fiscal_year: 2026}\n"
        "tax: {VAT: 20}\ncustomers: {Helios: {}}\n"
    )
    tried = said("company", "load", str(path), "--dry-run")
    assert (tried["company_id"], tried["dry_run"], tried["counts"]["customers"]) == (None, True, 1)
    assert unbilled("company", "load", str(path), "--dry-run").output.startswith(
        "Dry run, nothing is changed. ZETA would be open.\n"
    )
    assert unbilled("company", "load", str(path)).output.startswith("ZETA is open.\n  1 tax code\n")
    assert getattr(unbilled("company", "load", str(path)).exception, "code", "") == "CompanyExists"
    path.write_text("company: ZETA\nprojects: {P-7: Bridge}\n")
    assert unbilled("company", "add", str(path), "--dry-run").output == (
        "Dry run, nothing is changed. ZETA would have more.\n  1 project\n"
    )
    assert said("company", "add", str(path))["counts"] == {"projects": 1}
    assert getattr(unbilled("company", "add", str(path)).exception, "code", "") == "CompanyFileRefused"


def commands(found: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    groups = getattr(found, "commands", None)
    if groups is None:
        return [path]
    return [one for name, below in groups.items() for one in commands(below, (*path, name))]


def test_the_help_of_each_command_has_an_example() -> None:
    from typer.main import get_command

    found = commands(get_command(app))
    said = {path: " ".join(unbilled(*path, "--help").output.split()) for path in found}
    lacking = [path for path in found if "Example: unbilled" not in said[path]]
    assert ("post", "invoices") in found
    assert lacking == []


def test_the_version_is_told_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNBILLED_DATABASE_URL", "mysql://nowhere")
    assert unbilled("--version").output == f"unbilled {__version__}\n"
