"""The part of a whole that a share gets: the parts of all shares sum to it."""

from decimal import Decimal

import pytest
from django.db import connection


def parts(whole: str, percents: list[str], digits: int) -> list[Decimal]:
    """Ask for the part of each share; the last one takes the rest."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select split.part
                 from unnest(%s::numeric[]) with ordinality as share (percent, place)
                cross join lateral agreements_part(%s::numeric, share.percent,
                                                   (%s::numeric[])[:share.place - 1],
                                                   share.place = cardinality(%s::numeric[]), %s) as split
                order by share.place""",
            [percents, whole, percents, percents, digits],
        )
        return [found for (found,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("whole", "percents", "digits", "expected"),
    [
        ("10", ["100"], 2, ["10"]),
        ("10", ["33.33", "33.33", "33.34"], 2, ["3.33", "3.33", "3.34"]),
        ("100.01", ["50", "50"], 2, ["50.01", "50.00"]),
        ("10000", ["0.4", "0.4", "0.4", "0.4", "98.4"], 2, ["40", "40", "40", "40", "9840"]),
        ("0.05", ["50", "50"], 2, ["0.03", "0.02"]),
        ("0.01", ["33", "33", "34"], 2, ["0.00", "0.00", "0.01"]),
        ("0.02", ["25", "25", "25", "25"], 2, ["0.01", "0.01", "0.00", "0.00"]),
        ("-0.02", ["25", "25", "25", "25"], 2, ["-0.01", "-0.01", "0.00", "0.00"]),
        ("1000", ["50", "50"], 0, ["500", "500"]),
        ("1001", ["50", "50"], 0, ["501", "500"]),
        ("-10", ["33.33", "66.67"], 2, ["-3.33", "-6.67"]),
        ("7.125", ["40", "60"], 3, ["2.850", "4.275"]),
        ("0.100000", ["33.33", "33.33", "33.34"], 6, ["0.033330", "0.033330", "0.033340"]),
    ],
)
def test_shares_are_rounded_and_the_last_takes_the_rest(
    whole: str, percents: list[str], digits: int, expected: list[str]
) -> None:
    found = parts(whole, percents, digits)

    assert found == [Decimal(one) for one in expected]
    assert sum(found) == Decimal(whole)
