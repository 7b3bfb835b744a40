"""Editing details: the manager decides how much of the work a draft bills."""

from decimal import Decimal

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.edit_details import (
    BillingTypeCorrected,
    DetailChanged,
    DifferenceUnexplained,
    MilestoneAsAgreed,
    MilestoneNotDivisible,
    PriceNegative,
    edit_details,
)
from unbilled.billing.models import ProformaDetail
from unbilled.billing.rules import DetailUnknown, ProformaNotDraft
from unbilled.foundation.money import FigureTooFine
from unbilled.lab.scenarios.books import Books
from unbilled.work.rules import BillingTypeUnknown, QuantityNegative


@pytest.fixture
def drafted(worked: Books) -> Books:
    """Proforma P-00001 bills GBP 1,600.00, 83.33, 1,000.00 and 500.00."""
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    return worked


def edit(books: Books, number: str = "P-00001", reason: str = "Agreed", **quantities: str) -> int:
    return edit_details(
        acting(books.company_id),
        proforma_id=books.id("proformas", number),
        quantities={int(line[1:]): Decimal(quantity) for line, quantity in quantities.items()},
        reason=reason,
    )


def test_the_amount_follows_the_quantity(drafted: Books) -> None:
    """1.25 hours at 33.333333 are 41.66666625, rounded to 41.67."""
    assert edit(drafted, _1="10", _2="1.25") == 2

    drafted.show(
        "proforma details",
        """
        no | entry | quantity | source quantity | price     | amount  | source amount
         1 | T1    |    10.00 |            8.00 |    200.00 | 2000.00 |       1600.00
         2 | T2    |     1.25 |            2.50 | 33.333333 |   41.67 |         83.33
         3 |       |     1.00 |            1.00 |   1000.00 | 1000.00 |       1000.00
         4 |       |     1.00 |            1.00 |    500.00 |  500.00 |        500.00
        """,
    )


def test_work_may_be_given_away_whole(drafted: Books) -> None:
    edit(drafted, _1="0")

    drafted.show(
        "proformas",
        """
        proforma | details | amount
        P-00001  |       4 | 1583.33
        """,
    )


def test_an_edit_can_be_taken_back(drafted: Books) -> None:
    edit(drafted, _2="1")
    edit(drafted, _2="2.5", _3="1")

    drafted.show(
        "proformas",
        """
        proforma | details | amount
        P-00001  |       4 | 3183.33
        """,
    )


def test_a_negative_quantity_is_refused(drafted: Books) -> None:
    with refusing(QuantityNegative) as caught:
        edit(drafted, _1="6", _2="-1")

    assert caught.value.message == "Quantities would be negative: -1 in line 2 of proforma P-00001."


def test_a_line_that_is_not_there_is_refused(drafted: Books) -> None:
    with refusing(DetailUnknown) as caught:
        edit(drafted, _1="6", _7="1")

    assert caught.value.message == "Proforma P-00001 has no line 7."


def test_a_line_of_another_proforma_is_not_there(drafted: Books) -> None:
    drafted.do("- create_proformas: {contracts: [C-2], through: 2026-03-31}")

    with refusing(DetailUnknown) as caught:
        edit(drafted, "P-00002", _1="2", _3="1")

    assert caught.value.message == "Proforma P-00002 has no line 3."


@pytest.mark.parametrize("quantity", ["0", "0.5", "2"])
def test_a_milestone_is_billed_whole(drafted: Books, quantity: str) -> None:
    with refusing(MilestoneNotDivisible):
        edit(drafted, _1="6", _3=quantity)


def test_a_milestone_is_credited_whole_or_not_at_all(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    drafted.do("- revise: [P-00001]")

    assert edit(drafted, "P-00002", _3="0", _4="1") == 2
    with refusing(MilestoneNotDivisible):
        edit(drafted, "P-00002", _4="0.5")


def test_a_confirmed_proforma_is_refused(drafted: Books) -> None:
    confirmed(drafted, "P-00001")

    with refusing(ProformaNotDraft) as caught:
        edit(drafted, _1="6")

    assert (
        caught.value.message
        == "Only draft proformas can be edited, discarded or confirmed: P-00001 (confirmed)."
    )


def test_an_unknown_proforma_and_another_companys_are_refused(drafted: Books) -> None:
    with refusing(ProformaNotDraft):
        edit_details(acting(drafted.company_id), proforma_id=999_999, quantities={1: Decimal(1)})
    with refusing(ProformaNotDraft):
        edit_details(
            acting(drafted.company_id + 1),
            proforma_id=drafted.id("proformas", "P-00001"),
            quantities={1: Decimal(1)},
        )


def test_what_would_never_be_billed_is_said_and_needs_a_reason(drafted: Books) -> None:
    """2 hours at 33.333333 more are 66.67; lowered to 0.5, 83.33 less 16.67 are lost."""
    with refusing(DifferenceUnexplained) as caught:
        edit(drafted, reason=" ", _1="0", _2="0.5")

    assert caught.value.message == (
        "Without a reason so far: 8 h of 2026-03-02 (line 1), 1,600.00 GBP, will never be billed; "
        "2 h of 2.5 h of 2026-03-03 (line 2), 66.66 GBP, will never be billed."
    )
    edit(drafted, reason="Fixed free of charge", _1="0", _2="0.5")
    drafted.show(
        "proforma details",
        """
        no | quantity | amount  | reason
         1 |     0.00 |    0.00 | Fixed free of charge
         2 |     0.50 |   16.67 | Fixed free of charge
         3 |     1.00 | 1000.00 |
         4 |     1.00 |  500.00 |
        """,
    )


def test_what_was_not_worked_needs_a_reason(drafted: Books) -> None:
    with refusing(DifferenceUnexplained) as caught:
        edit(drafted, reason="", _1="10")

    assert caught.value.message == (
        "Without a reason so far: 10 h are billed of 8 h of 2026-03-02 (line 1), 400.00 GBP more than there was."
    )


def test_a_reason_goes_with_the_edit_that_it_explained(drafted: Books) -> None:
    edit(drafted, _1="6")
    edit(drafted, reason="", _1="8")

    drafted.show("proforma details", "no | quantity | reason\n1 | 8 |\n2 | 2.5 |\n3 | 1 |\n4 | 1 |")


def test_what_charges_nothing_and_what_a_correction_says_need_none(drafted: Books) -> None:
    drafted.do("""
    - enter: {T4: {resource: Ada, project: P-1, date: 2026-03-05, hours: 3, billing_type: complimentary}}
    - submit: [T4]
    - approve: [T4]
    - mark_ready: [T4]
    - create_proformas: {entries: [T4]}
    """)
    assert edit(drafted, "P-00002", reason="", _1="1") == 1

    confirmed(drafted, "P-00001")
    drafted.do("- revise: [P-00001]")
    assert edit(drafted, "P-00003", reason="", _1="2") == 1


def test_the_tax_group_of_what_is_no_correction_is_not_changed_here(drafted: Books) -> None:
    drafted.refused(
        "TaxNotCorrected", "- edit: {proformas: P-00001, quantities: {1: 1}, tax_group: DOMESTIC}"
    )


def test_a_quantity_that_the_books_cannot_hold_is_refused_naming_its_line(drafted: Books) -> None:
    refused = drafted.refused(
        "AmountTooLarge", "- edit: {proformas: P-00001, quantities: {1: 1000000000000}}"
    )

    assert refused.details["found"] == ["1000000000000 in line 1 of proforma P-00001"]


def test_more_decimals_than_are_kept_are_refused_and_not_rounded(drafted: Books) -> None:
    proforma = drafted.id("proformas", "P-00001")
    before = list(ProformaDetail.objects.order_by("line_no").values())

    with refusing(FigureTooFine) as caught:
        edit_details(
            acting(drafted.company_id),
            proforma_id=proforma,
            quantities={1: Decimal("7.5000000"), 2: Decimal("0.8333333")},
            prices={1: Decimal("99.12345678")},
            reason="Agreed",
        )

    assert caught.value.details["found"] == [
        "0.8333333 in line 2 of proforma P-00001",
        "99.12345678 in line 1 of proforma P-00001",
    ]
    assert list(ProformaDetail.objects.order_by("line_no").values()) == before


def test_what_another_act_wrote_meanwhile_is_not_written_over(drafted: Books) -> None:
    proforma = drafted.id("proformas", "P-00001")
    [seen] = ProformaDetail.objects.filter(proforma_id=proforma, line_no=1).values_list("act_id", flat=True)
    edit(drafted, _1="10")

    with refusing(DetailChanged) as caught:
        edit_details(
            acting(drafted.company_id),
            proforma_id=proforma,
            quantities={1: Decimal("4")},
            reason="Agreed",
            seen={1: seen},
        )

    assert "line 1 to 10 at 200, chargeable, by" in str(caught.value)
    [detail] = ProformaDetail.objects.filter(proforma_id=proforma, line_no=1)
    assert detail.quantity == 10
    assert (
        edit_details(
            acting(drafted.company_id),
            proforma_id=proforma,
            quantities={1: Decimal("4")},
            reason="Agreed",
            seen={1: detail.act_id},
        )
        == 1
    )


def on_other_terms(
    books: Books, number: str = "P-00001", reason: str = "Agreed", **given: dict[int, object]
) -> int:
    return edit_details(
        acting(books.company_id),
        proforma_id=books.id("proformas", number),
        reason=reason,
        **given,  # type: ignore[arg-type]
    )


def test_price_and_billing_type_are_decided_and_taken_back(drafted: Books) -> None:
    """2.5 hours at 40 instead of 33.333333 are 100.00; as it was they are the 83.33 of the approval."""
    assert (
        on_other_terms(drafted, prices={1: Decimal(150), 2: Decimal(40)}, billing_types={2: "complimentary"})
        == 2
    )
    drafted.show(
        "proforma details",
        """
        no | quantity | price     | amount  | source amount | billing type  | reason
         1 |     8.00 |    150.00 | 1200.00 |       1600.00 | chargeable    | Agreed
         2 |     2.50 |     40.00 |  100.00 |         83.33 | complimentary | Agreed
         3 |     1.00 |   1000.00 | 1000.00 |       1000.00 | chargeable    |
         4 |     1.00 |    500.00 |  500.00 |        500.00 | chargeable    |
        """,
    )

    on_other_terms(
        drafted, reason="", prices={1: Decimal(200), 2: Decimal("33.333333")}, billing_types={2: "chargeable"}
    )
    drafted.show(
        "proforma details",
        """
        no | quantity | price     | amount  | source amount | billing type | reason
         1 |     8.00 |    200.00 | 1600.00 |       1600.00 | chargeable   |
         2 |     2.50 | 33.333333 |   83.33 |         83.33 | chargeable   |
         3 |     1.00 |   1000.00 | 1000.00 |       1000.00 | chargeable   |
         4 |     1.00 |    500.00 |  500.00 |        500.00 | chargeable   |
        """,
    )


def test_other_terms_are_said_and_refused_where_they_cannot_be(drafted: Books) -> None:
    with refusing(DifferenceUnexplained) as caught:
        on_other_terms(drafted, reason="", prices={1: Decimal(150)}, billing_types={2: "non_chargeable"})
    assert caught.value.message == (
        "Without a reason so far: 8 h of 2026-03-02 (line 1) at 150 instead of 200, 400.00 GBP less than there was; "
        "2.5 h of 2026-03-03 (line 2) are non chargeable, 83.33 GBP less than there was."
    )
    with refusing(PriceNegative) as caught:
        on_other_terms(drafted, prices={1: Decimal(-1)})
    assert caught.value.message == "Prices would be negative: -1 in line 1 of proforma P-00001."
    with refusing(MilestoneAsAgreed) as caught:
        on_other_terms(drafted, prices={1: Decimal(150), 3: Decimal(900)})
    assert caught.value.message == "Line 3 of proforma P-00001 is a milestone, which is charged as agreed."
    with refusing(MilestoneAsAgreed):
        on_other_terms(drafted, billing_types={4: "complimentary"})
    with refusing(BillingTypeUnknown):
        on_other_terms(drafted, billing_types={1: "not_available"})
    confirmed(drafted, "P-00001")
    drafted.do("- revise: [P-00001]")
    with refusing(BillingTypeCorrected):
        on_other_terms(drafted, "P-00002", billing_types={1: "complimentary"})
