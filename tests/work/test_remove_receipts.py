"""Removing receipts: what was attached by mistake goes while its entry is pencil."""

import pytest
from tests.acting import acting

from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.work.events.attach_receipts import NewReceipt, attach_receipts
from unbilled.work.events.remove_receipts import ReceiptMissing, remove_receipts
from unbilled.work.models import Entry, Receipt
from unbilled.work.rules import EntrySubmitted


def names() -> list[str]:
    return sorted(Receipt.objects.values_list("name", flat=True))


def test_receipts_go_by_name_or_none_does(entered: Books) -> None:
    company_id = entered.company_id
    entry_id = Entry.objects.get(external_reference="T1").pk
    files = [NewReceipt(entry_id, name, b"%PDF-1.7 " + name.encode()) for name in ("bus.pdf", "taxi.pdf")]
    attach_receipts(acting(company_id), receipts=files)
    # Another paper of a name that is taken: phones call every photo the same.
    attach_receipts(acting(company_id), receipts=[NewReceipt(entry_id, "taxi.pdf", b"%PDF-1.7 back")])

    with pytest.raises(ReceiptMissing, match="The entry T1 has no receipt train"):
        remove_receipts(acting(company_id), entry_id=entry_id, names=["bus.pdf", "train.pdf"])
    assert names() == ["bus.pdf", "taxi (2).pdf", "taxi.pdf"]
    assert remove_receipts(acting(company_id), entry_id=entry_id, names=["taxi (2).pdf"] * 2) == 1
    noted = Act.objects.get(event="work.remove_receipts", outcome="done").changes
    assert [(one["field"], one["before"]) for one in noted] == [("receipt", "taxi (2).pdf")]
    assert names() == ["bus.pdf", "taxi.pdf"]
    assert remove_receipts(acting(company_id), entry_id=entry_id, names=["bus.pdf"]) == 1
    assert names() == ["taxi.pdf"]
    entered.do("- submit: [T1]")
    with pytest.raises(EntrySubmitted):
        remove_receipts(acting(company_id), entry_id=entry_id, names=["taxi.pdf"])
    entered.do("- recall: [T1]\n- delete: [T1]")
    assert names() == []
