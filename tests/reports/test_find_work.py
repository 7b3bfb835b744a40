"""Finding work: what is named however it stands, else what the filters take."""

import pytest

from road import ENTERED, STAGES, WORLD, only
from unbilled.accounting.models import JournalLine
from unbilled.accounting.reads.draft_journal_lines import draft_journal_lines
from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.billing.models import BacklogLine, Milestone
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.find_work import find_draft_lines, find_open_work, find_submitted
from unbilled.work.reads.undecided_entries import UNSUBMITTED, undecided_entries


@pytest.fixture
def road(books: Books) -> Books:
    books.given(WORLD)
    for steps in (ENTERED, *STAGES[:2]):
        books.do(steps)
    return books


def test_entries_that_are_named_are_found_however_they_stand(road: Books) -> None:
    asked = {"company_id": road.company_id, "selection": Selection(), "sight": None}
    ids = [road.id("entries", name) for name in ("T5", "T1")]

    assert find_submitted(entries=["T5", "T1"], **asked) == ids
    assert find_submitted(entries=None, **asked) == [road.id("entries", "T5")]
    with pytest.raises(NameUnknown, match="T9"):
        find_submitted(entries=["T1", "T9"], **asked)


def test_open_work_by_name_and_by_filter(road: Books) -> None:
    sales = {
        name: BacklogLine.objects.get(quantity=hours).pk for name, hours in (("T1", 8), ("T2", 4), ("T3", 2))
    }
    [milestone] = Milestone.objects.values_list("pk", flat=True)

    def found(
        *, entries: list[str] | None = None, milestones: list[str] | None = None, is_ready: bool = False
    ) -> tuple[list[int], list[int]]:
        work = find_open_work(
            company_id=road.company_id,
            entries=entries,
            milestones=milestones,
            selection=Selection(),
            is_ready=is_ready,
            sight=None,
        )
        return sorted(work.actual_ids), list(work.milestone_ids)

    assert found() == (sorted(sales.values()), [milestone])
    assert found(is_ready=True) == ([], [])
    assert found(entries=["T2"]) == ([sales["T2"]], [])
    assert found(milestones=["Go live"]) == ([], [milestone])
    road.do("- mark_ready: {entries: [T1], milestones: [Go live]}")
    assert found() == (sorted([sales["T2"], sales["T3"]]), [])
    assert found(is_ready=True) == ([sales["T1"]], [milestone])
    assert found(entries=["T1"]) == ([sales["T1"]], [])


def test_journal_lines_by_name_and_by_filter(road: Books) -> None:
    lines = JournalLine.objects.filter(company_id=road.company_id)

    def found(*entries: str, kind: str | None = None) -> list[int]:
        return sorted(
            find_draft_lines(
                company_id=road.company_id,
                entries=list(entries),
                selection=Selection(),
                line_kind=kind,
                sight=None,
            )
        )

    of_first = lines.filter(actual__entry_id=road.id("entries", "T1"))
    assert found() == sorted(lines.values_list("pk", flat=True))
    assert found("T1") == sorted(of_first.values_list("pk", flat=True))
    assert found("T1", kind="sales") == list(of_first.filter(line_kind="sales").values_list("pk", flat=True))


def test_what_was_left_is_found_behind_what_went_on(road: Books) -> None:
    """The latest of all is posted or approved; what is open stands before it, and of other projects as well."""
    road.do("- post_journals: [T2, T3, T4]")
    lines = JournalLine.objects.filter(company_id=road.company_id, actual__entry_id=road.id("entries", "T1"))
    left = [
        (road.id("contracts", "C-1"), actual_id) for actual_id in sorted(lines.values_list("pk", flat=True))
    ]

    def drafts(selection: Selection, among: list[int] | None = None) -> list[tuple[int | None, int]]:
        found = draft_journal_lines(company_id=road.company_id, selection=selection, actual_ids=among)
        return [(one.contract_id, one.record_id) for one in found]

    assert len(left) == 2
    assert (
        drafts(Selection()) == drafts(only(road, contract="C-1")) == drafts(only(road, project="P-1")) == left
    )
    assert drafts(only(road, contract="C-2")) == drafts(only(road, project="P-2")) == []
    every = list(JournalLine.objects.filter(company_id=road.company_id).values_list("pk", flat=True))
    assert drafts(Selection(), every) == drafts(only(road, contract="C-1"), every) == left
    assert drafts(Selection(), [left[1][1], left[1][1]]) == left[1:]
    assert drafts(only(road, contract="C-2"), every) == drafts(Selection(), []) == []

    road.do("""
    - reject: {entries: [T5], comment: "Which task?"}
    - enter:
        T6: {resource: Ada Moreau, project: P-2, date: 2026-03-06, hours: 1}
        T7: {resource: Ada Moreau, project: P-8, date: 2026-03-06, hours: 1}
        T8: {resource: Ada Moreau, project: P-1, date: 2026-03-06, hours: 1}
    - submit: [T7, T8]
    - approve: {entries: [T8], on: 2026-03-31}
    """)
    contracts = {"T5": road.id("contracts", "C-1"), "T6": road.id("contracts", "C-2"), "T7": None}

    def undecided(*statuses: str, selection: Selection | None = None) -> dict[int, int | None]:
        found = undecided_entries(
            company_id=road.company_id, statuses=statuses, selection=selection or Selection()
        )
        return {one.record_id: one.contract_id for one in found}

    def named(*entries: str) -> dict[int, int | None]:
        return {road.id("entries", one): contracts[one] for one in entries}

    assert undecided(*UNSUBMITTED) == named("T5", "T6")
    assert undecided("submitted") == named("T7")
    assert undecided("submitted", *UNSUBMITTED) == named("T5", "T6", "T7")
    assert undecided(*UNSUBMITTED, selection=only(road, project="P-2")) == named("T6")
    assert undecided(*UNSUBMITTED, selection=only(road, contract="C-1")) == named("T5")
    assert undecided("submitted", selection=only(road, project="P-1")) == {}
    road.do("- submit: [T5, T6]")
    assert undecided(*UNSUBMITTED) == {}
