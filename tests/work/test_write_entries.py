"""Writing entries: what is put on a draft by hand is an entry that nobody submits."""

from decimal import Decimal

import pytest
from written import fee

from acting import acting
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.work.events.change_entries import change_entries
from unbilled.work.events.delete_entries import delete_entries
from unbilled.work.events.enter_entries import ReferenceUnknown
from unbilled.work.events.reword_entries import reword_entries
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.events.write_entries import write_entries
from unbilled.work.rules import EntryWritten


def test_it_is_neither_submitted_nor_changed_nor_deleted(books: Books) -> None:
    books.given("projects: {P-1: {}}")
    act = acting(books.company_id)
    ids = write_entries(act, entries=[fee("P-00001/1"), fee("P-00001/2")])

    before = snapshot()
    with pytest.raises(ReferenceUnknown):
        write_entries(act, entries=[fee("P-00001/3"), fee("P-00001/4", category_id=0)])
    with pytest.raises(EntryWritten) as caught:
        change_entries(act, changes={ids[0]: {"quantity": Decimal(2)}})
    with pytest.raises(EntryWritten):
        delete_entries(act, entry_ids=ids)
    with pytest.raises(Refusal):
        submit_entries(act, entry_ids=ids)
    assert snapshot() == before
    assert caught.value.message == (
        "These entries were written on a proforma, and are lines of it: P-00001/1."
    )
    assert reword_entries(act, descriptions={ids[0]: "Licence for a year"}) == 1
    books.show(
        "entries",
        """
        entry     | class | quantity | status
        P-00001/1 | fee   |     1.00 | written
        P-00001/2 | fee   |     1.00 | written
        """,
    )
