"""Importing entries: names become masters, good rows go in, every other row says why not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting, an_act
from unbilled.foundation.acts import Act
from unbilled.intake.events import import_entries as importing
from unbilled.intake.events.import_entries import ImportedFile, import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.rejections import written_rejections
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.masterdata.models import Category, Project, Resource, Role, Task
from unbilled.runs.models import Run, RunItem
from unbilled.work.events.enter_entries import EnteredEntries, NewEntry, enter_entries
from unbilled.work.models import Entry
from unbilled.work.reads.entries_alike import EntryThere, entries_alike

WORLD = """
company: {accounting_currency: EUR}
roles: {Developer: {}, Tester: {}}
resources: {Ada Moreau: {role: Developer, email: ada@home.example}, Ben Okoro: {}}
projects: {P-1: {name: Website, tasks: [Design]}, P-2: {name: Data base}}
categories: {Coding: {class: time}, Travel: {class: expense}, Licence: {class: fee}}
"""
HEAD = "Date,Resource,Email,Project,Task,Category,Role,Hours,Billable,Text,Reference\n"
SPENT = "Date,Resource,Project,Category,Amount,Currency,Quantity,Unit\n"

Import = Callable[..., ImportedFile]


@pytest.fixture
def bring_in(books: Books, tmp_path: Path) -> Import:
    books.given(WORLD)

    def run(text: str, format_name: str = "csv", **more: Any) -> ImportedFile:
        path = tmp_path / "work.csv"
        path.write_text(text)
        return import_entries(
            acting(books.company_id, by=books.person_id),
            path=path,
            mapping=load_mapping(format_name),
            **more,
        )

    return run


def names(model: Any) -> list[str]:
    return sorted(str(one) for one in model.objects.all())


def reasons(imported: ImportedFile) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.code, each.reason) for each in imported.rejections]


def test_rows_become_drafts_of_work(books: Books, bring_in: Import) -> None:
    imported = bring_in(
        HEAD
        + "2026-03-02,Ada Moreau,,P-1,Design,Coding,,7.5,yes,Layout,R1\n"
        + "2026-03-03,Ben Okoro,,P-2,,,Tester,2:30,no,Check,R2\n"
    )

    assert (dict(imported.report.counts), imported.rejections) == (
        {"rows": 2, "entries": 2, "known already": 0},
        [],
    )
    first, second = Entry.objects.order_by("external_reference")
    assert (first.transaction_class, first.transaction_date, first.quantity, first.unit, first.status) == (
        "time",
        date(2026, 3, 2),
        Decimal("7.5"),
        "hour",
        "draft",
    )
    assert (first.project_id, first.task_id, first.category_id, first.resource_id) == (
        books.id("projects", "P-1"),
        books.id("tasks", "P-1/Design"),
        books.id("categories", "Coding"),
        books.id("resources", "Ada Moreau"),
    )
    # Without a role of its own a row has the resource's; a billable row leaves it to the contract.
    assert (first.role_id, first.billing_type) == (books.id("roles", "Developer"), None)
    assert (first.description, first.external_reference) == ("Layout", "csv:R1")
    assert (second.role_id, second.billing_type, second.quantity) == (
        books.id("roles", "Tester"),
        "non_chargeable",
        Decimal("2.5"),
    )
    assert imported.draft_ids == [first.pk, second.pk]


def test_names_are_found_in_other_letters_and_by_their_other_names(books: Books, bring_in: Import) -> None:
    """Upper and lower case, a project by its name, a resource by the e-mail address."""
    bring_in(
        HEAD
        + "2026-03-02,ADA MOREAU,,p-1,design,coding,developer,1,,,R1\n"
        + "2026-03-02,A. Moreau,ada@home.example,website,,,,2,,,R2\n"
    )
    assert set(Entry.objects.values_list("resource_id", "project_id")) == {
        (books.id("resources", "Ada Moreau"), books.id("projects", "P-1"))
    }
    assert Entry.objects.count() == 2


def test_a_second_import_brings_in_nothing(bring_in: Import) -> None:
    text = HEAD + "2026-03-02,Ada Moreau,,P-1,,,,1,,,R1\n2026-03-02,Ada Moreau,,P-1,,,,1,,,\n"
    bring_in(text)
    again = bring_in(text + "2026-03-04,Ada Moreau,,P-1,,,,1,,,R9\n")
    assert dict(again.report.counts) == {"rows": 3, "entries": 1, "known already": 2}
    assert Entry.objects.count() == 3


def test_what_an_interrupted_import_left_as_drafts_still_waits_to_be_submitted(
    books: Books, bring_in: Import
) -> None:
    text = HEAD + "2026-03-02,Ada Moreau,,P-1,,,,1,,,R1\n2026-03-03,Ada Moreau,,P-1,,,,1,,,R2\n"
    first, second = bring_in(text).draft_ids
    Entry.objects.filter(pk=first).update(status="submitted")
    assert bring_in(text).draft_ids == [second]


def test_unknown_names_reject_their_rows_and_the_others_go_in(bring_in: Import) -> None:
    imported = bring_in(
        HEAD
        + "2026-03-02,Ada Moreau,,P-1,,,,1,,,R1\n"
        + "2026-03-02,Eve,,P-1,,,,1,,,R2\n"
        + "2026-03-02,Ada Moreau,,P-9,,,,1,,,R3\n"
        + "2026-03-02,Ada Moreau,,P-2,Design,,,1,,,R4\n"
        + "2026-03-02,Ada Moreau,,P-1,,Dancing,,1,,,R5\n"
        + "2026-03-02,Ada Moreau,,P-1,,,Pilot,1,,,R6\n"
    )
    assert reasons(imported) == [
        (3, "Resource", "MasterUnknown", "There is no resource 'Eve'."),
        (4, "Project", "MasterUnknown", "There is no project 'P-9'."),
        (5, "Task", "MasterUnknown", "There is no task 'Design' in project 'P-2'."),
        (6, "Category", "MasterUnknown", "There is no category 'Dancing'."),
        (7, "Role", "MasterUnknown", "There is no role 'Pilot'."),
    ]
    assert {each.remedy for each in imported.rejections if each.column == "Project"} == {
        "Correct it, or let the import add what is missing; a mapping file can say what else is called so."
    }
    assert Entry.objects.count() == 1


def test_a_rejected_row_is_fixed_in_its_file_and_imported_again(bring_in: Import, tmp_path: Path) -> None:
    imported = bring_in(HEAD + "2026-03-02,Ada Moreau,,P-1,,,,1,,,\n2026-03-02,Eve,,P-1,,,,1,,,\n")
    path = tmp_path / "rejected.csv"
    path.write_bytes(written_rejections(imported.file.header, imported.rejections, imported.file.delimiter))
    text = path.read_text(encoding="utf-8-sig")
    assert "There is no resource 'Eve'." in text

    again = bring_in(text.replace("2026-03-02,Eve", "2026-03-02,Ben Okoro"))

    assert (dict(again.report.counts), again.rejections) == (
        {"rows": 1, "entries": 1, "known already": 0},
        [],
    )


def test_what_is_missing_is_added_when_asked(books: Books, bring_in: Import) -> None:
    """Each once, whatever the letters; tasks in their project; what is there already stays."""
    imported = bring_in(
        HEAD
        + "2026-03-02,Eve Lund,eve@home.example,P-9,Plan,Dancing,Pilot,1,,,R1\n"
        + "2026-03-03,EVE LUND,,p-9,PLAN,dancing,pilot,1,,,R2\n"
        + "2026-03-03,Ada Moreau,,P-1,Build,,,1,,,R3\n",
        create_missing=True,
    )
    assert dict(imported.report.counts) == {
        "rows": 3,
        "entries": 3,
        "known already": 0,
        "resources added": 1,
        "projects added": 1,
        "categories added": 1,
        "roles added": 1,
        "tasks added": 2,
    }
    assert names(Resource) == ["Ada Moreau", "Ben Okoro", "Eve Lund"]
    assert names(Project) == ["P-1", "P-2", "P-9"]
    assert names(Task) == ["Build", "Design", "Plan"]
    assert names(Category) == ["Coding", "Dancing", "Licence", "Travel"]
    assert names(Role) == ["Developer", "Pilot", "Tester"]
    assert Resource.objects.get(name="Eve Lund").email == "eve@home.example"
    assert Task.objects.get(name="Plan").project_id == Project.objects.get(code="P-9").pk


def test_a_long_project_name_gets_a_code_that_fits(bring_in: Import) -> None:
    name = "Renewal of the booking system, second phase, Lisbon"
    bring_in(HEAD + f'2026-03-02,Ada Moreau,,"{name}",,,,1,,,R1\n', create_missing=True)
    bring_in(HEAD + f'2026-03-03,Ada Moreau,,"{name}",,,,1,,,R2\n', create_missing=True)
    project = Project.objects.get(name=name)
    assert project.code.startswith("Renewal of the booking system, se")
    assert Entry.objects.filter(project=project).count() == 2


def test_a_name_of_several_masters_is_not_guessed(books: Books, bring_in: Import) -> None:
    Project.objects.create(act_id=an_act(), company_id=books.company_id, code="P-7", name="Website")
    imported = bring_in(HEAD + "2026-03-02,Ada Moreau,,Website,,,,1,,,R1\n", create_missing=True)
    assert [(each.code, each.reason, each.remedy) for each in imported.rejections] == [
        (
            "MasterAmbiguous",
            "More than one project is called 'Website'.",
            "Use the code, or rename one of them.",
        )
    ]


def test_a_closed_project_takes_no_work(books: Books, bring_in: Import) -> None:
    Project.objects.filter(code="P-2").update(stage="closed")
    imported = bring_in(HEAD + "2026-03-02,Ada Moreau,,P-2,,,,1,,,R1\n")
    assert reasons(imported) == [
        (2, "Project", "ProjectClosed", "Nothing is entered on closed projects: P-2.")
    ]


def test_bad_rows_are_kept_with_the_run(bring_in: Import) -> None:
    imported = bring_in(
        HEAD
        + "2026-02-30,Ada Moreau,,P-1,,,,1,,,R1\n"
        + "2026-03-02,Ada Moreau,,P-1,,,,30:00,,,R2\n"
        + "2026-03-02,Ada Moreau,,P-1,,,,-1,,,R3\n"
        + "2026-03-02,Ada Moreau,,P-1,,,,1,,,R4\n"
        + "2026-03-02,Ada Moreau,,P-1,,,,1,,,R4\n"
        + "2026-03-02,Eve,,P-1,,,,1,,,R5\n"
    )
    assert dict(imported.report.counts) == {"rows": 6, "entries": 1, "known already": 0}
    items = RunItem.objects.filter(run_id=imported.report.run_id).order_by("record_id")
    assert list(items.values_list("record_kind", "record_id", "refusal")) == [
        ("row", 2, "DateUnreadable"),
        ("row", 3, "LongerThanDay"),
        ("row", 4, "QuantityNotPositive"),
        ("row", 6, "ReferenceRepeated"),
        ("row", 7, "MasterUnknown"),
    ]
    assert Run.objects.get().totals["set_aside"] == 5


def test_an_expense_costs_its_amount(bring_in: Import) -> None:
    """10.00 for three pieces is 3.333333 each, which makes 10.00 again."""
    bring_in(
        SPENT + "2026-03-02,Ada Moreau,P-1,Travel,10.00,EUR,3,km\n" + "2026-03-02,,P-1,Travel,80.50,EUR,,\n",
        "expense",
    )
    rows = Entry.objects.order_by("quantity").values_list("quantity", "unit", "unit_cost", "cost_currency_id")
    assert list(rows) == [
        (Decimal(1), "piece", Decimal("80.5"), "EUR"),
        (Decimal(3), "km", Decimal("3.333333"), "EUR"),
    ]
    assert set(Entry.objects.values_list("transaction_class", flat=True)) == {"expense"}


def test_amounts_that_cannot_be_kept_reject_their_rows(bring_in: Import) -> None:
    """A currency that the books do not have, and cents that many pieces cannot share."""
    imported = bring_in(
        SPENT
        + "2026-03-02,,P-1,Travel,10,CHF,,\n"
        + "2026-03-02,,P-1,Travel,10.00,EUR,30000,piece\n"
        + "2026-03-02,,P-1,Travel,10.001,EUR,,\n",
        "expense",
    )
    assert reasons(imported) == [
        (2, "Currency", "CurrencyNotKept", "The books do not keep the currency 'CHF'."),
        (
            3,
            "Amount",
            "AmountNotShared",
            "10.00 EUR for 30000 pieces is 0.000333 each, which makes 9.99.",
        ),
        (4, "Amount", "AmountTooFine", "10.001 has more decimals than EUR has, which are 2."),
    ]
    assert not Entry.objects.exists()


def test_a_dry_run_counts_and_leaves_nothing(bring_in: Import) -> None:
    text = HEAD + "2026-03-02,Eve,,P-9,Plan,,,1,,,R1\n2026-02-30,Ada Moreau,,P-1,,,,1,,,R2\n"
    imported = bring_in(text, create_missing=True, dry_run=True)

    assert dict(imported.report.counts) == {
        "rows": 2,
        "entries": 1,
        "known already": 0,
        "resources added": 1,
        "projects added": 1,
        "tasks added": 1,
    }
    assert [each.row for each in imported.rejections] == [3]
    assert (imported.draft_ids, imported.report.run_id) == ([], None)
    assert not Entry.objects.exists()
    assert not Run.objects.exists()
    assert names(Project) == ["P-1", "P-2"]


def test_the_statements_do_not_grow_with_the_rows(bring_in: Import) -> None:
    counts = []
    for place, size in enumerate((5, 500)):
        rows = [
            f"2026-03-02,New {place} {row},,N-{place}-{row % 3},Task {row},,,1,,,{place}-{row}\n"
            for row in range(size)
        ]
        with CaptureQueriesContext(connection) as statements:
            bring_in(HEAD + "".join(rows), create_missing=True)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert Entry.objects.count() == 505


def test_a_long_file_goes_in_by_pieces(bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    """No statement is given more rows than a piece has, however long the file, and progress is told of each."""
    monkeypatch.setattr(importing, "IMPORT", replace(importing.IMPORT, chunk_rows=40))
    given: list[int] = []
    compared: list[int] = []

    def counted_entering(act: Act, *, entries: Sequence[NewEntry]) -> EnteredEntries:
        given.append(len(entries))
        return enter_entries(act, entries=entries)

    def counted_looking(**asked: Any) -> list[EntryThere]:
        compared.append(len(asked["external_references"]))
        return entries_alike(**asked)

    monkeypatch.setattr(importing, "enter_entries", counted_entering)
    monkeypatch.setattr(importing, "entries_alike", counted_looking)
    told: list[tuple[int, int]] = []
    rows = [f"2026-03-{1 + n % 20:02},Ada Moreau,,P-1,,,,1,,Piece {n},R{n}" for n in range(200)]

    imported = bring_in(
        HEAD + "\n".join(rows) + "\n", progress=lambda done, whole: told.append((done, whole))
    )

    assert given == compared == [40] * 5
    assert told == [(40 * number, 200) for number in range(6)]
    assert imported.report.counts["entries"] == Entry.objects.count() == 200


def test_masters_are_read_once_however_many_pieces_a_file_has(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "IMPORT", replace(importing.IMPORT, chunk_rows=1))
    rows = [f"2026-03-{day:02},Ada Moreau,,P-{1 + day % 2},,,,1,,,R{day}\n" for day in range(1, 10)]

    with CaptureQueriesContext(connection) as asked:
        imported = bring_in(HEAD + "".join(rows), create_missing=True)

    assert imported.report.counts["entries"] == 9
    reading = [one["sql"] for one in asked if "-- read:    find_masters" in one["sql"]]
    assert len(reading) == 2  # the names, and the tasks of the projects


def test_what_is_added_for_one_piece_is_found_by_the_next(
    books: Books, bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "IMPORT", replace(importing.IMPORT, chunk_rows=1))
    text = HEAD + (
        "2026-03-02,Cleo Ash,,P-9,Sketch,,,1,,,R1\n"
        "2026-03-03,Cleo Ash,,P-9,Sketch,,,2,,,R2\n"
        "2026-03-04,Ada Moreau,,P-1,Sketch,,,3,,,R3\n"
    )

    tried, done = (bring_in(text, create_missing=True, dry_run=is_tried) for is_tried in (True, False))

    # A piece that was undone took with it what it had added.
    assert tried.rejections == done.rejections == []
    assert {what: number for what, number in done.report.counts.items() if "added" in what} == {
        "resources added": 1,
        "projects added": 1,
        "tasks added": 2,
    }
    assert sorted(Entry.objects.values_list("resource__name", "project__code", "task__name", "quantity")) == [
        ("Ada Moreau", "P-1", "Sketch", Decimal(3)),
        ("Cleo Ash", "P-9", "Sketch", Decimal(1)),
        ("Cleo Ash", "P-9", "Sketch", Decimal(2)),
    ]


def test_a_project_that_is_closed_meanwhile_rejects_its_rows_and_no_others(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "IMPORT", replace(importing.IMPORT, chunk_rows=2))

    def closing(done: int, whole: int) -> None:
        if done == 2:
            Project.objects.filter(code="P-2").update(stage="closed")

    imported = bring_in(
        HEAD
        + "2026-03-02,Ada Moreau,,P-1,,,,1,,,R1\n"
        + "2026-03-03,Ada Moreau,,P-2,,,,2,,,R2\n"
        + "2026-03-04,Ada Moreau,,P-1,,,,3,,,R3\n"
        + "2026-03-05,Ada Moreau,,P-2,,,,4,,,R4\n",
        progress=closing,
    )

    assert reasons(imported) == [
        (5, "Project", "ProjectClosed", "Nothing is entered on closed projects: P-2.")
    ]
    assert names_and_hours() == [("csv:R1", Decimal(1)), ("csv:R2", Decimal(2)), ("csv:R3", Decimal(3))]


def names_and_hours() -> list[tuple[str | None, Decimal]]:
    return list(Entry.objects.order_by("external_reference").values_list("external_reference", "quantity"))


def test_a_day_that_no_fiscal_year_has_rejects_its_row(bring_in: Import) -> None:
    imported = bring_in(
        HEAD
        + "2025-12-31,Ada Moreau,,P-1,,,,2,,The year is wrong,R1\n"
        + "2026-01-01,Ada Moreau,,P-1,,,,3,,,R2\n"
    )

    assert imported.report.counts["entries"] == 1
    assert reasons(imported) == [
        (2, "Date", "DayOutsideYears", "No fiscal year of the company has 2025-12-31.")
    ]
    assert imported.rejections[0].value == "2025-12-31"


def test_work_of_a_month_that_is_closed_goes_in_with_a_note(books: Books, bring_in: Import) -> None:
    """Told once: by the import, or by the submitting that follows."""
    books.do("- close_periods: [2026-01]")
    late = "2026-01-30,Ada Moreau,,P-1,,,,2,,,R1\n2026-01-31,Ada Moreau,,P-1,,,,2,,,R2\n"
    note = {
        "2026-01 is closed; what is approved of it is posted once its journal lines have an accounting date that is "
        "open.": 2
    }

    tried = bring_in(HEAD + late, dry_run=True, submit=True)
    assert tried.submitted is not None
    assert (tried.report.notes, tried.submitted.notes) == ({}, note)
    assert bring_in(HEAD + late).report.notes == note
    again = bring_in(HEAD + late.replace("R", "S"), submit=True)
    assert again.report.notes == {}
    assert again.submitted is not None
    assert list(again.submitted.notes.values()) == [2]


def test_trying_says_what_submitting_will_say(books: Books, bring_in: Import) -> None:
    """Nine hours and eighteen of a day, and an hour of another: the day is set aside, and nothing stays."""
    rows = HEAD + "".join(
        f"2026-03-{day},Ada Moreau,,P-1,,,,{hours},,,R{row}\n"
        for row, (day, hours) in enumerate((("02", 9), ("02", 18), ("03", 1)))
    )
    before = snapshot()
    tried = bring_in(rows, dry_run=True, submit=True)
    assert snapshot() == before
    done = bring_in(rows, submit=True)

    assert tried.submitted is not None
    assert done.submitted is not None
    assert (tried.submitted.run_id, tried.submitted.counts) == (None, {"entries": 1})
    assert done.submitted.counts == {"entries": 1}
    assert tried.submitted.refusals() == done.submitted.refusals()
    assert [(code, number) for code, number, *_ in tried.submitted.refusals()] == [("DailyLimitExceeded", 2)]


def test_what_is_replaced_in_a_closed_month_is_noted_too(books: Books, bring_in: Import) -> None:
    late = "2026-01-30,Ada Moreau,,P-1,,,,2,,,R1\n"
    bring_in(HEAD + late)
    books.do("- close_periods: {periods: [2026-01], anyway: true}")
    replaced = bring_in(HEAD + late.replace(",2,", ",3,"), replacing=True).report
    assert (replaced.counts["replaced"], list(replaced.notes.values())) == (1, [1])


def test_a_refund_comes_in_as_a_cost_below_zero(bring_in: Import) -> None:
    imported = bring_in(
        SPENT + "2026-03-02,,P-1,Travel,-54.00,EUR,,\n" + "2026-03-03,,P-1,Travel,-30,EUR,-2,piece\n",
        "expense",
    )

    assert reasons(imported) == []
    assert list(Entry.objects.order_by("id").values_list("quantity", "unit_cost")) == [(1, -54), (2, -15)]


def test_an_amount_beyond_the_books_sets_its_row_aside_and_names_it(bring_in: Import) -> None:
    imported = bring_in(
        SPENT + "2026-03-02,,P-1,Travel,99999999999999.99,EUR,,\n" + "2026-03-03,,P-1,Travel,30,EUR,,\n",
        "expense",
    )

    assert reasons(imported) == [
        (2, "Amount", "AmountTooLarge", "More than the books hold: 99999999999999.99 EUR."),
    ]
