"""Columns that decide whether work may be billed: billable, invoiced, approved, the kind of a row, billed hours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import ImportFile, read_file

Written = Callable[..., Path]

HEAD = (
    "User,Project,Start Date,Start Time,Duration (h),Description,Type,Billable,Invoiced,Invoice ID,Approved\n"
)
ROW = "Lena Ott,Mill,2026-09-1{day},08:00,1:30,Row {day},{kind},{billable},{invoiced},{invoice},{approved}\n"


def clockify(written: Written, *rows: dict[str, str], **told: str | list[str]) -> ImportFile:
    usual = {"kind": "Regular", "billable": "Yes", "invoiced": "No", "invoice": "", "approved": ""}
    text = HEAD + "".join(ROW.format(day=day, **(usual | row)) for day, row in enumerate(rows))
    return read_file(written(text), load_mapping("clockify", settings=told))


def codes(parsed: ImportFile) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.code) for each in parsed.rejections]


def notes(parsed: ImportFile) -> list[tuple[str, tuple[int, ...]]]:
    return [(note.sentence, note.rows) for note in parsed.notes]


def test_what_is_no_work_is_left_out_and_counted(written: Written) -> None:
    parsed = clockify(
        written, {}, {"kind": "Break"}, {"kind": "BREAK"}, {"kind": "Time off"}, {"kind": "Training"}
    )
    assert ([entry.row for entry in parsed.entries], dict(parsed.left_out)) == (
        [2],
        {"break": 2, "time off": 1},
    )
    assert codes(parsed) == [(6, "Type", "KindUnknown")]


def test_a_mapping_says_what_a_kind_is(written: Written) -> None:
    own = written('extends = "clockify"\n[values.kind]\nTraining = "work"\n"*" = "other time"\n', "own.toml")
    text = HEAD + "".join(
        ROW.format(day=day, kind=kind, billable="", invoiced="", invoice="", approved="")
        for day, kind in enumerate(["Training", "Regular", ""])
    )
    parsed = read_file(written(text), load_mapping(path=own))
    assert ([entry.row for entry in parsed.entries], dict(parsed.left_out)) == ([2, 4], {"other time": 1})


@pytest.mark.parametrize(
    "mark", [{"invoiced": "yes", "invoice": "2026-31"}, {"invoiced": "", "invoice": "2026-31"}]
)
def test_what_is_invoiced_there_is_set_aside_or_comes_in_by_choice(
    written: Written, mark: dict[str, str]
) -> None:
    aside = clockify(written, {}, mark)
    assert [entry.row for entry in aside.entries] == [2]
    assert [(each.code, each.reason) for each in aside.rejections] == [
        ("InvoicedAlready", "The row is invoiced already (2026-31).")
    ]
    unbilled = clockify(written, {}, mark, invoiced="not billable")
    assert [entry.billable for entry in unbilled.entries] == [True, False]
    assert notes(unbilled) == [("invoiced in the tracker, and not to be charged", (3,))]
    assert [entry.billable for entry in clockify(written, {}, mark, invoiced="bill").entries] == [True, True]


def test_what_is_not_approved_there_is_noted_or_set_aside(written: Written) -> None:
    rows = ({"approved": "Approved"}, {"approved": "Pending"}, {"approved": "perhaps"})
    taken = clockify(written, *rows)
    assert notes(taken) == [("not approved in the tracker", (3,))]
    assert codes(taken) == [(4, "Approved", "BillableUnknown")]
    assert taken.rejections[0].reason == "'perhaps' does not say whether the work is approved."
    aside = clockify(written, *rows[:2], unapproved="set aside")
    assert codes(aside) == [(3, "Approved", "NotApprovedThere")]


@pytest.mark.parametrize("text", ["no", "Nein", "non", "NÃO", "0", "false", "Non-billable"])
def test_no_in_any_language(written: Written, text: str) -> None:
    assert [entry.billable for entry in clockify(written, {"billable": text}).entries] == [False]


def test_billed_hours_stand_apart_from_hours(written: Written) -> None:
    """Tempo: all of it, none of it, or a part, which nobody splits for you."""
    head = "Full name,Project Key,Issue Key,Work date,Hours,Billed Hours,Work Description\n"
    row = "Lena Ott,MILL,MILL-{no},2026-09-0{no},{hours},{billed},x\n"
    rows = [("2.5", "2.5"), ("2.5", "0"), ("2.5", "1"), ("2.5", ""), ("2.5", "3")]
    text = head + "".join(
        row.format(no=no, hours=hours, billed=billed) for no, (hours, billed) in enumerate(rows, 1)
    )
    parsed = read_file(written(text), load_mapping("tempo"))
    assert [(entry.row, entry.billable) for entry in parsed.entries] == [(2, None), (3, False), (5, None)]
    assert [(each.row, each.code, each.reason) for each in parsed.rejections] == [
        (4, "BilledHoursDiffer", "Of 2.5 hours 1 are to be billed."),
        (6, "BilledHoursDiffer", "Of 2.5 hours 3 are to be billed."),
    ]


def test_what_means_nothing_is_empty(written: Written) -> None:
    """Toggl Track: a dash where there is no project, no task, no end."""
    head = "Description,Duration,Member,Email,Project,Client,Task,Start date,Start time,Stop date,Stop time\n"
    text = (
        head
        + "a,0:30:00,Lena Ott,-,Mill,-,-,2026-09-01,08:00:00,2026-09-01,08:30:00\n"
        + "-,1:00:00,Lena Ott,-,-,-,-,2026-09-01,09:00:00,2026-09-01,10:00:00\n"
        + "c,-,Lena Ott,-,Mill,-,-,2026-09-01,11:00:00,-,-\n"
    )
    parsed = read_file(written(text), load_mapping("toggl"))
    [entry] = parsed.entries
    assert (entry.task, entry.customer, entry.email) == (None, None, None)
    assert [(each.row, each.code) for each in parsed.rejections] == [(3, "ValueMissing"), (4, "NotFinished")]
