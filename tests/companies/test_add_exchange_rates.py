"""Adding exchange rates: each holds from a day on, of currencies that there are."""

from datetime import date
from decimal import Decimal

from mastering import WORLD, done, refused, rows
from unbilled.companies.events.add_exchange_rates import add_exchange_rates
from unbilled.companies.models import Currency, ExchangeRate
from unbilled.companies.records import NewExchangeRate
from unbilled.lab.scenarios.books import Books

DAY = date(2026, 3, 1)


def test_rates_are_added_and_their_currencies_known(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books,
        add_exchange_rates,
        exchange_rates=[
            NewExchangeRate("GBP", "EUR", DAY, Decimal("1.17")),
            NewExchangeRate("GBP", "EUR", date(2026, 4, 1), Decimal("1.2")),
            NewExchangeRate("JPY", "EUR", DAY, Decimal("0.0061")),
        ],
    )
    assert list(added) == ["GBP/EUR/2026-03-01", "GBP/EUR/2026-04-01", "JPY/EUR/2026-03-01"]
    assert rows(ExchangeRate, "from_currency", "to_currency", "valid_from", "rate") == {
        ("GBP", "EUR", DAY, Decimal("1.17")),
        ("GBP", "EUR", date(2026, 4, 1), Decimal("1.2")),
        ("JPY", "EUR", DAY, Decimal("0.0061")),
    }
    assert Currency.objects.get(code="JPY").digits == 0
    assert ExchangeRate.objects.filter(act_id=None).count() == 0


def test_rates_that_are_none_are_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD)
    done(books, add_exchange_rates, exchange_rates=[NewExchangeRate("GBP", "EUR", DAY, Decimal(1))])
    assert refused(
        books,
        add_exchange_rates,
        exchange_rates=[
            NewExchangeRate("GBP", "EUR", DAY, Decimal(2)),
            NewExchangeRate("USD", "EUR", DAY, Decimal(0)),
            NewExchangeRate("CHF", "EUR", DAY, Decimal("0.12345678901")),
            NewExchangeRate("GBQ", "EUR", DAY, Decimal(1)),
            NewExchangeRate("EUR", "EUR", DAY, Decimal("1.1")),
        ],
    ) == [
        "rate EUR/EUR/2026-03-01: a currency is worth 1 in itself",
        "there is a rate GBP/EUR/2026-03-01 already",
        "rate USD/EUR/2026-03-01: rate is not above zero",
        "rate CHF/EUR/2026-03-01: rate has more than 10 decimals",
        "rate GBQ/EUR/2026-03-01: there is no currency GBQ, the nearest is GTQ",
    ]
