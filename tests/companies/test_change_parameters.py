"""Changing the parameters of the company."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.companies.events.change_parameters import change_parameters
from unbilled.companies.models import Company
from unbilled.lab.scenarios.books import Books


def test_parameters_change_and_the_log_keeps_what_they_were(books: Books) -> None:
    books.given(WORLD)
    done(
        books,
        change_parameters,
        changes={
            "name": "Acme Ltd",
            "country": "IE",
            "daily_limit_minutes": None,
            "move_to_open_period": True,
            "terms": None,
            "time_zone": "Europe/Lisbon",
        },
    )
    assert rows(
        Company, "name", "country", "daily_limit_minutes", "move_to_open_period", "terms", "time_zone"
    ) == {("Acme Ltd", "IE", None, True, None, "Europe/Lisbon")}
    assert logged() == [
        ("company", "ACME", "name", "Home Office Ltd", "Acme Ltd"),
        ("company", "ACME", "country", "GB", "IE"),
        ("company", "ACME", "daily_limit_minutes", 1440, None),
        ("company", "ACME", "move_to_open_period", False, True),
        ("company", "ACME", "terms", "N30", None),
        ("company", "ACME", "time_zone", "UTC", "Europe/Lisbon"),
    ]


def test_what_a_company_cannot_be_is_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD)
    assert refused(
        books,
        change_parameters,
        changes={
            "name": " ",
            "country": "UK",
            "locale": "klingon",
            "time_zone": "Lisbon",
            "journal_grouping": "week",
            "daily_limit_minutes": -1,
            "terms": "N31",
            "code": "NEW",
        },
    ) == [
        "company ACME has no code, the nearest is post_code",
        "company ACME: name is empty",
        "company ACME: country is 'UK', not the code of a country such as GB",
        "company ACME: locale is 'klingon', not a locale such as en_GB or de_DE",
        "company ACME: time zone is 'Lisbon', not a time zone such as Europe/Lisbon",
        "company ACME: journal grouping is 'week', not one of day, month, year, all",
        "company ACME: daily limit minutes is below 0",
        "company ACME: there is no terms of payment N31, the nearest is N30",
    ]
