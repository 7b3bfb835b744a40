"""Closing periods: for good, whether open or on hold."""

import pytest

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.close_periods import close_periods
from unbilled.ledger.models import FiscalPeriod
from unbilled.ledger.rules import PeriodNotMovable


def test_open_and_held_periods_are_closed(books: Books) -> None:
    """Those given, no others."""
    books.do("- hold_periods: [2026-02]")
    assert books.do("- close_periods: [2026-01, 2026-02]").period_count == 2
    closed = FiscalPeriod.objects.filter(status="closed").order_by("starts_on")
    assert [f"{period.starts_on}" for period in closed] == ["2026-01-01", "2026-02-01"]


def test_a_closed_period_is_not_closed_again(books: Books) -> None:
    """It refuses all."""
    books.do("- close_periods: [2026-01]")
    refusal = books.refused("PeriodNotMovable", "close_periods: [2026-01, 2026-02]")
    assert refusal.subject_ids == (books.id("periods", "2026-01"),)


def test_a_period_of_another_company_does_not_exist(books: Books) -> None:
    """Periods are a company's own."""
    period = books.id("periods", "2026-01")
    with pytest.raises(PeriodNotMovable):
        close_periods(acting(books.company_id + 1), period_ids=[period])
    assert FiscalPeriod.objects.get(pk=period).status == "open"


def test_a_closed_period_keeps_the_last_voucher_there_was(books: Books) -> None:
    """Two days of internal work are two vouchers of cost."""
    books.given("resources: {Ada: {role: Developer, cost_price: 60}}\nprojects: {P-1: {}}")
    books.do("""
    - close_periods: [2026-01]
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
    - submit: all
    - approve: all
    - post_journals: all
    - close_periods: [2026-02]
    """)

    closed = FiscalPeriod.objects.filter(status="closed").order_by("starts_on")
    assert list(closed.values_list("last_voucher_number", flat=True)) == [0, 2]
