"""Changing customers: put on hold, released, renamed."""

from acting import acting
from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_customers import change_customers
from unbilled.masterdata.models import Customer
from unbilled.people.models import Act


def test_customers_change_and_the_log_keeps_what_they_were(books: Books) -> None:
    books.given(WORLD)
    changes = {
        "10010": {"on_hold": True, "name": "Helios plc", "terms": "N30", "tax_group": None, "country": ""}
    }
    done(books, change_customers, changes=changes)
    assert rows(Customer, "account", "name", "on_hold", "terms__code", "tax_group") == {
        ("10010", "Helios plc", True, "N30", None)
    }
    assert logged() == [
        ("customer", "10010", "on_hold", False, True),
        ("customer", "10010", "name", "Helios", "Helios plc"),
        ("customer", "10010", "terms", None, "N30"),
        ("customer", "10010", "tax_group", "DOMESTIC", None),
        ("customer", "10010", "country", "GB", ""),
    ]
    assert Customer.objects.get().act_id == Act.objects.latest("id").pk

    done(books, change_customers, changes={"10010": {"dimensions": {"region": "north"}}})
    assert logged() == [("customer", "10010", "dimensions", None, "region north")]
    done(books, change_customers, changes={"10010": {"on_hold": True}})
    assert logged() == []


def test_a_name_that_is_taken_or_not_there_is_refused(books: Books) -> None:
    books.given(WORLD.replace("customers: {", 'customers: {Orbit: {account: "10020"}, '))
    assert refused(
        books,
        change_customers,
        changes={
            "10010": {"account": "10020"},
            "10020": {"account": "", "hold": True},
            "10030": {"name": "Nobody"},
        },
    ) == [
        "there is no customer 10030, the nearest is 10020",
        "customer 10020 has no hold, the nearest is on_hold",
        "customer 10020: account is empty",
        "there is a customer 10020 already",
    ]
    assert acting(books.company_id).act_id is None
