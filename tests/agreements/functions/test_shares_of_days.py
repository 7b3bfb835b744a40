"""Shares of days: periods follow one another, each with its own split and its own customer who takes the rest."""

from unbilled.agreements.models import ContractLine
from unbilled.foundation.statements import Statement
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1: {customers: {Helios: 60, Selene: 40}, lines: {Build: {project: P-1}}}
"""


def test_every_day_has_the_shares_of_its_period(books: Books) -> None:
    books.given(WORLD)
    for day, shares in (("2026-03-01", "{Helios: 50, Selene: 50}"), ("2026-04-01", "{Selene: 100}")):
        books.do(
            f"- draft_change_order: {{contract: C-1, name: Shares, from: {day}, "
            f"lines: {{Build: {{customers: {shares}}}}}}}"
        )
        number = 1 if day == "2026-03-01" else 2
        books.do(f"- approve_change_orders: {{orders: [C-1/{number}], on: {day}}}")
    refused = "draft_change_order: {contract: C-1, name: X, from: 2026-03-31, lines: {Build: {customers: {Selene: 1}}}}"
    books.refused("SharesHoldLater", refused)

    line = ContractLine.objects.get(name="Build").pk
    rows = PERIODS.rows(line=line)

    assert [
        (str(row["valid_from"]), row["name"], int(row["split_percent"]), row["takes_rest"]) for row in rows
    ] == [
        ("-infinity", "Helios", 60, True),
        ("-infinity", "Selene", 40, False),
        ("2026-03-01", "Helios", 50, True),
        ("2026-03-01", "Selene", 50, False),
        ("2026-04-01", "Selene", 100, True),
    ]


PERIODS = Statement(
    path=None,  # type: ignore[arg-type]
    text="""
    select share.valid_from::text as valid_from, customer.name, share.split_percent, share.takes_rest
      from agreements_shares_of_days(%(line)s) as share
      join masterdata_customer as customer on customer.id = share.customer_id
     order by share.valid_until, customer.name
    """,
)
