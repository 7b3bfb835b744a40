"""What a billed sale bears of discounts and surcharges, and what takes it back."""

from decimal import Decimal

from billing_world import confirmed
from django.db import connection

from unbilled.lab.scenarios.books import Books


def test_what_is_taken_back_bears_it_the_other_way_round(worked: Books) -> None:
    """1,600.00 less 10 percent, and 5.00 on top of that and 83.33: 4.73 and 0.27; 4 of 8 hours remain billed."""
    worked.do(
        """
        - mark_ready: all
        - create_proformas: {contracts: [C-1], entries: [T1, T2]}
        - discount: {text: Rebate, percent: 10, lines: [T1]}
        - discount: {text: Express, amount: 5, surcharge: true}
        """
    )
    confirmed(worked, "P-00001")
    worked.do(
        "- revise: {proformas: P-00001, lines: [T1]}\n- edit: {proformas: P-00002, quantities: {T1: 4}}"
    )
    confirmed(worked, "P-00002")

    with connection.cursor() as cursor:
        cursor.execute(
            """select proforma.number, trim_scale(sale.quantity)::text, borne.text, borne.amount
                 from actuals_actual as sale
                 join billing_proforma as proforma on proforma.id = sale.proforma_id
                cross join lateral billing_borne(sale.id) as borne
                order by proforma.number, abs(sale.quantity) desc, borne.discount_id"""
        )
        found = cursor.fetchall()
    assert found == [
        ("P-00001", "8", "Rebate", Decimal("-160")),
        ("P-00001", "8", "Express", Decimal("4.73")),
        ("P-00001", "2.5", "Express", Decimal("0.27")),
        ("P-00002", "-8", "Rebate", Decimal("160")),
        ("P-00002", "-8", "Express", Decimal("-4.73")),
        ("P-00002", "4", "Rebate", Decimal("-80")),
        ("P-00002", "4", "Express", Decimal("2.36")),
    ]
