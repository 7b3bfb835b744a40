"""Closing months, from the checklist to the last voucher there may be in them."""

from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}}}
"""
WORK = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}
    T2: {resource: Ada, project: P-1, date: 2026-03-31, hours: 2}
    T3: {resource: Ada, project: P-1, date: 2026-03-31, hours: 1}
    T4: {resource: Ada, project: P-1, date: 2026-04-01, hours: 1}
- submit: [T1, T2, T4]
- approve: {entries: [T1], on: 2026-03-31}
"""


def test_what_is_not_done_in_a_month_is_named_and_the_month_stays_open(books: Books) -> None:
    """Of April, nothing is said."""
    books.given(GIVEN)
    books.do(WORK)

    refusal = books.refused("PeriodNotDone", "close_periods: [2026-03, 2026-05]")

    assert refusal.message == (
        "Not everything is done in 2026-03, journal lines not posted: cost of T1, sales of T1; "
        "2026-03, entries not approved: T2; 2026-03, entries not submitted: T3."
    )
    assert refusal.subject_ids == (books.id("periods", "2026-03"),)


def test_a_proposal_with_its_accounting_date_in_the_month_is_named(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}}
    - submit: [T1]
    - approve: [T1]
    - post_journals: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: all
      on: 2026-03-31
    """)

    refusal = books.refused("PeriodNotDone", "close_periods: [2026-03]")

    assert refusal.message == "Not everything is done in 2026-03, proposals not posted: P-00001."


def test_a_month_is_closed_anyway_and_says_what_is_left(books: Books) -> None:
    """A draft proforma is billed on the day of its confirmation, so it is only mentioned."""
    books.given(GIVEN)
    books.do(WORK + "- post_journals: all\n- mark_ready: all\n- create_proformas: {through: 2026-03-31}\n")

    closed = books.do("- close_periods: {periods: [2026-03], anyway: true}")

    assert closed.period_count == 1
    assert [(one.what, one.is_stuck, one.names) for one in closed.undone] == [
        ("entries not approved", True, ["T2"]),
        ("entries not submitted", True, ["T3"]),
        ("proformas not confirmed", False, ["P-00001"]),
    ]
    assert FiscalPeriod.objects.get(status="closed").last_voucher_number == 2


def test_a_month_in_which_only_a_draft_bills_work_is_done(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}}
    - submit: [T1]
    - approve: [T1]
    - post_journals: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    """)

    assert [str(one) for one in books.do("- close_periods: [2026-03]").undone] == [
        "2026-03, proformas not confirmed: P-00001"
    ]
