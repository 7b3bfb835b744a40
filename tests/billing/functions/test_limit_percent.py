"""How much of the tightest of a contract's limits is asked for."""

from decimal import Decimal

from django.db import connection

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.change_contract_lines import change_contract_lines


def percent(books: Books, contract_id: int, line_id: int | None = None) -> Decimal | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select percent from billing_limit_percent(%s, %s, %s)", [books.company_id, contract_id, line_id]
        )
        (found,) = cursor.fetchone()
    return found  # type: ignore[no-any-return]


def test_what_is_within_counts_and_what_is_over_too(worked: Books) -> None:
    """T1 is worth 1,600.00, T2 83.33."""
    act, contract, line = (
        acting(worked.company_id),
        worked.id("contracts", "C-1"),
        worked.id("lines", "C-1/Build"),
    )
    assert percent(worked, contract) is None

    for limit, asked in ((2000, "84.1665"), (1600, "105.208125"), (100, "1683.33"), (0, "200")):
        change_contract_lines(act, changes={"C-1/Build": {"limit": Decimal(limit)}})
        assert percent(worked, contract) == percent(worked, contract, line) == Decimal(asked), limit
    assert percent(worked, contract, 0) is None


def test_the_tightest_limit_is_told(worked: Books) -> None:
    worked.do("- set: {contracts: {C-1: {limit: 16833.3}}, lines: {C-1/Build: {limit: 3366.66}}}")
    worked.do("- evaluate_limits: [T1, T2]")

    assert percent(worked, worked.id("contracts", "C-1")) == 50
