"""Money: Python and the database round alike, and parts sum to the whole."""

from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unbilled.foundation.money import NotANumber, rounded, to_decimal

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=8, allow_nan=False)


@given(st.lists(AMOUNTS, min_size=1, max_size=50), st.integers(0, 4))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_python_and_the_database_round_alike(db: None, amounts: list[Decimal], digits: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select round(amount, %s) from unnest(%s::numeric[]) with ordinality as t(amount, n) order by n",
            [digits, amounts],
        )
        in_the_database = [row[0] for row in cursor.fetchall()]

    assert in_the_database == [rounded(amount, digits) for amount in amounts]


@pytest.mark.parametrize("text", ["", "ten", "NaN", "Infinity", "1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber, match="is not a number"):
        to_decimal(text)
