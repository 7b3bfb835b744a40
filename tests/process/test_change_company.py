"""Changing a company: its parameters and its tax in one act."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.companies.models import Company
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.process.events.change_company import change_company
from unbilled.tax.models import TaxParameters


def test_both_kinds_of_parameters_change_in_one_act(books: Books) -> None:
    books.given(WORLD)
    before = Act.objects.count()
    done(books, change_company, changes={"default_item_tax_group": None, "daily_limit_minutes": 600})
    assert rows(Company, "daily_limit_minutes") == {(600,)}
    assert rows(TaxParameters, "default_item_tax_group__code", "milestone_item_tax_group__code") == {
        (None, "FULL")
    }
    assert Act.objects.count() == before + 1
    assert logged() == [
        ("company", "ACME", "daily_limit_minutes", 1440, 600),
        ("company", "ACME", "default_item_tax_group", "FULL", None),
    ]


def test_one_fault_refuses_both(books: Books) -> None:
    books.given(WORLD)
    assert refused(
        books, change_company, changes={"default_item_tax_group": "X", "daily_limit_minutes": 600}
    ) == ["company ACME: there is no item tax group X, there is FULL"]
