"""What a detail leaves of its source: whole minus part at the source's price, whatever price the part has."""

import pytest
from django.db import connection


@pytest.mark.parametrize(
    ("quantity", "amount", "source_price", "rest"),
    [
        ("6", "600.00", None, "200.00"),  # 8 at 100, lowered to 6
        ("6", "540.00", "100", "200.00"),  # and charged at 90
        ("8", "720.00", "100", "0"),  # all of it at 90
        ("10", "1000.00", None, "0"),
        ("0", "0.00", None, "800.00"),
        ("7.999999", "1.00", "100", "0.00"),  # of what is kept to the cent nothing is left
    ],
)
def test_the_rest_has_the_price_of_the_source(
    db: None, quantity: str, amount: str, source_price: str | None, rest: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select billing_rest_amount(%s::numeric, 8, %s::numeric, 800, %s::numeric, 2)::text",
            [quantity, amount, source_price],
        )
        [(found,)] = cursor.fetchall()

    assert found == rest
