"""How a product, rounded once, is spread over the parts it is of: tax over lines, converted totals over lines."""

from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracles.tax import spread_tax, tax_of_total

AMOUNTS = st.lists(st.decimals(-100_000, 100_000, places=2), min_size=1, max_size=30)


def spread(amounts: list[Decimal], rate: Decimal, digits: int) -> list[Decimal]:
    """What the database says, line by line."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select companies_spread(sum(line.amount) over (order by line.n rows unbounded preceding), line.amount,
                                       %s::numeric * 0.01, %s)
                 from unnest(%s::numeric[]) with ordinality as line (amount, n)
                order by line.n""",
            [rate, digits, amounts],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amounts", "rate", "digits", "taxes"),
    [
        (["0.12", "0.12", "0.12"], "20", 2, ["0.02", "0.03", "0.02"]),
        (["100.00"], "5.5", 2, ["5.50"]),
        (["0.03", "-0.03"], "20", 2, ["0.01", "-0.01"]),
        (["1250", "1250"], "7.5", 0, ["94", "94"]),
        (["10", "10"], "0", 2, ["0.00", "0.00"]),
    ],
)
def test_each_line_takes_what_the_rounded_tax_grows_by(
    amounts: list[str], rate: str, digits: int, taxes: list[str]
) -> None:
    assert spread([Decimal(one) for one in amounts], Decimal(rate), digits) == [Decimal(one) for one in taxes]


@given(AMOUNTS, st.decimals(0, 100, places=6), st.integers(0, 3))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_sum_to_the_tax_of_their_total_and_none_is_off_by_more_than_a_unit(
    db: None, amounts: list[Decimal], rate: Decimal, digits: int
) -> None:
    taxes = spread(amounts, rate, digits)

    assert taxes == spread_tax(amounts, rate, digits)
    assert sum(taxes) == tax_of_total(amounts, rate, digits)
    for amount, tax in zip(amounts, taxes, strict=True):
        assert abs(tax - amount * rate / 100) <= Decimal(1).scaleb(-digits)
