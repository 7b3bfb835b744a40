"""Adding fiscal years: they follow the last there is."""

from datetime import date

import pytest

from acting import acting
from mastering import WORLD, done, rows
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.add_fiscal_years import FiscalYearNotNext, add_fiscal_years
from unbilled.ledger.models import FiscalPeriod


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


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ([2029], "Fiscal years 2029 do not follow 2027, the last there is."),
        ([2027, 2028], "Fiscal years 2027, 2028 do not follow 2027, the last there is."),
        ([2028, 2028], "Fiscal years 2028, 2028 do not follow 2027, the last there is."),
        ([2028, 2030], "Fiscal years 2028, 2030 do not follow 2027, the last there is."),
    ],
)
def test_a_gap_or_a_year_that_is_there_is_refused(books: Books, years: list[int], sentence: str) -> None:
    books.given(WORLD)
    before = rows(FiscalPeriod, "starts_on")
    with pytest.raises(FiscalYearNotNext) as refusal:
        add_fiscal_years(acting(books.company_id), years=years)
    assert refusal.value.message == sentence
    assert refusal.value.advice == "Add the years in a row, beginning with 2028."
    assert rows(FiscalPeriod, "starts_on") == before
