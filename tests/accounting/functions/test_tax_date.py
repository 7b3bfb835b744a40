"""The day whose tax rates a line has."""

from datetime import date

import pytest
from django.db import connection

WORKED, INVOICED = date(2026, 6, 30), date(2026, 7, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(("tax_point", "day"), [("supply", WORKED), ("invoice_date", INVOICED)])
def test_it_is_that_of_the_supply_or_of_the_invoice(tax_point: str, day: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select accounting_tax_date(%s, %s, %s)", [tax_point, WORKED, INVOICED])
        assert cursor.fetchone() == (day,)
