"""The file of rejected rows: fixed in place and read again with the same mapping."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import ImportFile, read_file
from unbilled.intake.importing.rejections import (
    EXTRA_HEADINGS,
    rejections_path,
    shielded,
    unshielded,
    written_rejections,
)

Written = Callable[..., Path]

CSV = load_mapping("csv")
HEAD = "Date,Resource,Project,Hours,Text\n"


class ProjectUnknown(Refusal):
    """Stands in for a refusal of the rooms above."""

    sentence = "There is no project {project!r}."
    remedy = "Create it."


def rewritten(parsed: ImportFile, path: Path) -> Path:
    path.write_bytes(written_rejections(parsed.header, parsed.rejections, parsed.delimiter))
    return path


def test_it_has_the_columns_of_the_original_and_what_is_wrong_behind_them(
    written: Written, tmp_path: Path
) -> None:
    parsed = read_file(
        written(HEAD + '31.02.2026,Ada,P-1,-1,"a, b"\n2026-03-02,Ada,P-1,1,\n2026-03-02,Ada\n'), CSV
    )
    path = tmp_path / "rejected.csv"
    path.write_bytes(written_rejections(parsed.header, parsed.rejections))
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, first, second = csv.reader(file)
    assert header == ["Date", "Resource", "Project", "Hours", "Text", *EXTRA_HEADINGS]
    assert first[:6] == ["31.02.2026", "Ada", "P-1", "-1", "a, b", "Date; Hours"]
    assert first[6].startswith("'31.02.2026' is not a date in the pattern %Y-%m-%d or ")
    assert first[6].endswith(" '-1' is negative; an entry has more than zero.")
    assert first[8:10] == ["2", parsed.rejections[0].reference]
    assert first[10:] == ["", ""]
    assert second[:6] == ["2026-03-02,Ada", "", "", "", "", "(whole line)"]


def test_rows_fixed_in_place_are_read(written: Written, tmp_path: Path) -> None:
    parsed = read_file(written(HEAD + "31.02.2026,Ada,P-1,1,x\n2026-03-02,Ada,P-1,1\n"), CSV)
    path = rewritten(parsed, tmp_path / "rejected.csv")
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(
        text.replace("31.02.2026,", "28.02.2026,", 1).replace(
            '"2026-03-02,Ada,P-1,1"', '"2026-03-02,Ada,P-1,1,"'
        ),
        encoding="utf-8-sig",
    )
    fixed = read_file(path, CSV)
    assert fixed.rejections == []
    assert [(str(entry.transaction_date), entry.text) for entry in fixed.entries] == [
        ("2026-02-28", "x"),
        ("2026-03-02", ""),
    ]


def test_a_line_that_could_not_be_split_may_be_spread_over_the_columns(
    written: Written, tmp_path: Path
) -> None:
    parsed = read_file(written(HEAD + "2026-03-02,Ada,P-1,1,Call, long\n"), CSV)
    path = rewritten(parsed, tmp_path / "rejected.csv")
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(
        text.replace('"2026-03-02,Ada,P-1,1,Call, long",,,,', '2026-03-02,Ada,P-1,1,"Call, long"'),
        encoding="utf-8",
    )
    assert [entry.text for entry in read_file(path, CSV).entries] == ["Call, long"]


def test_a_row_keeps_its_reference_among_equal_rows(written: Written, tmp_path: Path) -> None:
    """The second of two equal rows is rejected later; read again alone it is still the second."""
    parsed = read_file(written(HEAD + "2026-03-02,Ada,P-1,1,x\n" * 2), CSV)
    first, second = parsed.entries
    rejection = parsed.rejection(second, ("project",), ProjectUnknown(project="P-1"))
    assert (rejection.row, rejection.column, rejection.value) == (3, "Project", "P-1")
    assert rejection.reason == "There is no project 'P-1'."
    path = tmp_path / "rejected.csv"
    path.write_bytes(written_rejections(parsed.header, [rejection], run_id=7))
    [again] = read_file(path, CSV).entries
    assert (again.token, again.runs) == (second.token, (7,))
    assert again.token == first.token + ".2"
    # However it is corrected, it is the same row.
    path.write_text(path.read_text(encoding="utf-8-sig").replace("P-1,1,x", "P-2,1,x"), encoding="utf-8")
    [changed] = read_file(path, CSV).entries
    assert changed.token == second.token


def test_a_row_alone_is_read_as_its_file_was(written: Written, tmp_path: Path) -> None:
    """The 25th showed the order of the dates, a half hour the comma; neither is in the file of rejected rows."""
    parsed = read_file(
        written(HEAD + '25/04/2026,Ada,P-1,"0,5",good\n03/04/2026,Ada,,"1,125",no project\n'), CSV
    )
    path = tmp_path / "rejected.csv"
    path.write_bytes(written_rejections(parsed.header, parsed.rejections, read_as=parsed.read_as))
    path.write_text(path.read_text(encoding="utf-8-sig").replace("Ada,,", "Ada,P-2,"), encoding="utf-8")
    [entry] = read_file(path, CSV).entries
    assert (str(entry.transaction_date), entry.quantity) == ("2026-04-03", Decimal("1.125"))


def test_it_is_read_with_the_settings_of_the_first_file(written: Written, tmp_path: Path) -> None:
    """Semicolons and cp1252 told: the delimiter is kept, the mark tells the encoding."""
    mapping = load_mapping("csv", settings={"encoding": "cp1252", "delimiter": ";"})
    path = written(HEAD.replace(",", ";") + "31.02.2026;Jörg;P-1;1;Lódz €\n", encoding="cp1252")
    parsed = read_file(path, mapping)
    again = read_file(rewritten(parsed, tmp_path / "rejected.csv"), mapping)
    assert [rejection.cells for rejection in again.rejections] == [
        ("31.02.2026", "Jörg", "P-1", "1", "Lódz €")
    ]


def test_what_a_spreadsheet_would_run_is_written_as_text(written: Written, tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://example.com","x")'
    parsed = read_file(
        written(HEAD + '31.02.2026,@Ada,+P-1,-1,"=HYPERLINK(""http://example.com"",""x"")"\n'), CSV
    )
    path = rewritten(parsed, tmp_path / "rejected.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file)
    assert row[:5] == ["31.02.2026", "'@Ada", "'+P-1", "-1", "'" + formula]
    assert read_file(path, CSV).rejections[0].cells[1:] == ("@Ada", "+P-1", "-1", formula)


def test_joined_columns_come_along_so_that_they_can_be_filled_in(written: Written, tmp_path: Path) -> None:
    """The rejected row is fixed where it stands, without the second file."""
    mapping = load_mapping(
        path=written(
            'source = "t"\n[columns]\ndate = "Done"\nresource = "Who"\nproject = "Project"\n'
            'quantity = "Hours"\n'
            '[join]\nfile = "dates.csv"\nkey = "No"\n',
            "t.toml",
        )
    )
    written("No,Done\n1,\n", "dates.csv")
    parsed = read_file(written("No,Who,Project,Hours\n1,Ada,P-1,2\n"), mapping)
    (tmp_path / "elsewhere").mkdir()
    path = rewritten(parsed, tmp_path / "elsewhere" / "rejected.csv")
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("P-1,2,,", "P-1,2,2026-03-02,"), encoding="utf-8"
    )
    assert [str(entry.transaction_date) for entry in read_file(path, mapping).entries] == ["2026-03-02"]


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
awkward = st.one_of(
    anything, st.sampled_from(["", "=1", "'=1", "-", "-2.5", '"', '"a" b', ",", ";", "a\r\nb", "\0"])
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(awkward, min_size=4, max_size=6), min_size=1, max_size=5),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["", "2026-03-02,Ada,P-1,8", '2026,"x\n', "\n"]),
)
def test_writing_rejections_and_reading_them_gives_the_same_rejected_rows(
    rows: list[list[str]], delimiter: str, end: str
) -> None:
    """No row gets lost, gets in unchanged, or changes, whatever it holds."""
    with TemporaryDirectory() as folder:
        path, again = Path(folder, "import.csv"), Path(folder, "rejected.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow(HEAD.strip().split(","))
            # The date of the first column is never one, so that every row with any text is rejected.
            writer.writerows([["no date" + row[0], *row[1:]] for row in rows])
            file.write(end.replace(",", delimiter))
        first = read_file(path, CSV)
        assert first.entries == []
        again.write_bytes(written_rejections(first.header, first.rejections, first.delimiter))
        second = read_file(again, CSV)
        assert second.entries == []
        # A row that was cut off by the end of the file is no longer the last line: only its code differs.
        assert [(each.column, each.value, each.cells) for each in second.rejections] == [
            (each.column, each.value, each.cells) for each in first.rejections
        ]


@given(awkward)
def test_a_shield_comes_off_again(cell: str) -> None:
    assert unshielded(shielded(cell)) == cell


def test_rejected_rows_never_take_the_place_of_rows_that_somebody_corrects(tmp_path: Path) -> None:
    original = tmp_path / "march.csv"

    first = rejections_path(original, b"wrong")
    first.write_bytes(b"wrong")
    again = rejections_path(original, b"wrong")
    first.write_bytes(b"corrected")
    beside = rejections_path(original, b"wrong")

    assert [path.name for path in (first, again, beside)] == [
        "march.rejected.csv",
        "march.rejected.csv",
        "march.rejected-2.csv",
    ]


def test_a_reason_that_quotes_a_formula_stays_as_it_is(written: Written, tmp_path: Path) -> None:
    parsed = read_file(written(HEAD + "2026-03-02,Ada,P-1,-3,\n"), CSV)
    path = tmp_path / "rejected.csv"
    path.write_bytes(written_rejections(parsed.header, parsed.rejections))

    assert ",'-3' is negative; an entry has more than zero.," in path.read_text(encoding="utf-8-sig")
