"""Adding profiles: how work of a kind reaches the ledger."""

import pytest

from acting import acting
from unbilled.accounting.events.add_profiles import add_profiles
from unbilled.accounting.kinds import PROFILE
from unbilled.accounting.records import NewProfile
from unbilled.foundation.masters import MastersRefused, described
from unbilled.lab.scenarios.books import Books, snapshot


def test_profiles_stand_as_they_were_said(books: Books) -> None:
    own = NewProfile(
        "own", "time_and_material", post_cost_time="balance", accrue_fee=True, on_account="balance"
    )

    add_profiles(acting(books.company_id), profiles=[own])

    assert described(books.company_id, PROFILE, ["own"]) == {"own": own}


def test_every_fault_is_named_and_nothing_is_added(books: Books) -> None:
    books.given("{}")
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        add_profiles(
            acting(books.company_id),
            profiles=[
                NewProfile("fixed_price_no_wip", "fixed_price"),
                NewProfile("own", "fixed", on_account="x"),
            ],
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "there is a profile fixed_price_no_wip already",
        "profile own: billing method is 'fixed', not one of time_and_material, fixed_price",
        "profile own: on account is 'x', not one of balance, profit_and_loss",
    ]
