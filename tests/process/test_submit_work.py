"""Submitting work: on days that the books know, and the late are told."""

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.running import carry_out

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-01-30, hours: 4}
    T2: {resource: Ada, project: P-1, date: 2026-01-31, hours: 4}
    T3: {resource: Ada, project: P-1, date: 2026-02-01, hours: 2}
    T4: {resource: Ada, project: P-1, date: 2026-03-01, hours: 1}
"""
OUTSIDE = "- enter: {T9: {resource: Ada, project: P-1, date: 2025-12-31, hours: 4}}"


def test_a_day_that_no_fiscal_year_has_is_refused_and_nothing_is_submitted(books: Books) -> None:
    books.given(GIVEN)
    books.do(ENTERED + OUTSIDE)

    refusal = books.refused("DayOutsideYears", "submit: [T1, T9]")

    assert refusal.message == "No fiscal year of the company has 2025-12-31."
    assert refusal.subject_ids == (books.id("entries", "T9"),)


def test_a_run_sets_aside_what_lies_outside_and_tells_of_months_that_are_not_open(books: Books) -> None:
    books.given(GIVEN)
    books.do("- close_periods: [2026-01]\n- hold_periods: [2026-02]")
    books.do(ENTERED + OUTSIDE)

    report = carry_out(acting(books.company_id, by=books.person_id), SUBMIT)

    assert report.counts == {"entries": 4}
    assert [(item.record_name, item.refusal) for item in report.set_aside] == [("T9", "DayOutsideYears")]
    assert report.notes == {
        "2026-01 is closed; what is approved of it is posted once its journal lines have an accounting date that "
        "is open.": 2,
        "2026-02 is on hold; what is approved of it is posted once its journal lines have an accounting date that "
        "is open, or the period is opened.": 1,
    }


def test_where_postings_move_the_late_are_told_to_which_day(books: Books) -> None:
    books.given(GIVEN)
    books.do("- close_periods: [2026-01]\n- set: {company: {move_to_open_period: true}}" + ENTERED)

    submitted = books.do("- submit: [T1]")

    assert submitted.entry_count == 1
    assert submitted.notes == {"2026-01 is closed; what is approved of it is posted on 2026-02-01.": 1}


def test_what_was_submitted_before_is_refused_when_it_is_approved(books: Books) -> None:
    """As when it was entered by a version that knew nothing of it."""
    books.given(GIVEN)
    books.do(ENTERED + OUTSIDE + "\n- submit: [T1]")
    from unbilled.work.events.submit_entries import submit_entries

    submit_entries(acting(books.company_id), entry_ids=[books.id("entries", "T9")])

    refusal = books.refused("DayOutsideYears", "approve: [T1, T9]")

    assert refusal.subject_ids == (books.id("entries", "T9"),)
