"""A correction lists chosen lines, and more of them later, each once; what is not listed stays billed."""

from datetime import date

import pytest
from billing_world import confirmed

from acting import acting, granted
from unbilled.billing.events.add_to_correction import add_to_correction
from unbilled.billing.events.revise_proformas import SaleNotBilled, revise_proformas
from unbilled.billing.models import ProformaDetail
from unbilled.billing.reads.billed_sales import billed_sales
from unbilled.billing.rules import DetailUnknown, ProformaNotDraft
from unbilled.foundation.sights import NotYours
from unbilled.lab.scenarios.books import Books, snapshot

DAY = date(2026, 4, 10)


def billed_in(books: Books, *line_nos: int) -> list[int]:
    return billed_sales(
        company_id=books.company_id,
        proforma_id=books.id("proformas", "P-00001"),
        line_nos=line_nos,
        number="P-00001",
    )


def test_lines_are_chosen_and_added_once_and_the_rest_stays_billed(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")
    confirmed(worked, "P-00001")
    act = acting(worked.company_id, by=worked.person_id, on=DAY)
    original = worked.id("proformas", "P-00001")
    first, second, third = (billed_in(worked, line) for line in (1, 2, 3))

    [created] = revise_proformas(act, proforma_ids=[original], reason="Agreed", actual_ids=first)
    assert created.detail_count == len(first)
    correction = created.proforma_id

    def listed() -> list[int]:
        details = ProformaDetail.objects.filter(proforma_id=correction).order_by("line_no")
        assert {detail.quantity for detail in details} == {0}
        return [detail.actual_id for detail in details]

    assert add_to_correction(act, proforma_id=correction, actual_ids=second) == len(second)
    assert listed() == [*first, *second]

    before = snapshot()
    for chosen in (first, [*second, *third], [10**9], []):
        with pytest.raises(SaleNotBilled):
            add_to_correction(act, proforma_id=correction, actual_ids=chosen)
    with pytest.raises(ProformaNotDraft):
        add_to_correction(act, proforma_id=original, actual_ids=third)
    with pytest.raises(DetailUnknown):
        billed_in(worked, 99)
    eva = granted(worked.company_id, "eva", "project_manager", scope="own")
    with pytest.raises(NotYours):
        add_to_correction(acting(worked.company_id, by=eva, on=DAY), proforma_id=correction, actual_ids=third)
    assert {name for name, rows in snapshot().items() if rows != before[name]} <= {
        *("people_person", "people_membership", "people_act")
    }

    confirmed(worked, created.number)
    assert billed_in(worked, 3) == third
    with pytest.raises(DetailUnknown):
        billed_in(worked, 1, 2)
