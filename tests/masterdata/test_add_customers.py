"""Adding customers: what is not said is as usual."""

from mastering import WORLD, done, refused, rows
from unbilled.companies.models import DimensionSet
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.models import Customer
from unbilled.masterdata.records import NewCustomer


def test_customers_are_added_with_what_they_name(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books,
        add_customers,
        customers=[
            NewCustomer(
                "10020",
                "Orbit GmbH",
                country="DE",
                language="de",
                currency="CHF",
                terms="N30",
                tax_group="DOMESTIC",
                dimensions={"region": "north", "department": "200"},
                on_hold=True,
            ),
            NewCustomer(" 10030 ", dimensions={"department": "200", "region": "north"}),
        ],
    )
    assert list(added) == ["10020", "10030"]
    columns = (
        "account",
        "name",
        "country",
        "language",
        "currency",
        "terms__code",
        "tax_group__code",
        "on_hold",
    )
    assert rows(Customer, *columns, pk__in=added.values()) == {
        ("10020", "Orbit GmbH", "DE", "de", "CHF", "N30", "DOMESTIC", True),
        ("10030", "10030", "", "en", None, None, None, False),
    }
    [shared] = DimensionSet.objects.all()
    assert shared.values == {"region": "north", "department": "200"}
    assert rows(Customer, "dimension_set", pk__in=added.values()) == {(shared.pk,)}


def test_customers_that_are_none_are_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD)
    assert refused(
        books,
        add_customers,
        customers=[
            NewCustomer("10010"),
            NewCustomer("1", country="UK", language="german", currency="EUX", terms="N3", tax_group="ABROAD"),
            NewCustomer("2" * 41, name="a\x00b", on_hold="maybe"),  # type: ignore[arg-type]
            NewCustomer(""),
        ],
    ) == [
        "a customer has no account",
        "there is a customer 10010 already",
        "customer 1: country is 'UK', not the code of a country such as GB",
        "customer 1: language is 'german', not a language that documents are printed in: de, en, es, fr, it, nl",
        "customer 1: there is no currency EUX, the nearest is UGX",
        "customer 1: there is no terms of payment N3, the nearest is N30",
        "customer 1: there is no tax group ABROAD, there is DOMESTIC",
        f"customer {'2' * 41}: account has more than 40 characters",
        f"customer {'2' * 41}: name has a character that no text can have",
        f"customer {'2' * 41}: on hold is 'maybe', not true or false",
    ]
