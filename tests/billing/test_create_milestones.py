"""Creating milestones: the agreed amount of a fixed-price line is planned."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from billing_world import refusing

from acting import acting
from unbilled.agreements.models import ContractLine, LineCustomer
from unbilled.agreements.rules import SplitNotComplete
from unbilled.billing.events.create_milestones import (
    LineNotFixedPrice,
    LineWithoutProject,
    NewMilestone,
    create_milestones,
)
from unbilled.billing.models import Milestone
from unbilled.billing.reads.planned_milestones import planned_milestones
from unbilled.billing.rules import (
    ContractLineUnknown,
    MilestoneAmountNotPositive,
    MilestoneNameMissing,
    MilestoneNameTaken,
    MilestonePartsDiffer,
    MilestonePayerUnknown,
    MilestonesExceedContract,
)
from unbilled.foundation.money import AmountTooLarge
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 33.33, Orbit: 66.67, Watcher: 0}
    currency: GBP
    lines:
      Launch: {project: P-1, billing_method: fixed_price, amount: 300}
      Care: {project: P-2}
  C-2:
    customers: {Helios: 66.67}
    confirmed: false
    lines: {Launch: {project: P-3, billing_method: fixed_price, amount: 300}}
  C-3:
    customers: {Helios: 50, Orbit: 50}
    lines: {Launch: {project: P-4, billing_method: fixed_price, amount: 300}}
  C-4:
    customers: {Helios: 99.5, Orbit: 0.5}
    lines: {Launch: {project: P-5, billing_method: fixed_price, amount: 300}}
"""


def planned(name: str = "Start", amount: str = "100.01") -> NewMilestone:
    return NewMilestone(name, date(2026, 3, 31), Decimal(amount))


@pytest.fixture
def agreed(books: Books) -> Books:
    """GBP 300.00 agreed with two customers who pay, and one who does not."""
    books.given(WORLD)
    return books


def create(books: Books, *milestones: NewMilestone, line: str = "C-1/Launch") -> list[int]:
    return create_milestones(
        acting(books.company_id), contract_line_id=books.id("lines", line), milestones=milestones
    )


def test_the_rounding_customer_takes_what_rounding_leaves(agreed: Books) -> None:
    """Orbit's two thirds of 100.01 are 66.676667, so 66.68; Helios, who takes the rest, pays 33.33."""
    assert len(create(agreed, planned(), planned("Go-live", "50"))) == 4

    agreed.show(
        "milestones",
        """
        milestone | contract | line   | customer | date       | amount | currency | status
        Start     | C-1      | Launch | Helios   | 2026-03-31 |  33.33 | GBP      | not_ready
        Start     | C-1      | Launch | Orbit    | 2026-03-31 |  66.68 | GBP      | not_ready
        Go-live   | C-1      | Launch | Helios   | 2026-03-31 |  16.66 | GBP      | not_ready
        Go-live   | C-1      | Launch | Orbit    | 2026-03-31 |  33.34 | GBP      | not_ready
        """,
    )


def test_parts_that_are_said_stand_whatever_the_shares_are(agreed: Books) -> None:
    start = planned("Start", "100")
    parts = {agreed.id("customers", "Helios"): Decimal(30), agreed.id("customers", "Watcher"): Decimal(70)}

    for wrong, refusal in (
        ({**parts, agreed.id("customers", "Orbit"): Decimal("0.01")}, MilestonePartsDiffer),
        ({0: Decimal(100)}, MilestonePayerUnknown),
        ({agreed.id("customers", "Helios"): Decimal("100.001")}, MilestoneAmountNotPositive),
    ):
        with refusing(refusal):
            create(agreed, replace(start, parts=wrong))
    agreed.show("milestones", "contract | customer | amount")

    create(agreed, replace(start, parts=parts))

    agreed.show(
        "milestones",
        """
        contract | customer | amount
        C-1      | Helios   |  30.00
        C-1      | Watcher  |  70.00
        """,
    )


def test_the_largest_share_takes_what_rounding_leaves_where_no_payer_is_named(agreed: Books) -> None:
    """Helios' third of 50.00 is 16.665, so 16.67; half of 100.01 is 50.005, so 50.01 for the second of equals."""
    for contract in ("C-1", "C-3"):
        shares = LineCustomer.objects.filter(contract_line_id=agreed.id("lines", f"{contract}/Launch"))
        shares.update(is_rounding=False)
        shares.filter(split_percent=0).update(is_rounding=True)

    create(agreed, planned("Start", "50"))
    create(agreed, planned("Start", "100.01"), line="C-3/Launch")

    agreed.show(
        "milestones",
        """
        contract | customer | amount
        C-1      | Helios   |  16.67
        C-1      | Orbit    |  33.33
        C-3      | Helios   |  50.00
        C-3      | Orbit    |  50.01
        """,
    )


def test_a_small_share_is_planned_and_none_of_nothing(agreed: Books) -> None:
    create(agreed, planned("Start", "200"), planned("Cent", "0.01"), line="C-4/Launch")

    agreed.show(
        "milestones",
        """
        milestone | customer | amount
        Start     | Helios   | 199.00
        Start     | Orbit    |   1.00
        Cent      | Helios   |   0.01
        """,
    )


def test_identities_come_in_the_order_given_and_by_customer(agreed: Books) -> None:
    created = create(agreed, planned("Start", "10"), planned("Go-live", "50"))

    found = Milestone.objects.in_bulk(created)
    assert [(found[each].name, found[each].customer.name) for each in created] == [
        ("Start", "Helios"),
        ("Start", "Orbit"),
        ("Go-live", "Helios"),
        ("Go-live", "Orbit"),
    ]


def test_the_whole_contracted_amount_may_be_planned(agreed: Books) -> None:
    create(agreed, planned("Start", "100"))

    create(agreed, planned("Go-live", "200"))

    agreed.show(
        "milestones",
        """
        milestone | customer | amount
        Start     | Helios   |  33.33
        Start     | Orbit    |  66.67
        Go-live   | Helios   |  66.66
        Go-live   | Orbit    | 133.34
        """,
    )


def test_no_more_than_the_contracted_amount_is_planned(agreed: Books) -> None:
    create(agreed, planned("Start", "100"))

    with refusing(MilestonesExceedContract) as caught:
        create(agreed, planned("Go-live", "200.01"))

    assert caught.value.message == (
        "The milestones of line Launch of contract C-1 would total 300.01 GBP; agreed are 300.00 GBP."
    )


def test_time_and_material_has_no_milestones(agreed: Books) -> None:
    with refusing(LineNotFixedPrice):
        create(agreed, planned(), line="C-1/Care")


def test_an_unknown_line_is_refused(agreed: Books) -> None:
    with refusing(ContractLineUnknown):
        create_milestones(acting(agreed.company_id), contract_line_id=999_999, milestones=[planned()])


def test_a_line_without_project_is_refused(agreed: Books) -> None:
    ContractLine.objects.filter(pk=agreed.id("lines", "C-1/Launch")).update(project=None)

    with refusing(LineWithoutProject):
        create(agreed, planned())


def test_an_incomplete_split_is_refused(agreed: Books) -> None:
    with refusing(SplitNotComplete) as caught:
        create(agreed, planned(), line="C-2/Launch")

    assert caught.value.message == "The customers' shares do not total 100 %: C-2 line Launch has 66.67 %."


def test_a_line_that_nobody_pays_is_refused(agreed: Books) -> None:
    LineCustomer.objects.filter(contract_line_id=agreed.id("lines", "C-2/Launch")).delete()

    with refusing(SplitNotComplete) as caught:
        create(agreed, planned(), line="C-2/Launch")

    assert caught.value.message == "The customers' shares do not total 100 %: C-2 line Launch has 0 %."


def test_names_tell_milestones_apart(agreed: Books) -> None:
    create(agreed, planned("Start", "10"))

    with refusing(MilestoneNameTaken):
        create(agreed, planned("Start", "10"))
    with refusing(MilestoneNameTaken):
        create(agreed, planned("Go-live", "10"), planned("Go-live", "20"))
    with refusing(MilestoneNameMissing):
        create(agreed, planned(" ", "10"))


def test_an_amount_beyond_the_books_is_refused_naming_its_milestone(agreed: Books) -> None:
    with refusing(AmountTooLarge) as caught:
        create(agreed, planned("Moon", "10000000000000000"))

    assert caught.value.details["found"] == ["10000000000000000 of milestone Moon"]


def test_what_no_milestone_bills_is_told(agreed: Books) -> None:
    create(agreed, planned("Start", "100"))

    [line] = planned_milestones(
        company_id=agreed.company_id, contract_line_ids=[agreed.id("lines", "C-1/Launch")]
    )
    assert (line.planned, line.contracted, line.unplanned) == (100, 300, 200)
    assert line.told == "No milestone yet bills 200.00 of the 300.00 GBP of line Launch of contract C-1."

    create(agreed, planned("Go-live", "200"))
    [line] = planned_milestones(
        company_id=agreed.company_id, contract_line_ids=[agreed.id("lines", "C-1/Launch")]
    )
    assert line.told == ""


@pytest.mark.parametrize("amount", ["0", "-1", "10.001"])
def test_an_amount_is_positive_and_has_the_currencys_decimals(agreed: Books, amount: str) -> None:
    with refusing(MilestoneAmountNotPositive):
        create(agreed, planned("Start", amount))
