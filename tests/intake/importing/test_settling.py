"""What a file shows of itself counts for all its rows: nothing wrong comes in beside what is right."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import EndAsDuration, ImportFile, read_file
from unbilled.intake.importing.settling import DurationUnitShown, DurationUnitUnclear

Written = Callable[..., Path]

PUNCH = """
source = "punch"
optional = ["start", "end", "quantity", "break"]
[columns]
date = "Day"
start = "In"
end = "Out"
break = "Pause"
resource = "Who"
project = "Job"
quantity = "Spent"
"""


def punched(written: Written, text: str, **settings: str | list[str]) -> ImportFile:
    mapping = load_mapping(path=written(PUNCH, "punch.toml"), settings=settings)
    return read_file(written(text, "punch.csv"), mapping, time_zone="Europe/Lisbon")


def hours(parsed: ImportFile) -> list[str]:
    return [f"{entry.quantity.normalize():f}" for entry in parsed.entries]


class TestUnits:
    HEAD = "Day,In,Out,Who,Job,Spent\n"

    def test_start_and_end_show_minutes(self, written: Written) -> None:
        """Ten minutes would be ten hours, in a file where 135 stands for two and a quarter."""
        text = self.HEAD + "2026-07-01,08:00,10:15,Ada,J,135\n2026-07-01,11:00,11:10,Ada,J,10\n"
        with pytest.raises(DurationUnitShown) as refused:
            punched(written, text)
        assert str(refused.value) == (
            "The durations of punch.csv are minutes, not hours: row 2 has 135 for 135 minutes. "
            "Import it with --duration minutes."
        )
        assert hours(punched(written, text, duration="minutes")) == ["2.25", "0.166667"]

    def test_what_was_told_is_held_against_the_file_too(self, written: Written) -> None:
        text = self.HEAD + "2026-07-01,08:00,09:30,Ada,J,1.5\n"
        with pytest.raises(DurationUnitShown, match="are hours, not seconds"):
            punched(written, text, duration="seconds")

    def test_too_many_hours_for_a_day_are_asked_about(self, written: Written) -> None:
        """Without start and end nothing shows the unit; a slip is told by saying that they are hours."""
        text = "Day,Who,Job,Spent\n2026-07-01,Ada,J,95\n2026-07-02,Ada,J,20\n"
        mapping = load_mapping(path=written(PUNCH, "punch.toml"))
        with pytest.raises(DurationUnitUnclear) as refused:
            read_file(written(text, "punch.csv"), mapping)
        assert "Row 2 of punch.csv has 95" in refused.value.message
        told = punched(written, text, duration="hours")
        assert (hours(told), [each.code for each in told.rejections]) == (["20"], ["LongerThanDay"])
        assert hours(punched(written, text, duration="minutes")) == ["1.583333", "0.333333"]

    def test_what_states_its_unit_is_no_matter_of_the_file(self, written: Written) -> None:
        parsed = punched(written, "Day,Who,Job,Spent\n2026-07-01,Ada,J,95 min\n2026-07-02,Ada,J,0:20\n")
        assert hours(parsed) == ["1.583333", "0.333333"]

    def test_a_total_below_the_rows_shows_nothing(self, written: Written) -> None:
        parsed = punched(
            written, "Day,Who,Job,Spent\n2026-07-01,Ada,J,7.5\n2026-07-02,Ada,J,8\nSum,,,1115.5\n"
        )
        assert hours(parsed) == ["7.5", "8"]
        assert [(each.row, each.code, each.reason) for each in parsed.rejections] == [
            (4, "NotOneEntry", "The row has 1115.5 and neither day nor person: it looks like a total.")
        ]

    @pytest.mark.parametrize("total", [",,Total,15.5", "Total,,,15.5", ",,In all: two days,15.5"])
    def test_a_total_is_one_wherever_its_label_stands(self, written: Written, total: str) -> None:
        parsed = punched(written, f"Day,Who,Job,Spent\n2026-07-01,Ada,J,7.5\n{total}\n")
        assert hours(parsed) == ["7.5"]
        assert [(each.row, each.code) for each in parsed.rejections] == [(3, "NotOneEntry")]

    @pytest.mark.parametrize("heading", ["Stop", "Bis", "Hora de fin"])
    def test_an_end_is_not_read_as_a_duration(self, written: Written, heading: str) -> None:
        """08:37 to 11:06 would be eleven hours."""
        mapping = load_mapping(path=written(PUNCH.replace("Spent", heading), "wrong.toml"))
        file = written(f"Day,In,{heading},Who,Job\n2026-07-01,08:37,11:06,Ada,J\n")
        with pytest.raises(EndAsDuration, match=f"'{heading}' of import.csv tells when the work ended"):
            read_file(file, mapping)

    def test_a_duration_that_start_and_end_contradict_is_rejected(self, written: Written) -> None:
        parsed = punched(
            written, self.HEAD + "2026-07-01,08:00,09:00,Ada,J,1.0\n2026-07-01,10:00,10:30,Ada,J,3:15\n"
        )
        assert hours(parsed) == ["1"]
        assert [(each.row, each.code, each.reason) for each in parsed.rejections] == [
            (3, "DurationContradicted", "'3:15' is 195 minutes, and from start to end there are 30.")
        ]

    def test_a_rounded_duration_counts_and_is_told_of(self, written: Written) -> None:
        parsed = punched(written, self.HEAD + "2026-07-01,08:00,08:51,Ada,J,1:00\n")
        assert hours(parsed) == ["1"]
        assert [(note.sentence, note.rows) for note in parsed.notes] == [
            (
                "the duration is not the time from start to end, by more than a minute; the duration counts",
                (2,),
            )
        ]


class TestStartAndEnd:
    HEAD = "Day,In,Out,Pause,Who,Job\n"

    def test_what_lies_between_is_the_duration_over_midnight_too_less_the_break(
        self, written: Written
    ) -> None:
        parsed = punched(
            written,
            self.HEAD
            + "2026-07-01,07:50,16:20,45,Ada,J\n"
            + "2026-07-01,10:40 PM,1:10 AM,,Ada,J\n"
            + "2026-07-02,9:00,17:00,0:30,Ada,J\n",
        )
        assert hours(parsed) == ["7.75", "2.5", "7.5"]

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ("2026-07-01,8 o'clock,10:00,,Ada,J", "ClockUnreadable"),
            ("2026-07-01,08:00,25:00,,Ada,J", "ClockUnreadable"),
            ("2026-07-01,08:00,,,Ada,J", "NotFinished"),
            ("2026-07-01,08:00,08:30,45,Ada,J", "BreakTooLong"),
            ("2026-07-01,08:00,08:00,,Ada,J", "QuantityNotPositive"),
        ],
    )
    def test_what_cannot_be_is_rejected(self, written: Written, row: str, code: str) -> None:
        parsed = punched(written, self.HEAD + row + "\n2026-07-01,13:00,14:00,,Ada,J\n")
        assert ([each.code for each in parsed.rejections], hours(parsed)) == ([code], ["1"])

    def test_the_night_the_clock_is_put_forward_is_an_hour_shorter(self, written: Written) -> None:
        assert hours(punched(written, self.HEAD + "2026-03-28,22:00,06:00,,Ada,J\n")) == ["7"]

    def test_a_stamp_with_a_zone_is_the_day_it_falls_on_at_home(self, written: Written) -> None:
        """A quarter to midnight in New York is the next morning in Lisbon."""
        stamped = PUNCH.replace('date = "Day"', 'date = "In"')
        path = written("In,Out,Who,Job\n2026-07-01T23:45:00-04:00,2026-07-02T00:45:00-04:00,Ada,J\n", "p.csv")
        [entry] = read_file(
            path, load_mapping(path=written(stamped, "p.toml")), time_zone="Europe/Lisbon"
        ).entries
        assert (str(entry.transaction_date), entry.start, entry.quantity) == ("2026-07-02", 285, Decimal(1))

    def test_stamps_without_a_zone_are_in_that_of_the_mapping(self, written: Written) -> None:
        stamped = 'zone = "UTC"\n' + PUNCH.replace('date = "Day"', 'date = "In"')
        path = written("In,Out,Who,Job\n2026-07-01 23:30,2026-07-02 01:00,Ada,J\n", "p.csv")
        [entry] = read_file(
            path, load_mapping(path=written(stamped, "p.toml")), time_zone="Europe/Lisbon"
        ).entries
        assert (str(entry.transaction_date), entry.start, entry.quantity) == (
            "2026-07-02",
            30,
            Decimal("1.5"),
        )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2h 15m", "2.25"),
        ("2h15", "2.25"),
        ("2:15 h", "2.25"),
        ("2.25 hrs", "2.25"),
        ("2 Std. 15 Min.", "2.25"),
        ("135 minutes", "2.25"),
        ("8100 s", "2.25"),
        ("PT2H15M", "2.25"),
        ("PT2.25H", "2.25"),
        ("02:15:00.500", "2.250139"),
        ("1 hour and 30 minutes", "1.5"),
        ("45m", "0.75"),
    ],
)
def test_durations_as_people_write_them(written: Written, text: str, read: str) -> None:
    path = written(f"Date,Resource,Project,Hours\n2026-03-02,Ada,P-1,{text}\n")
    assert hours(read_file(path, load_mapping("csv"))) == [read]


@pytest.mark.parametrize("text", ["1h 1h", "h", "2 weeks", "1:75", "half an hour", "30m 1", "PT", "1h30m20"])
def test_what_is_no_duration_is_called_so(written: Written, text: str) -> None:
    path = written(f"Date,Resource,Project,Hours\n2026-03-02,Ada,P-1,{text}\n")
    [rejection] = read_file(path, load_mapping("csv")).rejections
    assert rejection.reason == f"{text!r} is not a duration."
    assert "2h 30m, 150 min, PT2H30M" in rejection.remedy


def test_days_count_as_the_mapping_says(written: Written) -> None:
    mapping = load_mapping("csv", written("day_hours = 7.6\n", "days.toml"))
    path = written("Date,Resource,Project,Hours\n2026-03-02,Ada,P-1,1d 2h\n2026-03-03,Ada,P-1,P1DT30M\n")
    assert hours(read_file(path, mapping)) == ["9.6", "8.1"]


class TestMarks:
    HEAD = "Date;Project;Category;Amount;Currency\n"

    def amounts(self, written: Written, *amounts: str, **told: str | list[str]) -> list[str]:
        text = self.HEAD + "".join(f"2026-03-02;P-1;Travel;{amount};EUR\n" for amount in amounts)
        parsed = read_file(written(text), load_mapping("expense", settings=told))
        read = [f"{entry.amount:f}" for entry in parsed.entries]
        return read + [f"{each.row}: {each.code}" for each in parsed.rejections]

    def test_the_file_shows_its_mark(self, written: Written) -> None:
        assert self.amounts(written, "1.480", "12,5") == ["1480", "12.5"]
        assert self.amounts(written, "1,480", "12.5") == ["1480", "12.5"]
        assert self.amounts(written, "1'480.25", "3") == ["1480.25", "3"]

    def test_nothing_shows_it(self, written: Written) -> None:
        assert self.amounts(written, "1.480", "12") == ["12", "2: NumberAmbiguous"]

    def test_a_mark_that_was_told_wrong_lets_nothing_wrong_in(self, written: Written) -> None:
        assert self.amounts(written, "1.480", "12,50", decimal_mark=".") == [
            "2: NumberAmbiguous",
            "3: NumberUnreadable",
        ]

    def test_both_marks_in_one_file(self, written: Written) -> None:
        assert self.amounts(written, "1.480", "12,5", "7.25") == ["12.5", "7.25", "2: NumberAmbiguous"]


class TestMoney:
    def read(self, written: Written, amount: str, currency: str) -> list[str]:
        text = f'Date;Project;Category;Amount;Currency\n2026-03-02;P-1;Travel;"{amount}";{currency}\n'
        parsed = read_file(written(text), load_mapping("expense"))
        return [f"{entry.amount:f} {entry.currency}" for entry in parsed.entries] + [
            f"{each.code}: {each.reason}" for each in parsed.rejections
        ]

    @pytest.mark.parametrize(
        ("amount", "currency", "read"),
        [
            ("£18.20", "GBP", "18.20 GBP"),
            ("18,20 zł", "PLN", "18.20 PLN"),
            ("CHF 1'204.50", "CHF", "1204.50 CHF"),
            ("$9.99", "CAD", "9.99 CAD"),
            ("9.99 usd", "", "9.99 USD"),
            ("£9.99", "EUR", "AmountOfOtherCurrency: '£9.99' is an amount in GBP or EGP, and the row says EUR."),
            ("£5", "", "CurrencyAmbiguous: '£' is a sign, not the code of a currency; it can mean GBP or EGP."),
            ("5", "zł", "CurrencyAmbiguous: 'zł' is a sign, not the code of a currency; it can mean PLN."),
        ],
    )  # fmt: skip
    def test_a_sign_agrees_with_the_currency(
        self, written: Written, amount: str, currency: str, read: str
    ) -> None:
        assert self.read(written, amount, currency) == [read]


class TestAroundTheTable:
    def test_the_line_for_a_spreadsheet_is_obeyed(self, written: Written) -> None:
        text = "sep=|\nDate|Resource|Project|Hours|Text\n2026-08-03|Ada|P-1|2|a, b; c\n"
        [entry] = read_file(written(text), load_mapping("csv")).entries
        assert (entry.row, entry.text) == (3, "a, b; c")

    def test_titles_above_the_headings_are_passed_over(self, written: Written) -> None:
        text = (
            'Hours of August\n"Printed on","2026-09-01"\n\nCustomer,all\n'
            "Date,Resource,Project,Hours\n2026-08-03,Ada,P-1,2\n\nTotal,,,2\n"
        )
        parsed = read_file(written(text), load_mapping("csv"))
        assert [(entry.row, entry.quantity) for entry in parsed.entries] == [(6, Decimal(2))]
        assert {each.row for each in parsed.rejections} == {8}

    def test_a_file_without_headings_is_read_by_the_numbers_of_its_columns(self, written: Written) -> None:
        mapping = written(
            'source = "bare"\nheadings_row = 0\n[columns]\n'
            'date = "1"\nresource = "3"\nproject = "2"\nquantity = "4"\n',
            "bare.toml",
        )
        parsed = read_file(
            written("2026-08-03;P-1;Ada;2,5\n2026-08-04;P-1;Ada;\n"), load_mapping(path=mapping)
        )
        assert (parsed.header, hours(parsed), [each.column for each in parsed.rejections]) == (
            ("1", "2", "3", "4"),
            ["2.5"],
            ["4"],
        )

    def test_a_setting_names_the_line_of_the_headings(self, written: Written) -> None:
        mapping = written('extends = "csv"\nheadings_row = 3\n', "third.toml")
        text = "Date,Resource,Project,Hours\nold,,,\nDate,Resource,Project,Hours\n2026-08-03,Ada,P-1,2\n"
        assert hours(read_file(written(text), load_mapping(path=mapping))) == ["2"]


def test_what_is_filled_in_and_not_read_is_named(written: Written) -> None:
    text = "Date,Resource,Project,Hours,Mood,Weather,Rate\n2026-08-03,Ada,P-1,2,,sun,90\n"
    assert read_file(written(text), load_mapping("csv")).unread == ("Weather", "Rate")


def test_control_and_direction_marks_are_taken_out_of_texts(written: Written) -> None:
    text = "Date,Resource,Project,Hours,Text\n2026-08-03,Ada,P-1,2,pay \u202e001\u202c now\x1b[31m\n"
    [entry] = read_file(written(text), load_mapping("csv")).entries
    assert entry.text == "pay 001 now[31m"


minutes = st.integers(min_value=1, max_value=1400)


@settings(max_examples=60, deadline=None)
@given(
    worked=st.lists(minutes, min_size=1, max_size=6),
    unit=st.sampled_from(["minutes", "seconds"]),
    spans=st.booleans(),
)
@example(worked=[1], unit="minutes", spans=True)  # might be seconds, too: so its row is rejected
def test_a_file_in_another_unit_never_comes_in_beside_rejected_rows(
    worked: list[int], unit: str, spans: bool
) -> None:
    """Read as hours, either nothing shows the unit, or no row goes in."""
    with TemporaryDirectory() as folder:
        mapping, path = Path(folder, "punch.toml"), Path(folder, "punch.csv")
        mapping.write_text(PUNCH)
        rows = []
        for place, number in enumerate(worked):
            written_number = number if unit == "minutes" else number * 60
            clock = f"00:00,{number // 60:02}:{number % 60:02}" if spans else ","
            rows.append(f"2026-07-{place + 1:02},{clock},Ada,J,{written_number}\n")
        path.write_text("Day,In,Out,Who,Job,Spent\n" + "".join(rows))
        try:
            parsed = read_file(path, load_mapping(path=mapping))
        except Refusal:
            return
        assert parsed.rejections == [] or parsed.entries == []
        told = read_file(path, load_mapping(path=mapping, settings={"duration": unit}))
        if spans and parsed.entries:  # then all that is read is what it was
            assert [entry.quantity for entry in parsed.entries] == [entry.quantity for entry in told.entries]


amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999.99"), places=2)


@settings(max_examples=60, deadline=None)
@given(
    written_amounts=st.lists(amounts, min_size=1, max_size=6),
    style=st.sampled_from([(".", ","), (",", "."), (".", ""), (",", ""), (".", "'"), (",", " ")]),
    told=st.sampled_from(["auto", ".", ","]),
)
def test_a_file_read_under_a_wrong_mark_never_has_a_wrong_amount(
    written_amounts: list[Decimal], style: tuple[str, str], told: str
) -> None:
    decimal, thousands = style
    with TemporaryDirectory() as folder:
        path = Path(folder, "expenses.csv")
        texts = [
            f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)
            for amount in written_amounts
        ]
        rows = "".join(f"2026-03-02;P-1;Travel;{text};EUR\n" for text in texts)
        path.write_text("Date;Project;Category;Amount;Currency\n" + rows)
        parsed = read_file(path, load_mapping("expense", settings={"decimal_mark": told}))
        right = dict(enumerate(written_amounts, 2))
        assert all(entry.amount == right[entry.row] for entry in parsed.entries)


def test_an_amount_taken_back_is_below_zero_however_it_is_written(written: Written) -> None:
    """Brackets, and a minus behind, as accountants write it; a total of expenses is none."""
    head = "Date,Project,Category,Amount,Currency\n"
    rows = ["(12.00)", "12.00-", "(€12.00)", "12.00 -€", "-€12.00", "€ (12.00)", "(12.00) EUR"]
    text = head + "".join(f"2026-07-0{day},J,Travel,{amount},EUR\n" for day, amount in enumerate(rows, 1))
    parsed = read_file(written(text + "Total,,,-84.00,\n"), load_mapping("expense"))

    assert [entry.amount for entry in parsed.entries] == [Decimal("-12.00")] * 7
    assert [(each.row, each.code, each.reason) for each in parsed.rejections] == [
        (
            9,
            "NotOneEntry",
            "The row has -84.00 and neither day nor project and category: it looks like a total.",
        )
    ]
