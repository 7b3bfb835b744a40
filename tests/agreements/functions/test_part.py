"""The part of a whole that a share gets: the parts of all shares sum to it."""

from decimal import Decimal

import pytest
from django.db import connection


def part(whole: str, percent: str, others: list[str] | None, digits: int) -> Decimal:
    """Ask for one part."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select part from agreements_part(%s::numeric, %s::numeric, %s::numeric[], %s)",
            [whole, percent, others, digits],
        )
        [(found,)] = cursor.fetchall()
        return Decimal(found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("whole", "percents", "digits", "parts"),
    [
        ("10", ["100"], 2, ["10"]),
        ("10", ["33.34", "33.33", "33.33"], 2, ["3.34", "3.33", "3.33"]),
        ("0.05", ["50", "50"], 2, ["0.02", "0.03"]),
        ("0.01", ["34", "33", "33"], 2, ["0.01", "0.00", "0.00"]),
        ("1000", ["50", "50"], 0, ["500", "500"]),
        ("1001", ["50", "50"], 0, ["500", "501"]),
        ("-10", ["66.67", "33.33"], 2, ["-6.67", "-3.33"]),
        ("7.125", ["60", "40"], 3, ["4.275", "2.850"]),
    ],
)
def test_shares_are_rounded_and_the_first_takes_the_rest(
    whole: str, percents: list[str], digits: int, parts: list[str]
) -> None:
    first, *others = percents

    found = [part(whole, first, others, digits), *(part(whole, other, None, digits) for other in others)]

    assert found == [Decimal(one) for one in parts]
    assert sum(found) == Decimal(whole)
