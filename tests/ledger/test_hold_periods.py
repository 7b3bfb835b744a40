"""Holding periods: open ones take no postings for a while."""

from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod


def test_open_periods_are_put_on_hold(books: Books) -> None:
    """Those given, no others."""
    assert books.do("- hold_periods: [2026-01, 2026-03]") == 2
    held = FiscalPeriod.objects.filter(status="on_hold").order_by("starts_on")
    assert [f"{period.starts_on}" for period in held] == ["2026-01-01", "2026-03-01"]
    assert set(FiscalPeriod.objects.exclude(status="on_hold").values_list("status", flat=True)) == {"open"}


def test_a_period_that_is_not_open_refuses_all(books: Books) -> None:
    """Neither one on hold nor a closed one."""
    books.do("- hold_periods: [2026-01]\n- close_periods: [2026-02]")
    refusal = books.refused("PeriodNotMovable", "hold_periods: [2026-01, 2026-02, 2026-03]")
    assert refusal.subject_ids == (books.id("periods", "2026-01"), books.id("periods", "2026-02"))
    assert "put on hold" in str(refusal)
