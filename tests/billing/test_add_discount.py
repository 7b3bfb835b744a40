"""Adding a discount: lines of a draft, or all of it, are charged less or more, and say why."""

from decimal import Decimal
from typing import Any

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.add_discount import (
    CorrectionTakesNoDiscount,
    DiscountUnclear,
    DiscountWithoutText,
    NotDiscountable,
    add_discount,
)
from unbilled.billing.events.merge_drafts import DraftsNotMergeable, merge_drafts
from unbilled.billing.models import Proforma, ProformaDetail
from unbilled.billing.reads.proforma_discounts import proforma_discounts
from unbilled.billing.rules import DetailUnknown, DiscountTooLarge, ProformaNotDraft
from unbilled.lab.scenarios.books import Books


def discount(books: Books, number: str = "P-00001", text: str = "Rebate", **more: Any) -> Decimal:
    return add_discount(
        acting(books.company_id), proforma_id=books.id("proformas", number), text=text, **more
    )


@pytest.fixture
def drafted(worked: Books) -> Books:
    """Proforma P-00001 bills GBP 1,600.00, 83.33 and milestones of 1,000.00 and 500.00."""
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    return worked


def test_what_is_no_discount_is_refused(drafted: Books) -> None:
    with refusing(DiscountWithoutText):
        discount(drafted, text=" ", percent=Decimal(5))
    for more in (
        {},
        {"percent": Decimal(5), "amount": Decimal(5)},
        {"percent": Decimal(101)},
        {"percent": Decimal(0)},
        {"amount": Decimal("0.005")},
        {"amount": Decimal(-5)},
    ):
        with refusing(DiscountUnclear):
            discount(drafted, **more)
    with refusing(DetailUnknown):
        discount(drafted, percent=Decimal(5), line_nos=[1, 9])
    with refusing(DetailUnknown):
        discount(drafted, percent=Decimal(5), line_nos=[])
    with refusing(DiscountTooLarge) as caught:
        discount(drafted, amount=Decimal(100), line_nos=[1, 2])
    assert caught.value.message == (
        "Discounts would take off more than is charged: 100 of line 2 of proforma P-00001, which charges 83.33."
    )
    with refusing(DiscountTooLarge):
        discount(drafted, amount=Decimal("3183.34"))


def test_milestones_bear_it_and_are_as_agreed_again_when_credited(drafted: Books) -> None:
    """2 percent of 3,183.33 are 63.67: 32.00, 1.67, 20.00 and 10.00."""
    assert discount(drafted, percent=Decimal(2)) == Decimal("-63.67")

    assert [*ProformaDetail.objects.order_by("line_no").values_list("discount_amount", flat=True)] == [
        Decimal(-32),
        Decimal("-1.67"),
        Decimal(-20),
        Decimal(-10),
    ]
    [told] = proforma_discounts(company_id=drafted.company_id, proforma_id=drafted.id("proformas", "P-00001"))
    assert told.sentence == "Rebate 2 %: -63.67 GBP"
    confirmed(drafted, "P-00001")
    with refusing(ProformaNotDraft):
        discount(drafted, percent=Decimal(2))
    drafted.do("- revise: [P-00001]")
    with refusing(CorrectionTakesNoDiscount):
        discount(drafted, "P-00002", percent=Decimal(2))
    # Of one milestone 600.00 of 1,000.00 remain, less 12.00; the other is credited.
    drafted.do("- edit: {proformas: P-00002, quantities: {3: 1}, prices: {3: 600}}")
    assert ProformaDetail.objects.get(proforma__number="P-00002", line_no=3).transaction_amount == 588
    confirmed(drafted, "P-00002")
    drafted.show(
        "milestones",
        """
        milestone              | amount  | status
        Start                  |  600.00 | customer_invoice_posted
        Start, rest of P-00002 |  400.00 | not_ready
        Go-live                |  500.00 | ready_to_invoice
        """,
    )


def test_drafts_with_one_of_the_whole_are_not_merged(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], entries: [T1]}")
    worked.do("- create_proformas: {contracts: [C-1], entries: [T2]}")
    discount(worked, "P-00002", percent=Decimal(10), line_nos=[1])
    assert merge_drafts(
        acting(worked.company_id), proforma_ids=[*Proforma.objects.values_list("pk", flat=True)]
    )
    assert [*ProformaDetail.objects.order_by("line_no").values_list("transaction_amount", flat=True)] == [
        Decimal(1600),
        Decimal("75.00"),
    ]
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    discount(worked, "P-00001", percent=Decimal(10))
    with refusing(DraftsNotMergeable):
        merge_drafts(acting(worked.company_id), proforma_ids=[*Proforma.objects.values_list("pk", flat=True)])


def test_what_is_paid_in_advance_bears_nothing(books: Books) -> None:
    books.given(
        """
        resources: {Ada: {role: Developer, cost_price: 100}}
        contracts:
          C-1:
            customers: {Helios: 100}
            lines: {Build: {project: P-1, retainers: {Start: {date: 2026-01-15, amount: 300}}}}
        """
    )
    books.do(
        """
        - mark_ready: {retainers: [Start]}
        - create_proformas: {contracts: [C-1], retainers: [Start]}
        """
    )
    with refusing(NotDiscountable):
        discount(books, percent=Decimal(5), line_nos=[1])
    with refusing(DiscountTooLarge):
        discount(books, amount=Decimal(5))
    assert discount(books, percent=Decimal(5)) == 0
