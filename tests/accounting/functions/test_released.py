"""What a deduction releases of a retainer: its share of what is left, and all of it with the last."""

from decimal import Decimal

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_last_of_it_takes_all_that_is_left() -> None:
    def released(net: str, net_left: str, left: str | None, digits: int = 2) -> Decimal | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select accounting_released(%s::numeric, %s::numeric, %s::numeric, %s)",
                [net, net_left, left, digits],
            )
            return cursor.fetchone()[0]

    # USD 1,234.51 of GBP 1,000.01: a third, then the rest.
    assert released("-333.33", "1000.01", "1234.51") == Decimal("-411.50")
    assert released("-666.68", "666.68", "823.01") == Decimal("-823.01")
    assert released("-1", "3", "100", 0) == Decimal(-33)
    assert released("-1", "3", None) is None
