"""Whether any line of a proforma bears a discount or surcharge, or corrects one that did."""

from billing_world import confirmed
from django.db import connection

from unbilled.lab.scenarios.books import Books


def bears(books: Books, *numbers: str) -> list[bool]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select bears.is_so
                 from unnest(%s::bigint[]) with ordinality as asked (id, place)
                cross join lateral billing_bears_discounts(asked.id) as bears
                order by asked.place""",
            [[books.id("proformas", number) for number in numbers]],
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_correction_does_where_its_original_did(worked: Books) -> None:
    worked.do(
        """
        - mark_ready: all
        - create_proformas: {contracts: [C-1], entries: [T1]}
        - create_proformas: {contracts: [C-1], entries: [T2]}
        - discount: {proformas: P-00001, text: Rebate, percent: 10, lines: [T1]}
        """
    )
    confirmed(worked, "P-00001", "P-00002")
    worked.do("- revise: [P-00001]\n- revise: [P-00002]")

    assert bears(worked, "P-00001", "P-00002", "P-00003", "P-00004") == [True, False, True, False]
