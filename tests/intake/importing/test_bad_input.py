"""Bad input: each case names the row, the column, the reason and the remedy, and the other rows are read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from unbilled.foundation.bounded import FileTooLarge
from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import ImportFile, read_file
from unbilled.intake.importing.rejections import Rejection
from unbilled.intake.importing.table import (
    ColumnMissing,
    DelimiterWrong,
    EncodingWrong,
    FileEmpty,
    FileNotReadable,
    HeadingRepeated,
    NoDataRows,
    NotText,
    RowUnreadable,
)

Written = Callable[..., Path]
Settings = dict[str, str | list[str]]

HEAD = "Date,Resource,Project,Hours,Billable,Text,Reference\n"
GOOD = "2026-03-31,Ada,P-1,8,yes,good,\n"
EXPENSE = "Date,Project,Category,Amount,Currency,Quantity\n"


def time_file(path: Path, **settings: str | list[str]) -> ImportFile:
    return read_file(path, load_mapping("csv", settings=settings))


def only_rejection(parsed: ImportFile, good: int) -> Rejection:
    """The one rejection, when all good rows have been read."""
    assert len(parsed.entries) == good
    [rejection] = parsed.rejections
    return rejection


@pytest.mark.parametrize(
    ("row", "column", "value", "code", "reason"),
    [
        ("31.02.2026,Ada,P-1,8,,,", "Date", "31.02.2026", "DateUnreadable", "'31.02.2026' is not"),
        ("yesterday,Ada,P-1,8,,,", "Date", "yesterday", "DateUnreadable", "'yesterday' is not a date"),
        ("0204-03-02,Ada,P-1,8,,,", "Date", "0204-03-02", "DateOutOfRange", "0204-03-02, outside"),
        ("03/04/2026,Ada,P-1,8,,,", "Date", "03/04/2026", "DateAmbiguous", "2026-03-04 or 2026-04-03"),
        (",Ada,P-1,8,,,", "Date", "", "ValueMissing", "Date is empty; an entry needs its date."),
        ("2026-03-02,,P-1,8,,,", "Resource", "", "ValueMissing", "Resource is empty"),
        ("2026-03-02,Ada,,8,,,", "Project", "", "ValueMissing", "Project is empty"),
        ("2026-03-02,Ada,P-1,,,,", "Hours", "", "ValueMissing", "Hours is empty"),
        ("2026-03-02,Ada,P-1,-2,,,", "Hours", "-2", "QuantityNotPositive", "'-2' is negative"),
        ("2026-03-02,Ada,P-1,-1:30,,,", "Hours", "-1:30", "QuantityNotPositive", "'-1:30' is negative"),
        ("2026-03-02,Ada,P-1,0:00,,,", "Hours", "0:00", "QuantityNotPositive", "'0:00' is zero"),
        ("2026-03-02,Ada,P-1,24:00:01,,,", "Hours", "24:00:01", "LongerThanDay", "24.000278 hours"),
        ("2026-03-02,Ada,P-1,7.5.1,,,", "Hours", "7.5.1", "NumberUnreadable", "'7.5.1' is not a number"),
        ('2026-03-02,Ada,P-1,"1,234",,,', "Hours", "1,234", "NumberAmbiguous", "1.234 or 1234; the file"),
        ("2026-03-02,Ada,P-1,1e1,,,", "Hours", "1e1", "DurationUnreadable", "'1e1' is not a duration"),
        ("2026-03-02,Ada,P-1,2:75,,,", "Hours", "2:75", "DurationUnreadable", "'2:75' is not a duration"),
        ("2026-03-02,Ada,P-1,two,,,", "Hours", "two", "DurationUnreadable", "'two' is not a duration"),
        ("2026-03-02,Ada,P-1,1d 4h,,,", "Hours", "1d 4h", "DayLengthUnknown", "counts in days"),
        ("2026-03-02,Ada,P-1,8,maybe,,", "Billable", "maybe", "BillableUnknown", "'maybe' does not"),
        ("2026-03-02,Ada,P-1,8,,a\0b,", "Text", "a\0b", "NulCharacter", "a NUL character"),
    ],
)  # fmt: skip
def test_a_bad_cell_rejects_its_row_only(
    written: Written, row: str, column: str, value: str, code: str, reason: str
) -> None:
    parsed = time_file(written(HEAD + GOOD + row + "\n" + GOOD))
    rejection = only_rejection(parsed, good=2)
    assert (rejection.row, rejection.column, rejection.value, rejection.code) == (3, column, value, code)
    assert reason in rejection.reason
    assert rejection.remedy


@pytest.mark.parametrize(
    ("row", "column", "code", "reason", "remedy"),
    [
        ("2026-03-02,P-1,Travel,10,EUX,", "Currency", "CurrencyUnknown", "EUX is no currency", "ISO 4217"),
        ("2026-03-02,P-1,Travel,10,,", "Currency", "ValueMissing", "Currency is empty", "[defaults]"),
        ("2026-03-02,P-1,Travel,0,EUR,", "Amount", "QuantityNotPositive", "'0' is zero", "take back"),
        ("2026-03-02,P-1,Travel,10,EUR,-1", "Quantity", "QuantityNotPositive", "'-1' is neg", "below zero"),
        ("2026-03-02,P-1,Travel,9,GBP,0.0000001", "Quantity", "QuantityNotPositive", "zero to six", "take back"),
        ("2026-03-02,P-1,Travel,9,GBP,1000000000000", "Quantity", "AmountTooLarge", "1000000000000", "twelve"),
        ("2026-03-02,P-1,Travel,10,EUR,0", "Quantity", "QuantityNotPositive", "'0' is zero", "take back"),
        ("2026-03-02,P-1,,10,EUR,", "Category", "ValueMissing", "Category is empty", "[defaults]"),
        ("2026-03-02,P-1,Travel,1 00,EUR,", "Amount", "NumberUnreadable", "'1 00'", "--thousands-mark"),
        ("2026-03-02,P-1,Travel,1234567890123456,EUR,", "Amount", "NumberUnreadable", "is not", "--decimal"),
    ],
)  # fmt: skip
def test_a_bad_cell_of_an_expense(
    written: Written, row: str, column: str, code: str, reason: str, remedy: str
) -> None:
    good = "2026-03-02,P-1,Travel,10,EUR,\n"
    parsed = read_file(written(EXPENSE + row + "\n" + good), load_mapping("expense"))
    rejection = only_rejection(parsed, good=1)
    assert (rejection.row, rejection.column, rejection.code) == (2, column, code)
    assert reason in rejection.reason
    assert remedy in rejection.remedy


def test_all_that_is_wrong_with_a_row_is_said_at_once(written: Written) -> None:
    parsed = time_file(written(HEAD + "31.02.2026,,P-1,-1,,,\n" + GOOD))
    assert [rejection.column for rejection in parsed.rejections] == ["Date", "Hours", "Resource"]
    assert len(parsed.entries) == 1


def test_thousands_are_read_where_the_mapping_says_so(written: Written) -> None:
    rows = EXPENSE + "2026-03-02,P-1,Travel,\"1'234.50\",EUR,\n2026-03-02,P-1,Travel,12'34,EUR,\n"
    parsed = read_file(written(rows), load_mapping("expense", settings={"thousands_mark": "'"}))
    assert only_rejection(parsed, good=1).value == "12'34"
    assert str(parsed.entries[0].amount) == "1234.50"


def test_the_daily_limit_of_an_entry_is_a_parameter(written: Written) -> None:
    path = written(HEAD + "2026-03-02,Ada,P-1,11.5,,,\n2026-03-03,Ada,P-1,10:30,,,\n")
    assert len(read_file(path, load_mapping("csv"), daily_limit_minutes=None).entries) == 2
    rejected = read_file(path, load_mapping("csv"), daily_limit_minutes=600).rejections
    assert [rejection.reason for rejection in rejected] == [
        "'11.5' is 11.5 hours in one entry; a day has at most 10.",
        "'10:30' is 10.5 hours in one entry; a day has at most 10.",
    ]


def test_a_reference_that_repeats_is_rejected_and_names_the_first_row(written: Written) -> None:
    row = "2026-03-02,Ada,P-1,8,,{},{}\n"
    path = written(HEAD + row.format("one", "T-1") + row.format("two", "T-2") + row.format("three", "T-1"))
    rejection = only_rejection(time_file(path), good=2)
    assert (rejection.row, rejection.column, rejection.code) == (4, "Reference", "ReferenceRepeated")
    assert rejection.reason == "The reference 'T-1' already stands in row 2."


def test_a_reference_counts_even_when_its_row_is_rejected(written: Written) -> None:
    """Else the second row would take the reference, and the first, once fixed, would count as brought in."""
    parsed = time_file(written(HEAD + "31.02.2026,Ada,P-1,8,,,T-1\n2026-03-02,Ada,P-1,8,,,T-1\n"))
    assert [rejection.code for rejection in parsed.rejections] == ["DateUnreadable", "ReferenceRepeated"]


class TestDates:
    """The file itself shows the order of day and month, or the row is rejected."""

    def dates(self, path: Path, **settings: str | list[str]) -> list[str]:
        parsed = time_file(path, **settings)
        rejected = [f"{rejection.row}: {rejection.code}" for rejection in parsed.rejections]
        return [str(entry.transaction_date) for entry in parsed.entries] + rejected

    def file(self, written: Written, *days: str) -> Path:
        return written(HEAD + "".join(f"{day},Ada,P-1,1,,,\n" for day in days))

    def test_a_day_above_twelve_settles_the_others(self, written: Written) -> None:
        assert self.dates(self.file(written, "03/04/2026", "25/04/2026")) == ["2026-04-03", "2026-04-25"]
        assert self.dates(self.file(written, "03/04/2026", "04/25/2026")) == ["2026-03-04", "2026-04-25"]

    def test_nothing_settles_it(self, written: Written) -> None:
        assert self.dates(self.file(written, "03/04/2026", "05/05/2026")) == [
            "2026-05-05",
            "2: DateAmbiguous",
        ]

    def test_both_orders_in_one_file(self, written: Written) -> None:
        days = self.file(written, "03/04/2026", "25/04/2026", "04/25/2026")
        assert self.dates(days) == ["2026-04-25", "2026-04-25", "2: DateAmbiguous"]

    def test_the_order_said_is_believed(self, written: Written) -> None:
        assert self.dates(self.file(written, "03/04/2026"), dates="%d/%m/%Y") == ["2026-04-03"]

    def test_unless_the_file_shows_that_it_is_wrong(self, written: Written) -> None:
        """Else 3 April would be brought in as 4 March, beside a rejected 25 April."""
        days = self.file(written, "03/04/2026", "25/04/2026")
        assert self.dates(days, dates="%m/%d/%Y") == ["2: DateAmbiguous", "3: DateUnreadable"]

    def test_a_slip_of_the_pen_does_not_make_it_wrong(self, written: Written) -> None:
        days = self.file(written, "03/04/2026", "25/04/2026", "04/25/2026")
        assert self.dates(days, dates="%d/%m/%Y") == ["2026-04-03", "2026-04-25", "4: DateUnreadable"]

    def test_dates_that_begin_with_the_year_have_one_order(self, written: Written) -> None:
        assert self.dates(self.file(written, "2026-03-04", "2026-25-04")) == [
            "2026-03-04",
            "3: DateUnreadable",
        ]


class TestSplitting:
    """Rows that cannot be split do not take others with them."""

    @pytest.mark.parametrize(
        ("row", "code", "reason"),
        [
            ("2026-03-02,Ada,P-1,8", "ColumnCountWrong", "The row has 4 columns, the headings are 7."),
            ("2026-03-02,Ada,P-1,8,,Call, long,", "ColumnCountWrong", "The row has 8 columns"),
            ('2026-03-02,Ada,P-1,8,,"Call,', "QuotesUnreadable", "is not closed"),
            ('2026-03-02,Ada,P-1,8,,"Call" Ada,', "QuotesUnreadable", "text follows behind"),
        ],
    )
    def test_the_row_is_rejected_as_a_line(self, written: Written, row: str, code: str, reason: str) -> None:
        parsed = time_file(written(HEAD + GOOD + row + "\n" + GOOD + GOOD))
        rejection = only_rejection(parsed, good=3)
        assert (rejection.row, rejection.column, rejection.code) == (3, "(whole line)", code)
        assert (rejection.value, rejection.cells) == (row, (row,))
        assert reason in rejection.reason

    def test_a_text_over_several_lines_is_one_row(self, written: Written) -> None:
        path = written(HEAD + '2026-03-02,Ada,P-1,8,,"a\nb, ""c""\r\n\nd",\n' + GOOD)
        first, second = time_file(path).entries
        assert (first.row, first.text, second.row) == (2, 'a\nb, "c"\r\n\nd', 6)

    def test_two_quotes_left_open_swallow_nothing_between_them(self, written: Written) -> None:
        open_quote = '2026-03-02,Ada,P-1,8,,"Call,\n'
        parsed = time_file(written(HEAD + open_quote + GOOD + open_quote + GOOD))
        assert [(each.row, each.code) for each in parsed.rejections] == [
            (2, "QuotesUnreadable"),
            (4, "QuotesUnreadable"),
        ]
        assert [entry.row for entry in parsed.entries] == [3, 5]

    def test_the_file_ends_in_the_middle_of_a_row(self, written: Written) -> None:
        rejection = only_rejection(time_file(written(HEAD + GOOD + "2026-03-02,Ada,P")), good=1)
        assert (rejection.row, rejection.code) == (3, "RowCutOff")
        assert rejection.reason == "The file ends in the middle of this row: it has 3 of 7 columns."

    def test_empty_rows_are_none(self, written: Written) -> None:
        assert len(time_file(written("\n" + HEAD + "\n" + GOOD + ",,,,,,\n\n")).entries) == 1

    def test_other_line_ends(self, written: Written) -> None:
        assert len(time_file(written((HEAD + GOOD + GOOD).replace("\n", "\r"))).entries) == 2
        assert len(time_file(written((HEAD + GOOD + GOOD).replace("\n", "\r\n"))).entries) == 2


class TestTheWholeFile:
    """What concerns the file as a whole is said once, and nothing is read."""

    def refused(self, refusal: type[Refusal], path: Path, **settings: str | list[str]) -> str:
        with pytest.raises(refusal) as refused:
            time_file(path, **settings)
        return str(refused.value)

    def test_not_there(self, tmp_path: Path) -> None:
        assert self.refused(FileNotReadable, tmp_path / "gone.csv") == (
            "gone.csv cannot be read: No such file or directory. Check the path and the permissions."
        )

    @pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
    def test_empty(self, written: Written, content: bytes) -> None:
        assert self.refused(FileEmpty, written(content)) == "import.csv is empty. Export it again."

    def test_headings_only(self, written: Written) -> None:
        assert "no rows below them (row 1)" in self.refused(NoDataRows, written(HEAD + "\n"))

    def test_headings_that_cannot_be_split(self, written: Written) -> None:
        assert "Row 1 of import.csv" in self.refused(RowUnreadable, written('"Date"x,Resource\n' + GOOD))

    def test_a_missing_column_names_those_there_and_the_nearest(self, written: Written) -> None:
        said = self.refused(
            ColumnMissing, written(HEAD.replace("Hours", "Hour").replace("Date", "Day") + GOOD)
        )
        assert "has no column 'Date', 'Hours' (row 1). Its columns are: 'Day', 'Resource', 'Project'" in said
        assert "Did you mean 'Hour' by 'Hours'?" in said

    def test_an_optional_column_may_be_missing(self, written: Written) -> None:
        assert len(time_file(written("Hours,Date,Project,Resource\n8,2026-03-02,P-1,Ada\n")).entries) == 1

    def test_a_column_to_skip_by_must_be_there(self, written: Written) -> None:
        mapping = load_mapping("csv", written('[skip]\nTyp = "Sum"\n', "my.toml"))
        with pytest.raises(ColumnMissing, match="no column 'Typ'"):
            read_file(written(HEAD + GOOD), mapping)

    def test_a_heading_that_stands_there_twice(self, written: Written) -> None:
        said = self.refused(HeadingRepeated, written("Hours," + HEAD + "1," + GOOD))
        assert said.startswith("import.csv has more than one column 'Hours' (row 1).")

    def test_another_delimiter_than_told(self, written: Written) -> None:
        path = written((HEAD + GOOD).replace(",", ";"))
        assert self.refused(DelimiterWrong, path, delimiter=",") == (
            "Split at each comma, the headings in row 1 of import.csv have no column 'Date', 'Resource', "
            "'Project', 'Hours'. The file is delimited by semicolon: read it with --delimiter semicolon."
        )
        assert len(time_file(path, delimiter="semicolon").entries) == 1

    def test_another_encoding_says_where_and_which(self, written: Written) -> None:
        path = written(HEAD + GOOD + "2026-03-02,Jörg Müller,P-1,8,,,\n", encoding="cp1252")
        said = self.refused(EncodingWrong, path)
        assert said.startswith("import.csv is not UTF-8 text: row 3, column 'Resource', near '")
        assert "Jörg" in said
        assert "--encoding cp1252" in said
        assert time_file(path, encoding="cp1252").entries[1].resource == "Jörg Müller"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_without_its_mark(self, written: Written, encoding: str) -> None:
        path = written(HEAD + GOOD, encoding=encoding)
        assert f"--encoding {encoding}" in self.refused(EncodingWrong, path)
        assert f"--encoding {encoding}" in self.refused(EncodingWrong, path, encoding="cp1252")
        assert len(time_file(path, encoding=encoding).entries) == 1

    def test_a_byte_order_mark_wins_over_what_was_told(self, written: Written) -> None:
        path = written(HEAD + "2026-03-02,Jörg,P-1,8,,,\n", encoding="utf-8-sig")
        assert time_file(path, encoding="cp1252").entries[0].resource == "Jörg"

    def test_utf_16_cut_in_the_middle_of_a_letter(self, written: Written) -> None:
        content = b"\xff\xfe" + (HEAD + GOOD).encode("utf-16-le") + b"x"
        assert "row 3" in self.refused(EncodingWrong, written(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14\0\x06\0abc,def\n", "a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a workbook"),
        (b"%PDF-1.7\n%\x80\x80\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\x7fELF\x02\x01\x01", "a binary file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_as_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    """A workbook saved under the name of a table is what people try most."""
    path = tmp_path / "march.csv"
    path.write_bytes(content)

    with pytest.raises(NotText) as refused:
        time_file(path)

    assert refused.value.message == f"march.csv is {kind}, not a table as text."


def test_a_control_character_in_a_row_is_no_sign_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "march.csv"
    path.write_bytes((HEAD + GOOD.replace("good", "\x01\x02")).encode())

    assert len(time_file(path).entries) == 1


def test_a_cell_of_many_megabytes_is_called_that(written: Written) -> None:
    """Not an unclosed quotation mark; the rows behind it are read."""
    long = f"2026-03-30,Ada,P-1,8,yes,{'x' * 5_000_000},\n"
    rejection = only_rejection(time_file(written(HEAD + GOOD + long + GOOD)), good=2)

    assert (rejection.row, rejection.code) == (3, "CellTooLong")
    assert rejection.reason.startswith("The line has 5,000,026 characters; a cell has at most 131,072.")


def test_a_heading_of_many_megabytes_is_refused(written: Written) -> None:
    with pytest.raises(RowUnreadable, match="The line has 5,000"):
        time_file(written("x" * 5_000_000 + HEAD + GOOD))


def test_a_quotation_mark_that_swallows_megabytes_is_still_one(written: Written) -> None:
    rows = GOOD * 10_000
    rejection = only_rejection(
        time_file(written(HEAD + '2026-03-30,Ada,P-1,8,yes,"x,\n' + rows)), good=10_000
    )

    assert (rejection.row, rejection.code) == (2, "QuotesUnreadable")


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(FileTooLarge, match="256 MB"):
        time_file(Path("/dev/zero"))


def test_a_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(FileNotReadable, match=r"^\. cannot be read: Is a directory\."):
        time_file(Path())


@pytest.mark.parametrize(
    "hours", [f"{'9' * 5000}:00", "9" * 5000, f"0.{'1' * 5000}", f"{'9' * 15}.{'9' * 40}"]
)
def test_hours_without_end_reject_their_row(written: Written, hours: str) -> None:
    row = f"2026-03-30,Ada,P-1,{hours},,,\n"
    parsed = time_file(written(HEAD + GOOD + row + GOOD))

    assert len(parsed.entries) in (2, 3)
    assert len(parsed.entries) + len(parsed.rejections) == 3


@pytest.mark.parametrize("content", [";", "\ufeff,", "\t,\n,\n"])
def test_a_file_of_nothing_but_delimiters_is_refused(written: Written, content: str) -> None:
    with pytest.raises(RowUnreadable, match="is empty"):
        time_file(written(content))
