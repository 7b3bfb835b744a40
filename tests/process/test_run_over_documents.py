"""Steps over many documents: what proposals wait for is posted, and the posted invoices are credited."""

from collections.abc import Callable

from acting import acting
from road import MARCH_31, STAGES
from unbilled.accounting.models import Proposal
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.process.runs.over_documents import CREDIT, POST_AWAITED
from unbilled.runs.running import carry_out


def test_what_proposals_wait_for_is_posted_and_invoices_are_credited(road: Callable[[int], Books]) -> None:
    """8 and 4 hours at 100 for Helios, 2 at 110 and 5,000 for Meridian; three journal lines of sales are awaited."""
    books = road(2)
    for stage in STAGES[3:]:
        books.do(stage)
    act = acting(books.company_id, on=MARCH_31, by=books.person_id)
    posted = carry_out(act, POST_AWAITED, proposal_ids=list(Proposal.objects.values_list("pk", flat=True)))
    assert (posted.counts["journal lines"], posted.set_aside) == (3, [])
    assert set(Proposal.objects.values_list("status", flat=True)) == {"populated"}

    books.do("- post_invoices: all")
    ids = list(Invoice.objects.order_by("pk").values_list("pk", flat=True))
    told = carry_out(act, CREDIT, invoice_ids=[*ids, ids[0]], reason="Billed twice", post=False)
    assert told.counts == {"invoices": 2, "lines": 4, "credit notes posted": 0}
    again = carry_out(act, CREDIT, invoice_ids=ids, reason="Billed twice", post=False)
    assert [(item.record_name, item.refusal) for item in again.set_aside] == [
        ("2026-00001", "NothingToCorrect"),
        ("2026-00002", "NothingToCorrect"),
    ]
