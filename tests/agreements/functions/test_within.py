"""Parts of a whole never take more than it, nor against its sign."""

from decimal import Decimal

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("whole", "taken", "within"),
    [
        ("5", "3", "3"),
        ("5", "6", "5"),
        ("5", "-1", "0"),
        ("-5", "-3", "-3"),
        ("-5", "-6", "-5"),
        ("-5", "1", "0"),
        ("0", "1", "0"),
    ],
)
def test_what_is_taken_stays_between_nothing_and_the_whole(whole: str, taken: str, within: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select agreements_within(%s::numeric, %s::numeric)", [whole, taken])
        assert cursor.fetchone() == (Decimal(within),)
