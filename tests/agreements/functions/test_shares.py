"""Who pays which share of a line, and who takes what rounding leaves."""

import pytest
from django.db import connection

from unbilled.agreements.models import LineCustomer
from unbilled.lab.scenarios.books import Books

GIVEN = """
contracts:
  C-1: {{customers: {customers}, rounding: {rounding}, lines: {{Build: {{project: P-1}}}}}}
"""


def shares(books: Books) -> dict[str, tuple[str, list[str] | None]]:
    """Per customer: the share, and those of the others for the one who takes the rest."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select customer.account, share.split_percent, share.other_percents
                 from agreements_contract_line as line
                cross join lateral agreements_shares(line.id) as share
                 join masterdata_customer as customer on customer.id = share.customer_id
                where line.company_id = %s""",
            [books.company_id],
        )
        return {
            account: (f"{percent.normalize():f}", others and [f"{other.normalize():f}" for other in others])
            for account, percent, others in cursor.fetchall()
        }


def test_one_customer_takes_all(books: Books) -> None:
    books.given(GIVEN.format(customers="{Helios: 100, Selene: 0}", rounding="Helios"))

    assert shares(books) == {"Helios": ("100", [])}


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        ("Eos", {"Helios": ("30", None), "Selene": ("50", None), "Eos": ("20", ["50", "30"])}),
        ("Helios", {"Helios": ("30", ["50", "20"]), "Selene": ("50", None), "Eos": ("20", None)}),
    ],
)
def test_the_rounding_customer_takes_the_rest(
    books: Books, rounding: str, expected: dict[str, tuple[str, list[str] | None]]
) -> None:
    books.given(GIVEN.format(customers="{Helios: 30, Selene: 50, Eos: 20}", rounding=rounding))

    assert shares(books) == expected


def test_without_one_the_largest_share_takes_it_and_of_equals_the_first(books: Books) -> None:
    books.given(GIVEN.format(customers="{Helios: 20, Selene: 40, Eos: 40}", rounding="Helios"))
    LineCustomer.objects.update(is_rounding=False)

    assert shares(books) == {"Helios": ("20", None), "Selene": ("40", ["40", "20"]), "Eos": ("40", None)}
