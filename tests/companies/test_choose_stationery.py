"""Choosing what the paper is made with: happens within changing the logo and using a layout."""

from acting import acting
from unbilled.companies.events.choose_stationery import choose_stationery
from unbilled.companies.models import Company
from unbilled.lab.scenarios.books import Books


def test_only_what_is_named_changes(books: Books) -> None:
    act = acting(books.company_id)
    choose_stationery(act, chosen={"layout": "classic", "layout_id": None})
    choose_stationery(act, chosen={"logo_id": 7})

    company = Company.objects.get(pk=books.company_id)
    assert (company.layout, company.layout_id, company.logo_id) == ("classic", None, 7)
