"""Drawing hours: prepaid hours pay for time on drafts, the oldest first, and are taken off as they came."""

from decimal import Decimal
from typing import Any

import pytest
from billing_world import refusing, sales
from django.db.models import F

from acting import acting
from unbilled.billing.events.add_retainers import NewRetainer, PrepaidHoursUnfit, add_retainers
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.change_retainers import ChangedRetainer, change_retainers
from unbilled.billing.events.draw_hours import draw_hours
from unbilled.billing.events.edit_details import PrepaidAsAgreed, edit_details
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.models import ProformaDetail, Retainer
from unbilled.billing.reads.retainers_for import RetainerFor, retainers_for
from unbilled.billing.rules import RetainerNotAvailable, RetainersExceedCharges
from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
"""
STEPS = """
- add_retainers:
    contract: C-1
    retainers:
      Old: {date: 2026-01-15, hours: 2, price: 90}
      New: {date: 2026-02-15, hours: 3, price: 80, overage: 125}
      Money: {date: 2026-02-01, amount: 50}
- mark_ready: {retainers: [Old, New, Money]}
- create_proformas: {through: 2026-02-28}
- confirm: all
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 2}
    T3: {resource: Ada, project: P-1, date: 2026-03-04, hours: 4}
- submit: all
- approve: all
- mark_ready: all
- create_proformas: {entries: [T1, T2]}
"""
"""P-00002 bills 1 and 2 hours; 2 hours at 90.00 and 3 at 80.00 are prepaid, and 50.00 in money."""


@pytest.fixture
def prepaid(books: Books) -> Books:
    books.given(GIVEN)
    books.do(STEPS)
    return books


def drawn(books: Books) -> list[tuple[Any, ...]]:
    """Lines of P-00002: number, quantity, price, amount, hours drawn."""
    lines = ProformaDetail.objects.filter(proforma_id=books.id("proformas", "P-00002")).order_by("line_no")
    names = ("line_no", "quantity", "unit_price", "transaction_amount", "drawn_hours")
    return [tuple(float(one) for one in row) for row in lines.values_list(*names)]


def test_hours_are_drawn_by_age_and_day_and_stay_with_the_time_that_stays(prepaid: Books) -> None:
    act, draft = acting(prepaid.company_id, by=prepaid.person_id), prepaid.id("proformas", "P-00002")
    ids = dict(Retainer.objects.values_list("name", "pk"))
    assert retainers_for(company_id=prepaid.company_id, proforma_id=draft) == [
        RetainerFor(ids["Old"], "Old", Decimal(2)),
        RetainerFor(ids["New"], "New", Decimal(1)),
    ]
    apply_retainers(act, proforma_ids=[draft])
    edited = ProformaDetail.objects.exclude(source_amount=F("transaction_amount"))
    assert not edited.filter(transaction_class="retainer").exists()
    # The second of the two hours of T2 is New's; nothing is left for the money to pay.
    both = [
        (1, 1, 90, 90, 1),
        (2, 2, 85, 170, 2),
        (3, 2, 90, -180, 0),
        (4, 1, 80, -80, 0),
    ]
    assert drawn(prepaid) == both
    for lines in ({1: Decimal("0.5")}, {2: Decimal(1)}):
        with refusing(PrepaidAsAgreed):
            edit_details(act, proforma_id=draft, quantities=lines, reason="Less")
    with refusing(RetainerNotAvailable):
        apply_retainers(act, proforma_ids=[draft], amounts={ids["New"]: Decimal("3.000001")})
    with refusing(RetainersExceedCharges) as caught:
        apply_retainers(act, proforma_ids=[draft], amounts={ids["New"]: Decimal("1.5")})
    assert "1.5 h of New (1" in caught.value.message

    # T1 is taken off: one of the two oldest hours is enough for the hour that New does not pay for.
    remove_details(act, proforma_id=draft, line_nos=[1])
    assert drawn(prepaid) == [(2, 2, 90, 180, 2), (3, 2, 90, -180, 0)]
    # Without hours the time costs what it costs.
    remove_details(act, proforma_id=draft, line_nos=[3])
    assert drawn(prepaid) == [(2, 2, 100, 200, 0)]
    assert not Retainer.objects.exclude(drafted_hours=0).exists()

    # Money and hours together: 1.5 hours of the new ones, then 20.00.
    apply_retainers(
        act, proforma_ids=[draft], amounts={ids["New"]: Decimal("1.5"), ids["Money"]: Decimal(20)}
    )
    assert drawn(prepaid) == [(2, 2, 85, 170, 1.5), (3, 1.5, 80, -120, 0), (4, 1, 20, -20, 0)]
    prepaid.do("- confirm: P-00002")
    prepaid.show(
        "retainers",
        """
        retainer | open hours | drawn hours | open   | applied
        Old      |       2.00 |        0.00 | 180.00 |    0.00
        New      |       1.50 |        1.50 | 120.00 |  120.00
        Money    |       0.00 |        0.00 |  30.00 |   20.00
        """,
    )


def test_what_is_beyond_them_costs_more_only_once_none_are_left(prepaid: Books) -> None:
    act, draft = acting(prepaid.company_id, by=prepaid.person_id), prepaid.id("proformas", "P-00002")
    assert draw_hours(act, proforma_ids=[draft], is_automatic=True) == []
    edit_details(act, proforma_id=draft, prices={1: Decimal(70)}, reason="Agreed")
    add_to_proforma(act, proforma_id=draft, actual_ids=sales(prepaid, "T3"))
    apply_retainers(act, proforma_ids=[draft])
    # Somebody has priced the first; of six hours five are prepaid, then 50.00 of money.
    assert drawn(prepaid) == [
        (1, 1, 70, 70, 0),
        (2, 2, 90, 180, 2),
        (3, 4, 91.25, 365, 3),
        (4, 2, 90, -180, 0),
        (5, 3, 80, -240, 0),
        (6, 1, 50, -50, 0),
    ]
    remove_details(act, proforma_id=draft, line_nos=[4])
    # Two hours are left again: what New does not pay for costs what it costs.
    assert drawn(prepaid)[:3] == [(1, 1, 70, 70, 0), (2, 2, 80, 160, 2), (3, 4, 95, 380, 1)]


def test_hours_have_a_price_and_no_amount(prepaid: Books) -> None:
    act, contract = acting(prepaid.company_id), prepaid.id("contracts", "C-1")
    day = Retainer.objects.get(name="Old").retainer_date
    for one in (
        NewRetainer("X", day),
        NewRetainer("X", day, hours=Decimal(1)),
        NewRetainer("X", day, Decimal(5), hours=Decimal(1), unit_price=Decimal(5)),
        NewRetainer("X", day, hours=Decimal(0), unit_price=Decimal(5)),
        NewRetainer("X", day, hours=Decimal(1), unit_price=Decimal("0.0000001")),
        NewRetainer("X", day, hours=Decimal(1), unit_price=Decimal(5), overage_price=Decimal(-1)),
        NewRetainer("X", day, hours=Decimal(1), unit_price=Decimal(5), parts=2),
        NewRetainer("X", day, Decimal(5), overage_price=Decimal(1)),
    ):
        with refusing(PrepaidHoursUnfit):
            add_retainers(act, contract_id=contract, retainers=[one])
    new = NewRetainer("X", day, hours=Decimal(1), unit_price=Decimal(5))
    [key] = add_retainers(act, contract_id=contract, retainers=[new])
    with refusing(PrepaidHoursUnfit):
        change_retainers(act, changes={key: ChangedRetainer(transaction_amount=Decimal(1))})
    old = Retainer.objects.get(name="Old").pk
    with refusing(RetainerNotAvailable):
        refund_retainers(act, retainer_ids=[old], amounts={old: Decimal("2.5")})
    [refund] = refund_retainers(act, retainer_ids=[old], amounts={old: Decimal("0.5")})
    assert refund.transaction_amount == Decimal(-45)
