"""Work that comes in again: known by what it says, however it is displayed; what only looks like it is asked about."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from acting import acting, an_act, granted
from unbilled.intake.events.import_entries import ImportedFile, import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.rejections import written_rejections
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project, Resource
from unbilled.work.models import Approval, Entry

WORLD = """
company: {accounting_currency: EUR, time_zone: Europe/Lisbon}
roles: {Developer: {}}
resources:
  Inês Sá: {role: Developer, email: ines@home.example}
  Tom Reed: {role: Developer, email: tom@home.example}
projects: {N-1: {name: Harbor, tasks: [Plan, Build]}, N-2: {name: Depot}}
categories: {Travel: {class: expense}}
"""
CLOCKIFY = "Project,Client,Description,Task,User,Email,Billable,Start Date,Start Time,End Date,End Time,Duration (h)\n"

Import = Callable[..., ImportedFile]


@pytest.fixture
def bring_in(books: Books, tmp_path: Path) -> Import:
    books.given(WORLD)

    def run(
        text: str | bytes,
        format_name: str = "clockify",
        told: dict[str, Any] | None = None,
        by: int = books.person_id,
        **more: Any,
    ) -> Any:
        path = tmp_path / "work.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_entries(
            acting(books.company_id, by=by),
            path=path,
            mapping=load_mapping(format_name, settings=told),
            time_zone="Europe/Lisbon",
            **more,
        )

    return run


def outcome(imported: ImportedFile) -> tuple[int, int, list[str]]:
    """New, known, and the refusals of the others."""
    counts = imported.report.counts
    return counts["entries"], counts["known already"], [each.code for each in imported.rejections]


def set_aside(imported: ImportedFile) -> bytes:
    read = imported.file
    return written_rejections(
        read.header, imported.rejections, read.delimiter, read.read_as, imported.report.run_id
    )


def test_who_sees_a_part_of_the_work_is_told_nothing_of_another(books: Books, bring_in: Import) -> None:
    """The hour was brought in for Depot, which is Eva's; Mia, who manages Harbor, brings it in for that."""
    mia = granted(books.company_id, "mia", "project_manager", scope="own")
    eva = granted(books.company_id, "eva", "project_manager", scope="own")
    Project.objects.filter(code="N-1").update(manager_id=mia)
    Project.objects.filter(code="N-2").update(manager_id=eva)
    row = "2026-03-02,Tom Reed,,{},,,,{},,,R1\n"
    head = "Date,Resource,Email,Project,Task,Category,Role,Hours,Billable,Text,Reference\n"
    bring_in(head + row.format("N-2", 2), "csv")
    before = list(Entry.objects.values())

    for replacing in (False, True):
        imported = bring_in(head + row.format("N-1", 3), "csv", by=mia, replacing=replacing)
        assert outcome(imported) == (0, 0, ["NotYours"])
        assert [(each.reason, each.remedy) for each in imported.rejections] == [
            (
                "This is not yours: entry csv:R1.",
                "Ask who manages it: eva; or have an administrator grant the role for all contracts.",
            )
        ]
    assert list(Entry.objects.values()) == before


def test_one_hour_in_four_displays_is_one_hour(bring_in: Import) -> None:
    """A 12-hour clock and month first, without client and e-mail, without seconds, in other letters."""
    head = "Project,Client,Description,Task,User,Email,Start Date,Start Time,End Date,End Time,Duration (h)\n"
    same = "Harbor,,Pier drawn,Plan,Inês Sá,ines@home.example"
    first = head + f"{same},05/13/2026,01:07:09 PM,05/13/2026,02:37:09 PM,01:30:00\n"
    again = [
        head + f"{same},13/05/2026,13:07:09,13/05/2026,14:37:09,01:30:00\n",
        "Project,Description,User,Start Date,Start Time,Duration (h)\n"
        "N-1,Pier drawn,INÊS  SÁ,2026-05-13,13:07,01:30\n",
        "User,Email,Project,Start Date,Start Time,Duration (decimal)\n"
        "I. Sá,INES@home.example,harbor,13.05.2026,1:07 pm,1.50\n",
    ]
    assert outcome(bring_in(first)) == (1, 0, [])
    for text in again:
        assert outcome(bring_in(text)) == (0, 1, [])
    assert Entry.objects.count() == 1


def test_without_a_start_it_is_a_likely_repetition(bring_in: Import) -> None:
    """The start is left out, so nothing tells for certain; it goes in when somebody says so."""
    bring_in(CLOCKIFY + "Harbor,,Pier drawn,,Tom Reed,,Yes,2026-05-13,10:00,2026-05-13,11:00,1:00\n")
    bare = "Project,Description,User,Start Date,Duration (h)\nHarbor,Pier drawn,Tom Reed,2026-05-13,1:00\n"
    asked = bring_in(bare)
    assert outcome(asked) == (0, 0, ["RepetitionLikely"])
    assert "same person, project, day, duration and text" in asked.rejections[0].reason
    assert outcome(bring_in(set_aside(asked), let_in_repetitions=True)) == (1, 0, [])
    assert outcome(bring_in(set_aside(asked), let_in_repetitions=True)) == (0, 1, [])
    assert Entry.objects.count() == 2


def test_another_source_is_asked_about_too(bring_in: Import) -> None:
    bring_in("Date,Resource,Project,Hours,Text\n2026-05-13,Tom Reed,N-1,0.75,Talk\n", "csv")
    again = bring_in(
        "Member,Project,Start date,Duration,Description\nTom Reed,Harbor,2026-05-13,0:45:00,talk\n", "toggl"
    )
    assert outcome(again) == (0, 0, ["RepetitionLikely"])


def test_what_only_shares_the_day_is_new(bring_in: Import) -> None:
    """Another text, another start, another person, and a second piece of the same beside one that is known."""
    line = "Harbor,,{},,{},,Yes,2026-05-13,{},2026-05-13,,0:15\n"
    morning = CLOCKIFY + line.format("Daily", "Tom Reed", "09:00")
    evening = (
        morning
        + line.format("Daily", "Tom Reed", "17:00")
        + line.format("Weekly", "Tom Reed", "09:30")
        + line.format("Daily", "Inês Sá", "09:00")
    )
    assert outcome(bring_in(morning)) == (1, 0, [])
    assert outcome(bring_in(evening)) == (3, 1, [])
    assert outcome(bring_in(evening)) == (0, 4, [])


def test_rows_that_are_equal_are_as_many_entries_and_come_in_once(bring_in: Import) -> None:
    row = "2026-05-13,Tom,Reed,Harbor,0.5,Call\n"
    text = "Date,First Name,Last Name,Project,Hours,Notes\n" + row * 3
    assert outcome(bring_in(text, "harvest")) == (3, 0, [])
    assert outcome(bring_in(text, "harvest")) == (0, 3, [])
    assert outcome(bring_in(text + row, "harvest")) == (1, 3, [])


def test_two_ids_of_one_source_are_two_records(bring_in: Import) -> None:
    head, row = "Date,Resource,Project,Hours,Text,Reference\n", "2026-05-13,Tom Reed,N-1,1,Call,{}\n"
    assert outcome(bring_in(head + row.format("A7"), "csv")) == (1, 0, [])
    assert outcome(bring_in(head + row.format("A8"), "csv")) == (1, 0, [])


class TestChanges:
    """What comes in again and says something else is told, and takes its place when asked."""

    HEAD = "Date,Resource,Project,Hours,Text,Reference\n"

    @pytest.mark.parametrize(
        ("row", "column", "differences"),
        [
            ("2026-05-13,Tom Reed,N-1,2,Call back,A7", "Text", "the text 'Call' instead of 'Call back'"),
            ("2026-05-13,Inês Sá,N-1,2,Call,A7", "Resource", "the resource Tom Reed instead of Inês Sá"),
            ("2026-05-13,Tom Reed,N-1,1,Call,A7", "Hours", "2 hours instead of 1 hour"),
        ],
    )
    def test_what_differs_is_named_and_nothing_else(
        self, bring_in: Import, row: str, column: str, differences: str
    ) -> None:
        bring_in(self.HEAD + "2026-05-13,Tom Reed,N-1,2,Call,A7\n", "csv")
        before = list(Entry.objects.values())

        [told] = bring_in(self.HEAD + row + "\n", "csv").rejections

        assert (told.code, told.column) == ("EntryDiffers", column)
        assert told.reason.endswith(f"which is there already with {differences}.")
        assert list(Entry.objects.values()) == before

    def test_other_hours_under_a_reference(self, bring_in: Import) -> None:
        bring_in(self.HEAD + "2026-05-13,Tom Reed,N-1,2,Call,A7\n", "csv")
        changed = self.HEAD + "2026-05-14,Tom Reed,N-2,3.5,Call,A7\n"
        told = bring_in(changed, "csv")
        assert outcome(told) == (0, 0, ["EntryDiffers"])
        assert told.rejections[0].reason == (
            "The row is entry csv:A7 (draft), which is there already with the day 2026-05-13 instead of 2026-05-14, "
            "the project N-1 instead of N-2, 2 hours instead of 3.5 hours."
        )
        assert (told.rejections[0].column, told.rejections[0].value) == (
            "Date; Project; Hours",
            "2026-05-14; N-2; 3.5",
        )
        replaced = bring_in(changed, "csv", replacing=True)
        assert (dict(replaced.report.counts), replaced.rejections) == (
            {"rows": 1, "entries": 0, "known already": 0, "replaced": 1},
            [],
        )
        [entry] = Entry.objects.all()
        assert (str(entry.transaction_date), entry.quantity, replaced.draft_ids) == (
            "2026-05-14",
            Decimal("3.5"),
            [entry.pk],
        )

    def test_a_timer_that_was_corrected(self, bring_in: Import) -> None:
        """Known by its start: the corrected duration replaces, and is known from then on."""
        row = "Harbor,,Pier,,Tom Reed,,Yes,2026-05-13,10:00,2026-05-13,,{}\n"
        bring_in(CLOCKIFY + row.format("0:50"))
        assert outcome(bring_in(CLOCKIFY + row.format("1:10"))) == (0, 0, ["EntryDiffers"])
        bring_in(CLOCKIFY + row.format("1:10"), replacing=True)
        assert outcome(bring_in(CLOCKIFY + row.format("1:10"))) == (0, 1, [])
        assert Entry.objects.get().quantity == Decimal("1.166667")

    def test_a_file_read_in_the_wrong_unit_is_put_right(self, bring_in: Import) -> None:
        text = "Date,First Name,Last Name,Project,Hours,Notes\n2026-05-13,Tom,Reed,Harbor,15,Call\n"
        bring_in(text, "harvest")
        right = {"duration": "minutes"}
        assert outcome(bring_in(text, "harvest", right)) == (0, 0, ["EntryDiffers"])
        bring_in(text, "harvest", right, replacing=True)
        assert Entry.objects.get().quantity == Decimal("0.25")

    def test_what_is_approved_stays(self, books: Books, bring_in: Import) -> None:
        bring_in(self.HEAD + "2026-05-13,Tom Reed,N-1,2,Call,A7\n", "csv")
        with _undone():
            _approve_without_record()
            told = bring_in(self.HEAD + "2026-05-13,Tom Reed,N-1,3,Call,A7\n", "csv", replacing=True)
            assert outcome(told) == (0, 0, ["ApprovedDiffers"])
            assert Entry.objects.get().quantity == 2

    def test_what_was_recalled_is_not_submitted_again(self, bring_in: Import) -> None:
        text = self.HEAD + "2026-05-13,Tom Reed,N-1,2,Call,A7\n"
        bring_in(text, "csv", submit=True)
        entry = Entry.objects.get()
        Entry.objects.filter(pk=entry.pk).update(status="draft", act_id=entry.act_id + 1)
        assert bring_in(text, "csv", submit=True).draft_ids == []

    def test_what_the_file_no_longer_has_is_named(self, bring_in: Import) -> None:
        head, row = "Date,First Name,Last Name,Project,Hours,Notes\n", "2026-05-13,Tom,Reed,{},1,{}\n"
        bring_in(head + row.format("Harbor", "Call") + row.format("Harbor", "Mail"), "harvest")
        moved = bring_in(head + row.format("Harbor", "Call") + row.format("Depot", "Mail"), "harvest")
        [note] = moved.notes
        assert note.sentence.startswith(
            "1 entry of this source on days of the file, not in it any more: harvest:"
        )


def _approve_without_record() -> None:
    entry = Entry.objects.get()
    decision = Approval.objects.create(
        company_id=entry.company_id, decision="approved", decided_on=date(2026, 5, 20), act_id=entry.act_id
    )
    Entry.objects.update(status="submitted")
    Entry.objects.update(status="approved", approval=decision)


class TestNames:
    def test_all_spellings_of_a_name_are_one_person(self, bring_in: Import) -> None:
        apart = "Ine\u0302s Sa\u0301"
        rows = [apart, "INÊS SÁ", "Inês\u00a0Sá", "  Inês   Sá ", "I\u200bnês Sá"]
        text = "Date,Resource,Project,Hours,Text\n" + "".join(
            f"2026-05-13,{name},N-1,1,{place}\n" for place, name in enumerate(rows)
        )
        imported = bring_in(text, "csv", create_missing=True)
        assert outcome(imported) == (5, 0, [])
        assert Resource.objects.count() == 2

    def test_two_of_one_name_are_told_apart_by_address(self, books: Books, bring_in: Import) -> None:
        Resource.objects.create(
            act_id=an_act(), company_id=books.company_id, name="TOM REED", email="tr@home.example"
        )
        head = "Date,Resource,Email,Project,Hours\n"
        imported = bring_in(
            head + "2026-05-13,Tom Reed,tr@home.example,N-1,1\n2026-05-13,Tom Reed,,N-1,2\n", "csv"
        )
        assert outcome(imported) == (1, 0, ["MasterAmbiguous"])
        assert Entry.objects.get().resource == Resource.objects.get(name="TOM REED")

    def test_a_name_with_the_address_of_somebody_else_is_not_guessed(self, bring_in: Import) -> None:
        imported = bring_in(
            "Date,Resource,Email,Project,Hours\n2026-05-13,Tom Reed,ines@home.example,N-1,1\n", "csv"
        )
        assert outcome(imported) == (0, 0, ["PersonContradicted"])
        assert imported.rejections[0].reason == (
            "'Tom Reed' is one resource, and 'ines@home.example' is the address of 'Inês Sá'."
        )

    def test_masters_are_added_once_whatever_the_letters(self, bring_in: Import) -> None:
        text = "Date,Resource,Project,Task,Hours\n" + "".join(
            f"2026-05-13,{who},{project},{task},{hours}\n"
            for who, project, task, hours in [
                ("Žofie Nová", "Überbau", "Prüfung", 1),
                ("ŽOFIE NOVÁ", "ÜBERBAU", "PRÜFUNG", 2),
                ("Z\u030cofie  Nova\u0301", "U\u0308berbau", "Pru\u0308fung", 3),
            ]
        )
        imported = bring_in(text, "csv", create_missing=True)
        assert outcome(imported) == (3, 0, [])
        counts = imported.report.counts
        assert (counts["resources added"], counts["projects added"], counts["tasks added"]) == (1, 1, 1)


def test_sums_stand_beside_the_report_of_the_tracker(bring_in: Import) -> None:
    text = (
        "Date,Resource,Project,Hours,Text\n2026-05-13,Tom Reed,N-1,1.5,a\n2026-05-20,TOM REED,harbor,2,b\n"
        "2026-06-01,Tom Reed,N-1,4,c\n2026-06-02,Nobody,N-1,8,d\n"
    )
    bring_in("Date,Resource,Project,Hours,Text\n2026-05-13,Tom Reed,N-1,1.5,a\n", "csv")
    for dry_run in (True, False):
        sums = bring_in(text, "csv", dry_run=dry_run).sums
        told: list[tuple[object, ...]] = [
            (line.resource, line.project, line.month, line.total, line.new, line.known, line.set_aside)
            for line in sums
        ]
        assert told == [
            ("Nobody", "N-1", "2026-06", 8, 0, 0, 8),
            ("Tom Reed", "N-1", "2026-05", Decimal("3.5"), 2, Decimal("1.5"), 0),
            ("Tom Reed", "N-1", "2026-06", 4, 4, 0, 0),
        ]


def test_expenses_come_in_once(bring_in: Import) -> None:
    head = "Date,Resource,Project,Category,Amount,Currency,Text\n"
    assert outcome(bring_in(head + '2026-05-13,Tom Reed,N-1,Travel,"1.204,50",EUR,Train\n', "expense")) == (
        1,
        0,
        [],
    )
    assert outcome(bring_in(head + "13.05.2026,TOM REED,Harbor,travel,€1204.50,EUR,train\n", "expense")) == (
        0,
        1,
        [],
    )
    other = bring_in(head + "13.05.2026,Tom Reed,Harbor,Travel,99.00,EUR,Train\n", "expense")
    assert other.rejections[0].reason.endswith(
        "which is there already with 1204.50 EUR instead of 99.00 EUR."
    )


worked = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(0, 22 * 60),
        st.integers(1, 100),
        st.sampled_from(["Inês Sá", "Tom Reed"]),
        st.sampled_from(["Harbor", "Depot"]),
        st.sampled_from(["Plans", "Call", ""]),
    ),
    min_size=1,
    max_size=6,
)


def _clockify(hours: list[Any], *, american: bool, seconds: bool, email: bool, order: int) -> str:
    """The same hours under some display settings."""
    rows = []
    for day, start, minutes, who, project, text in hours:
        clock = f"{start // 60:02}:{start % 60:02}" + (":00" if seconds else "")
        if american:
            hour = (start // 60 - 1) % 12 + 1
            clock = f"{hour:02}:{start % 60:02}{':00' if seconds else ''} {'AM' if start < 720 else 'PM'}"
        shown = f"{minutes // 60:02}:{minutes % 60:02}" + (":00" if seconds else "")
        date = f"05/{day + 20}/2026" if american else f"{day + 20}/05/2026"
        rows.append([project, text, who, *(["x@home.example"] if email else []), date, clock, shown])
    head = [
        "Project",
        "Description",
        "User",
        *(["Email"] if email else []),
        "Start Date",
        "Start Time",
        "Duration (h)",
    ]
    with io.StringIO() as file:
        csv.writer(file).writerows([head, *(rows if order else reversed(rows))])
        return file.getvalue()


displays = st.fixed_dictionaries(
    {"american": st.booleans(), "seconds": st.booleans(), "email": st.booleans(), "order": st.integers(0, 1)}
)
fixtures_stay = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@fixtures_stay
@given(hours=worked, first=displays, second=displays)
def test_any_two_displays_make_one_set_of_entries(
    bring_in: Import, hours: list[Any], first: dict[str, Any], second: dict[str, Any]
) -> None:
    with _undone():
        whole = outcome(bring_in(_clockify(hours, **first)))
        assert whole == (len(hours), 0, [])
        assert outcome(bring_in(_clockify(hours, **second))) == (0, len(hours), [])


@fixtures_stay
@given(hours=worked, wrong=st.sets(st.integers(0, 5)), field=st.integers(0, 2))
@example(
    hours=[(1, 0, minutes, "Inês Sá", "Harbor", "Plans") for minutes in (1, 1, 3, 1, 1, 1)],
    wrong={0, 2},
    field=0,
)
def test_rejected_rows_corrected_and_imported_again_equal_the_whole_file(
    bring_in: Import, hours: list[Any], wrong: set[int], field: int
) -> None:
    """Wrong names, wrong dates, wrong durations; and the corrected rows once more, which changes nothing."""

    def rows(broken: set[int]) -> str:
        lines = []
        for place, (day, _, minutes, who, project, text) in enumerate(hours):
            cells = [f"2026-05-{day:02}", who, project, f"{minutes}m", text]
            if place in broken:
                cells[field] = "?" + cells[field]
            lines.append(",".join(cells))
        return "Date,Resource,Project,Hours,Text\n" + "\n".join(lines) + "\n"

    def entries() -> list[Any]:
        return sorted(
            Entry.objects.values_list("transaction_date", "resource", "project", "quantity", "description")
        )

    with _undone():
        bring_in(rows(set()), "csv")
        whole = entries()
    with _undone():
        first = bring_in(rows(wrong), "csv")
        if first.rejections:
            corrected = set_aside(first).decode("utf-8-sig").replace(",?", ",").replace("\n?", "\n").encode()
            assert outcome(bring_in(corrected, "csv"))[2] == []
            assert outcome(bring_in(corrected, "csv"))[0] == 0
        assert entries() == whole
        assert outcome(bring_in(rows(set()), "csv")) == (0, len(hours), [])
