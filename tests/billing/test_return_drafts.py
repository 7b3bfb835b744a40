"""Returning drafts: whoever looked at them says what is to be done."""

from billing_world import refusing

from acting import acting
from unbilled.billing.events.hand_in_drafts import hand_in_drafts
from unbilled.billing.events.return_drafts import ReturnUnexplained, NotInReview, return_drafts
from unbilled.billing.models import Proforma
from unbilled.lab.scenarios.books import Books


def test_what_is_in_review_comes_back_with_a_comment(worked: Books) -> None:
    worked.do("- mark_ready: all\n- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    act = acting(worked.company_id)
    ids = [*Proforma.objects.values_list("pk", flat=True)]

    with refusing(NotInReview):
        return_drafts(act, proforma_ids=ids, comment="Not agreed")
    hand_in_drafts(act, proforma_ids=ids)
    with refusing(ReturnUnexplained):
        return_drafts(act, proforma_ids=ids, comment=" ")
    assert return_drafts(act, proforma_ids=ids, comment="Not agreed") == 1
    worked.show("proformas", "status | review | comment\ndraft | returned | Not agreed")
    with refusing(NotInReview):
        return_drafts(act, proforma_ids=ids, comment="Once more")
