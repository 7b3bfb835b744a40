"""Rounded hours: up to a step of minutes, or to the nearest."""

from decimal import Decimal

import pytest
from django.db import connection

CASES = [
    ("8.083333", "up 15", "8.25"),
    ("8.25", "up 15", "8.25"),
    ("0.666667", "up 20", "0.666667"),
    ("0.01", "up 6", "0.1"),
    ("8.083333", "nearest 6", "8.1"),
    ("0.05", "nearest 6", "0.1"),
    ("0.049", "nearest 6", "0"),
    ("1.2", "nearest 15", "1.25"),
    ("-1.2", "up 15", "-1.2"),
    ("1.234567", "", "1.234567"),
]


@pytest.mark.django_db
def test_hours_go_to_whole_steps() -> None:
    with connection.cursor() as cursor:
        for hours, rounding, expected in CASES:
            cursor.execute("select agreements_rounded_hours(%s, %s)", [Decimal(hours), rounding])
            assert cursor.fetchone()[0] == Decimal(expected), (hours, rounding)
