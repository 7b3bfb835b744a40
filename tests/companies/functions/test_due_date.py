"""The day payment is due, by terms of payment."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acting import an_act
from oracles.due_date import due_date
from unbilled.companies.models import TermsOfPayment
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def home(books: Books) -> Books:
    """Books of a company."""
    books.given("company: {accounting_currency: EUR}")
    return books


def asked(
    books: Books, invoice_date: date, net_days: int, net_months: int, end_of_month: bool
) -> date | None:
    """What the database says."""
    terms, _ = TermsOfPayment.objects.update_or_create(
        company_id=books.company_id,
        code="T",
        defaults={
            "act_id": an_act(),
            "net_days": net_days,
            "net_months": net_months,
            "end_of_month": end_of_month,
        },
    )
    with connection.cursor() as cursor:
        cursor.execute("select due_date from companies_due_date(%s, %s)", [invoice_date, terms.pk])
        [(found,)] = cursor.fetchall()
        return found


@pytest.mark.parametrize(
    ("invoice_date", "net_days", "net_months", "end_of_month", "due"),
    [
        (date(2026, 3, 31), 0, 0, False, date(2026, 3, 31)),
        (date(2026, 3, 31), 30, 0, False, date(2026, 4, 30)),
        (date(2026, 1, 31), 0, 1, False, date(2026, 2, 28)),
        (date(2028, 1, 31), 0, 1, False, date(2028, 2, 29)),
        (date(2026, 2, 10), 15, 0, True, date(2026, 3, 15)),
        (date(2026, 12, 5), 10, 1, True, date(2027, 2, 10)),
    ],
)
def test_months_first_then_the_end_of_the_month_then_days(
    home: Books, invoice_date: date, net_days: int, net_months: int, end_of_month: bool, due: date
) -> None:
    assert asked(home, invoice_date, net_days, net_months, end_of_month) == due


def test_without_terms_there_is_none(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select due_date from companies_due_date('2026-03-31', null)")
        assert cursor.fetchall() == [(None,)]


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(0, 120), st.integers(0, 24), st.booleans())
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_terms_agree_with_the_rule_told_in_python(
    home: Books, invoice_date: date, net_days: int, net_months: int, end_of_month: bool
) -> None:
    found = asked(home, invoice_date, net_days, net_months, end_of_month)

    assert found == due_date(invoice_date, net_days, net_months, end_of_month)
