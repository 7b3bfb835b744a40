"""Removing retainers that were never invoiced, and releasing those that are to be."""

import pytest
from billing_world import refusing

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.delete_retainers import RetainerBilled, delete_retainers
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import RetainerNotMarkable, mark_ready
from unbilled.billing.models import Retainer
from unbilled.billing.rules import RetainerNotReady
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def invoiced(books: Books) -> Books:
    books.given(GIVEN)
    books.do(STEPS)
    return books


def test_what_was_asked_for_stays(invoiced: Books) -> None:
    invoiced.do("""
        - add_retainers:
            contract: C-1
            retainers: {New: {date: 2026-05-01, amount: 1}, Next: {date: 2026-05-01, amount: 2}}
        - revise: {proformas: P-00002, reason: Wrong}
        - confirm: P-00005
    """)
    ids = {one.name: one.pk for one in Retainer.objects.all()}
    act = acting(invoiced.company_id, by=invoiced.person_id)
    with refusing(RetainerNotMarkable):
        mark_ready(act, retainer_ids=[ids["New"], ids["Start"]])
    with refusing(RetainerNotReady):
        mark_not_ready(act, retainer_ids=[ids["New"]])
    with refusing(RetainerNotReady):
        add_to_proforma(act, proforma_id=invoiced.id("proformas", "P-00003"), retainer_ids=[ids["New"]])
    # Other is ready again, as it was credited; yet it was asked for once.
    with refusing(RetainerBilled):
        delete_retainers(act, retainer_ids=[ids["New"], ids["Other"]])
    assert mark_ready(act, retainer_ids=[ids["New"], ids["Next"]]) == 2
    assert mark_not_ready(act, retainer_ids=[ids["New"]]) == 1
    invoiced.do("- put_on: {proformas: P-00003, retainers: [Next]}")
    with refusing(RetainerBilled):
        delete_retainers(act, retainer_ids=[ids["Next"]])
    invoiced.do("- take_off: {proformas: P-00003, lines: [2]}")
    assert delete_retainers(act, retainer_ids=[ids["New"], ids["Next"]]) == 2
