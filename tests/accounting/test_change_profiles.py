"""Changing profiles: what is posted from now on; the act log keeps what was."""

import pytest

from acting import acting
from unbilled.accounting.events.change_profiles import change_profiles
from unbilled.foundation.acts import Change
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot


def test_a_field_becomes_what_is_said(books: Books) -> None:
    done = change_profiles(
        acting(books.company_id),
        changes={"time_and_material_no_wip": {"accrue_fee": True, "accrue_time": False}},
    )

    assert done == [Change("profile", "time_and_material_no_wip", "accrue_fee", False, True)]


def test_every_fault_is_named_and_nothing_is_changed(books: Books) -> None:
    books.given("{}")
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        change_profiles(
            acting(books.company_id),
            changes={
                "fixed_price_no_wip": {"billing_method": "time_and_material", "post_cost_time": "x"},
                "own": {},
            },
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "there is no profile own, there is fixed_price_completed_contract, fixed_price_completed_percentage, "
        "fixed_price_no_wip, time_and_material_no_wip, time_and_material_wip",
        "profile fixed_price_no_wip: billing method does not change",
        "profile fixed_price_no_wip: post cost time is 'x', not one of no_ledger, balance, profit_and_loss, never",
    ]
