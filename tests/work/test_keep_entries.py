"""Keeping entries: what was written on a proforma is ink once that is confirmed."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from written import fee

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.work.events.keep_entries import keep_entries
from unbilled.work.events.write_entries import write_entries
from unbilled.work.models import Entry


def test_it_says_what_is_billed_and_stays(books: Books) -> None:
    books.given("projects: {P-1: {}}")
    act = acting(books.company_id)
    [entry_id] = write_entries(act, entries=[fee("P-00001/1")])

    keep_entries(
        act,
        entry_ids=[entry_id],
        quantities=[Decimal(2)],
        unit_prices=[Decimal(240)],
        billing_types=["complimentary"],
    )

    [kept] = Entry.objects.values_list("quantity", "unit_price", "billing_type", "status")
    assert kept == (2, 240, "complimentary", "written")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry_id).delete()
