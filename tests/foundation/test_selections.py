"""Selections: answers to questions, kept by meaning, and read again as they were written."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbilled.foundation.selections import DayUnreadable, Selection, SelectionUnreadable, day_meant

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
KEYS = st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True).filter(lambda key: key != "self")
ANSWERS = st.dictionaries(
    KEYS,
    TEXTS
    | st.lists(TEXTS)
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False),
)


@settings(max_examples=40, deadline=None)
@given(ANSWERS)
def test_a_selection_is_read_as_it_was_written(answers: dict[str, Any]) -> None:
    selection = Selection(**answers)

    assert Selection.from_query(selection.to_query()) == selection


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-02-28", "2026-02-28"),
        ("today", "2026-03-14"),
        ("today-60", "2026-01-13"),
        ("+3", "2026-03-17"),
        ("month-start", "2026-03-01"),
        ("month-end", "2026-03-31"),
        ("last-month-start", "2026-02-01"),
        ("Last-Month-End", "2026-02-28"),
        ("last-month-end+1", "2026-03-01"),
        ("year-start", "2026-01-01"),
        ("year-end", "2026-12-31"),
        ("last-year-start", "2025-01-01"),
        ("last-year-end", "2025-12-31"),
        ("T", "2026-03-14"),
        ("eom", "2026-03-31"),
        ("1.4.2026", "2026-04-01"),
        ("28.02.2026", "2026-02-28"),
    ],
)
def test_a_day_means_what_it_says_on_the_day_it_is_used(text: str, meant: str) -> None:
    assert day_meant(text, date(2026, 3, 14)) == date.fromisoformat(meant)
    assert Selection(from_date=text, text=text).on(date(2026, 3, 14)) == Selection(from_date=meant, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "last-today",
        "today-60-",
        "month",
        "today+99999999",
        "30.2.2026",
        "3/4/2026",
    ],
)
def test_what_means_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayUnreadable):
        day_meant(text, date(2026, 3, 14))


def test_the_end_of_each_month_is_its_last_day() -> None:
    ends = [day_meant("month-end", date(2028, month, 15)).day for month in range(1, 13)]
    assert ends == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [day_meant("year-end", date(year, 2, 28)) for year in (2027, 2028)] == [
        date(2027, 12, 31),
        date(2028, 12, 31),
    ]


def test_a_statement_gets_what_it_takes_or_nothing() -> None:
    taken = Selection(contract_ids=[7], customer_ids=[], through_date=date(2026, 3, 31)).params()
    assert taken == {
        "contract_ids": [7],
        "project_ids": None,
        "customer_ids": [],
        "from_date": None,
        "through_date": date(2026, 3, 31),
    }
    for more in ({"status": "draft"}, {"contract": "C-1"}, {"expected_count": 3}):
        with pytest.raises(SelectionUnreadable):
            Selection(contract_ids=[7], **more).params()


def test_an_expectation_is_part_of_a_selection() -> None:
    selection = Selection(status="draft").expecting(
        count=11_534, sums={"JPY": Decimal("1200"), "EUR": Decimal("6273930.7700")}
    )
    assert selection.to_query() == (
        "expected_count=11534&expected_sums=EUR+6273930.77&expected_sums=JPY+1200&status=draft"
    )
    assert Selection.from_query(selection.to_query()).expected() == (
        11_534,
        {"EUR": Decimal("6273930.77"), "JPY": Decimal(1200)},
    )
    assert Selection().expected() == (None, None)
    assert Selection(expected_count=0).expected() == (0, None)
    assert Selection(expected_sums=["EUR 5"]).expected() == (None, {"EUR": 5})


@pytest.mark.parametrize(
    "answers", [{"contract_ids": "C-1"}, {"contract_ids": "9" * 30}, {"expected_count": "x"}]
)
def test_identities_and_counts_are_whole_numbers(answers: dict[str, Any]) -> None:
    selection = Selection(**answers)
    with pytest.raises(SelectionUnreadable):
        selection.ids("contract_ids") if "contract_ids" in answers else selection.expected()
