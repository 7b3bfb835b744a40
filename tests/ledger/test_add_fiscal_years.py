"""Adding fiscal years: they follow the last there is."""

from datetime import date

import pytest

from acting import acting
from mastering import WORLD, done, rows
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.events.add_fiscal_years import FiscalYearNotNext, FiscalYearNotOfItsDay, add_fiscal_years
from unbilled.ledger.models import FiscalPeriod
from unbilled.process.events.open_company import open_company


def test_years_follow_the_last_month_by_month(books: Books) -> None:
    books.given(WORLD)
    assert done(books, add_fiscal_years, years=[2029, 2028]) == 24
    new = FiscalPeriod.objects.filter(fiscal_year__gte=2028).order_by("starts_on")
    spans = list(new.values_list("fiscal_year", "starts_on", "ends_before", "status"))
    assert len(spans) == 24
    assert spans[0] == (2028, date(2028, 1, 1), date(2028, 2, 1), "open")
    assert spans[1] == (2028, date(2028, 2, 1), date(2028, 3, 1), "open")
    assert spans[23] == (2029, date(2029, 12, 1), date(2030, 1, 1), "open")
    assert (
        rows(FiscalPeriod, "act_id", fiscal_year__lt=2028) & rows(FiscalPeriod, "act_id", fiscal_year=2028)
        == set()
    )


def test_years_before_the_first_end_where_it_begins(books: Books) -> None:
    """Work of December, brought in when the books were opened for January."""
    books.given(WORLD)
    assert done(books, add_fiscal_years, years=[2025, 2024]) == 24
    new = FiscalPeriod.objects.filter(fiscal_year__lt=2026).order_by("starts_on")
    spans = list(new.values_list("fiscal_year", "starts_on", "ends_before", "status"))
    assert len(spans) == 24
    assert spans[0] == (2024, date(2024, 1, 1), date(2024, 2, 1), "open")
    assert spans[12] == (2025, date(2025, 1, 1), date(2025, 2, 1), "open")
    assert spans[23] == (2025, date(2025, 12, 1), date(2026, 1, 1), "open")


def test_a_year_begins_with_the_month_that_is_said(books: Books) -> None:
    """Called after the year it begins in, or after the one it ends in; an invoice is numbered in its fiscal year."""
    books.given("""
    company: {first_fiscal_year: 2026, fiscal_year_begins: 2025-04-01, years: 1}
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts: {C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}}
    """)
    done(books, add_fiscal_years, years=[2027])
    done(books, add_fiscal_years, years=[2025])

    mine = FiscalPeriod.objects.filter(company_id=books.company_id)
    spans = [
        (year, mine.filter(fiscal_year=year).earliest("starts_on").starts_on) for year in (2025, 2026, 2027)
    ]
    assert spans == [(2025, date(2024, 4, 1)), (2026, date(2025, 4, 1)), (2027, date(2026, 4, 1))]
    assert mine.latest("starts_on").ends_before == date(2027, 4, 1)

    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-30, hours: 1}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-04-01, hours: 2}
    - submit: all
    - approve: {entries: all, on: 2026-04-01}
    - post_journals: all
    - mark_ready: {entries: all}
    - create_proformas: {entries: [T1], on: 2026-03-31}
    - confirm: all
    - post_invoices: {proposals: all, on: 2026-03-31}
    - create_proformas: {entries: [T2], on: 2026-04-01}
    - confirm: all
    - post_invoices: {proposals: all, on: 2026-04-01}
    """)
    books.show(
        "invoices",
        """
        invoice    | date       | net
        2026-00001 | 2026-03-31 | 100.00
        2027-00001 | 2026-04-01 | 200.00
        """,
    )


def test_a_year_is_called_after_one_it_has_days_of(books: Books) -> None:
    act = acting()
    before = snapshot()
    for first_day in (date(2026, 4, 6), date(2027, 1, 1), date(2025, 1, 1), date(2024, 4, 1)):
        with pytest.raises(FiscalYearNotOfItsDay):
            open_company(
                act,
                code="LATER",
                name="Later",
                accounting_currency="EUR",
                first_fiscal_year=2026,
                first_day=first_day,
            )
    assert snapshot() == before


def test_the_years_of_another_company_do_not_matter(books: Books) -> None:
    books.given(WORLD)
    open_company(acting(), code="LATER", name="Later", accounting_currency="EUR", first_fiscal_year=2040)

    done(books, add_fiscal_years, years=[2028])
    done(books, add_fiscal_years, years=[2025])

    mine = FiscalPeriod.objects.filter(company_id=books.company_id)
    for year in (2025, 2028):
        first = mine.filter(fiscal_year=year).earliest("starts_on")
        assert first.starts_on == date(year, 1, 1)


@pytest.mark.parametrize(
    "years",
    [[2029], [2027, 2028], [2028, 2028], [2028, 2030], [2024], [2025, 2026], [2025, 2028], [1989], []],
)
def test_a_gap_or_a_year_that_is_there_is_refused(books: Books, years: list[int]) -> None:
    books.given(WORLD)
    before = rows(FiscalPeriod, "starts_on")
    with pytest.raises(FiscalYearNotNext) as refusal:
        add_fiscal_years(acting(books.company_id), years=years)
    assert refusal.value.message == (
        f"Fiscal years {', '.join(map(str, years))} neither follow 2027, the last there is, "
        "nor end before 2026, the first."
    )
    assert refusal.value.advice == "Add the years in a row, beginning with 2028 or ending with 2025."
    assert rows(FiscalPeriod, "starts_on") == before
