"""Setting profile rules: one for the same takes the place of another."""

import pytest

from acting import acting
from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.models import ProfileRule
from unbilled.accounting.records import NewProfileRule
from unbilled.foundation.acts import Change
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot


@pytest.fixture
def agreed_books(books: Books) -> Books:
    books.given("contracts: {C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}}")
    return books


def test_rules_are_added_and_take_the_place_of_others(agreed_books: Books) -> None:
    done = set_profile_rules(
        acting(agreed_books.company_id),
        rules=[
            NewProfileRule("time_and_material_no_wip"),
            NewProfileRule("fixed_price_no_wip"),
            NewProfileRule("fixed_price_completed_contract", contract="C-1"),
            NewProfileRule("time_and_material_wip", project="P-1"),
            NewProfileRule("time_and_material_wip", project_group="Rail"),
        ],
    )

    assert done == [
        Change(
            "profile rule",
            "time_and_material",
            "profile",
            "time_and_material_wip",
            "time_and_material_no_wip",
        )
    ]
    rules = ProfileRule.objects.filter(company_id=agreed_books.company_id)
    assert set(rules.values_list("profile__code", "project__code", "project_group", "contract__number")) == {
        ("time_and_material_no_wip", None, "", None),
        ("fixed_price_no_wip", None, "", None),
        ("fixed_price_completed_contract", None, "", "C-1"),
        ("time_and_material_wip", "P-1", "", None),
        ("time_and_material_wip", None, "Rail", None),
    }


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([NewProfileRule("own")], "profile rule own: there is no profile own, there is fixed_price_c"),
        (
            [NewProfileRule("time_and_material_wip", contract="C-9")],
            "profile rule time_and_material, contract C-9: there is no contract C-9, the nearest is C-1",
        ),
        (
            [NewProfileRule("time_and_material_wip", project="P-1")] * 2,
            "profile rule time_and_material, project P-1 is given twice",
        ),
    ],
)
def test_faults_are_named_and_nothing_is_set(
    agreed_books: Books, rules: list[NewProfileRule], fault: str
) -> None:
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        set_profile_rules(acting(agreed_books.company_id), rules=rules)

    assert snapshot() == before
    assert fault in refused.value.message
