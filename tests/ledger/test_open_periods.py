"""Opening periods: those on hold take postings again."""

from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod


def test_periods_on_hold_are_opened(books: Books) -> None:
    """Those given, no others."""
    books.do("- hold_periods: [2026-01, 2026-02]")
    assert books.do("- open_periods: [2026-01]") == 1
    [held] = FiscalPeriod.objects.exclude(status="open")
    assert (f"{held.starts_on}", held.status) == ("2026-02-01", "on_hold")


def test_a_closed_period_stays_closed(books: Books) -> None:
    """Nor is an open one opened; one that cannot refuses all."""
    books.do("- hold_periods: [2026-01]\n- close_periods: [2026-02]")
    refusal = books.refused("PeriodNotMovable", "open_periods: [2026-01, 2026-02, 2026-03]")
    assert refusal.subject_ids == (books.id("periods", "2026-02"), books.id("periods", "2026-03"))
