"""Removing discounts: a draft charges what it did without them."""

from decimal import Decimal

from billing_world import refusing

from acting import acting
from unbilled.billing.events.remove_discounts import DiscountUnknown, remove_discounts
from unbilled.billing.models import Discount, ProformaDetail
from unbilled.lab.scenarios.books import Books


def amounts() -> list[tuple[Decimal, Decimal]]:
    return [*ProformaDetail.objects.order_by("line_no").values_list("transaction_amount", "discount_amount")]


def test_the_others_stay(worked: Books) -> None:
    worked.do(
        """
        - mark_ready: all
        - create_proformas: {contracts: [C-1], entries: [T1, T2]}
        - discount: {text: Rebate, percent: 10, lines: [T1]}
        - discount: {text: Loyalty, percent: 3}
        """
    )
    of = {"proforma_id": worked.id("proformas", "P-00001")}
    act = acting(worked.company_id)
    with refusing(DiscountUnknown) as caught:
        remove_discounts(act, **of, texts=["Loyalty", "Loyal"])
    assert caught.value.message == "Proforma P-00001 has no discount or surcharge Loyal."

    assert remove_discounts(act, **of, texts=["Loyalty"]) == 1
    assert amounts() == [(Decimal(1440), Decimal(-160)), (Decimal("83.33"), 0)]
    assert remove_discounts(act, **of, texts=["Rebate"]) == 1
    assert amounts() == [(Decimal(1600), 0), (Decimal("83.33"), 0)]
    assert not Discount.objects.exists()
