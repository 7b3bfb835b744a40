"""Who pays which share of a line, and who takes what rounding leaves."""

import pytest
from django.db import connection

from unbilled.agreements.models import LineCustomer
from unbilled.lab.scenarios.books import Books

GIVEN = """
contracts:
  C-1: {{customers: {customers}, rounding: {rounding}, lines: {{Build: {{project: P-1}}}}}}
"""


def shares(books: Books) -> list[tuple[str, str, list[str], bool]]:
    """By place: the customer, the share, those before it, and whether it takes what rounding leaves."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select customer.account, share.split_percent, share.percents_before, share.takes_rest
                 from agreements_contract_line as line
                cross join lateral agreements_shares(line.id) as share
                 join masterdata_customer as customer on customer.id = share.customer_id
                where line.company_id = %s
                order by share.place""",
            [books.company_id],
        )
        return [
            (account, f"{percent.normalize():f}", [f"{one.normalize():f}" for one in before], takes_rest)
            for account, percent, before, takes_rest in cursor.fetchall()
        ]


def test_one_customer_takes_all(books: Books) -> None:
    books.given(GIVEN.format(customers="{Helios: 100, Selene: 0}", rounding="Helios"))

    assert shares(books) == [("Helios", "100", [], True)]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (
            "Eos",
            [("Helios", "30", [], False), ("Selene", "50", ["30"], False), ("Eos", "20", ["30", "50"], True)],
        ),
        (
            "Helios",
            [("Eos", "20", [], False), ("Selene", "50", ["20"], False), ("Helios", "30", ["20", "50"], True)],
        ),
    ],
)
def test_the_rounding_customer_takes_the_rest(
    books: Books, rounding: str, expected: list[tuple[str, str, list[str], bool]]
) -> None:
    books.given(GIVEN.format(customers="{Helios: 30, Selene: 50, Eos: 20}", rounding=rounding))

    assert shares(books) == expected


def test_without_one_the_largest_share_takes_it_and_of_equals_the_first(books: Books) -> None:
    books.given(GIVEN.format(customers="{Helios: 20, Selene: 40, Eos: 40}", rounding="Helios"))
    LineCustomer.objects.update(is_rounding=False)

    assert shares(books) == [
        ("Helios", "20", [], False),
        ("Eos", "40", ["20"], False),
        ("Selene", "40", ["20", "40"], True),
    ]
