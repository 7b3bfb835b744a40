"""Handing drafts in: somebody is to look at them before they are confirmed."""

from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.hand_in_drafts import hand_in_drafts
from unbilled.billing.models import Proforma
from unbilled.billing.rules import ProformaNotDraft
from unbilled.lab.scenarios.books import Books


def test_it_stays_a_draft(worked: Books) -> None:
    worked.do("- mark_ready: all\n- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    ids = [*Proforma.objects.values_list("pk", flat=True)]

    assert hand_in_drafts(acting(worked.company_id), proforma_ids=ids, comment=" Is it agreed? ") == 1

    worked.show("proformas", "status | review | comment\ndraft | in_review | Is it agreed?")
    confirmed(worked, "P-00001")
    with refusing(ProformaNotDraft):
        hand_in_drafts(acting(worked.company_id), proforma_ids=ids)
