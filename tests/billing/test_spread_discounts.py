"""Spreading discounts: what lines bear follows what they charge, and sums to the whole."""

from decimal import Decimal

from billing_world import refusing

from acting import acting
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.models import Discount, ProformaDetail
from unbilled.billing.rules import DiscountTooLarge
from unbilled.lab.scenarios.books import Books


def test_it_follows_edits_and_goes_with_its_lines(worked: Books) -> None:
    """1,600.00 and 83.33 less 100.00 in all: 95.05 and 4.95; at 4 hours of 8, 800.00 bear 90.57 and 83.33 9.43."""
    worked.do(
        """
        - mark_ready: all
        - create_proformas: {contracts: [C-1], entries: [T1, T2]}
        - discount: {text: Loyalty, amount: 100}
        - discount: {text: Express, percent: 50, lines: [T2], surcharge: true}
        - remove_discounts: [Express]
        """
    )
    of = {"proforma_id": worked.id("proformas", "P-00001")}
    act = acting(worked.company_id)

    def borne() -> list[Decimal]:
        return [*ProformaDetail.objects.order_by("line_no").values_list("discount_amount", flat=True)]

    assert borne() == [Decimal("-95.05"), Decimal("-4.95")]
    edit_details(act, **of, quantities={1: Decimal(4)}, reason="Agreed")
    assert borne() == [Decimal("-90.57"), Decimal("-9.43")]
    with refusing(DiscountTooLarge):
        edit_details(act, **of, billing_types={1: "complimentary"}, reason="Agreed")
    with refusing(DiscountTooLarge):
        remove_details(act, **of, line_nos=[1])
    worked.do("- remove_discounts: [Loyalty]\n- discount: {text: Rebate, percent: 10, lines: [T2]}")
    assert borne() == [0, Decimal("-8.33")]
    remove_details(act, **of, line_nos=[2])
    assert not Discount.objects.exists()
