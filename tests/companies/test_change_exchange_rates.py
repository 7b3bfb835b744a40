"""Changing exchange rates: a rate is corrected, its currencies and day stay."""

from datetime import date
from decimal import Decimal

from mastering import WORLD, done, logged, refused, rows
from unbilled.companies.events.add_exchange_rates import add_exchange_rates
from unbilled.companies.events.change_exchange_rates import change_exchange_rates
from unbilled.companies.models import ExchangeRate
from unbilled.companies.records import NewExchangeRate
from unbilled.lab.scenarios.books import Books

NAME = "GBP/EUR/2026-03-01"


def test_a_rate_is_corrected_and_the_log_keeps_both(books: Books) -> None:
    books.given(WORLD)
    rate = NewExchangeRate("GBP", "EUR", date(2026, 3, 1), Decimal("1.17"))
    done(books, add_exchange_rates, exchange_rates=[rate])

    done(books, change_exchange_rates, changes={NAME: {"rate": Decimal("1.18")}})
    assert rows(ExchangeRate, "rate") == {(Decimal("1.18"),)}
    assert logged() == [("rate", NAME, "rate", "1.17", "1.18")]

    assert refused(
        books,
        change_exchange_rates,
        changes={NAME: {"rate": Decimal(-1), "valid_from": date(2026, 1, 1)}, "GBP/EUR/2026-03-02": {}},
    ) == [
        "there is no rate GBP/EUR/2026-03-02, the nearest is GBP/EUR/2026-03-01",
        f"rate {NAME}: valid from does not change",
        f"rate {NAME}: rate is not above zero",
    ]
