"""Attaching receipts: papers everybody can open, told by their bytes, to pencil only, each once."""

import pytest
from tests.acting import acting, granted

from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.work.events.attach_receipts import MOST_BYTES, NewReceipt, ReceiptUnsuitable, attach_receipts
from unbilled.work.models import Entry, Receipt
from unbilled.work.rules import EntryDecided, EntryMissing, EntryOfOthers, EntrySubmitted

PDF = b"%PDF-1.7 taxi"


def entry(reference: str = "T1") -> int:
    return Entry.objects.get(external_reference=reference).pk


def kept() -> list[tuple[str, str, int]]:
    return sorted(Receipt.objects.values_list("name", "media_type", "size_bytes"))


def test_receipts_are_kept_once_and_noted(entered: Books) -> None:
    act = acting(entered.company_id)
    files = [NewReceipt(entry(), "a/taxi.pdf", PDF), NewReceipt(entry(), "x.png", b"\x89PNG\r\n\x1a\n...")]

    assert attach_receipts(act, receipts=files) == 2
    assert attach_receipts(act, receipts=files[:1]) == 0

    assert kept() == [("taxi.pdf", "application/pdf", 13), ("x.png", "image/png", 11)]
    first = Act.objects.filter(event="work.attach_receipts").order_by("pk")[0]
    assert [(one["record"], one["field"], one["after"]) for one in first.changes] == [
        ("T1", "receipt", "taxi.pdf"),
        ("T1", "receipt", "x.png"),
    ]
    assert first.asked["receipts"][0]["content"]["count"] == 13


@pytest.mark.parametrize(
    "content", [b"", b"<html>", PDF + b" " * MOST_BYTES], ids=["empty", "another type", "too large"]
)
def test_what_is_no_paper_is_refused_and_nothing_is_kept(entered: Books, content: bytes) -> None:
    files = [NewReceipt(entry(), "good.pdf", PDF), NewReceipt(entry(), "bad.pdf", content)]
    with pytest.raises(ReceiptUnsuitable, match=r"bad\.pdf"):
        attach_receipts(acting(entered.company_id), receipts=files)
    assert kept() == []


def test_an_entry_has_ten_at_most(entered: Books) -> None:
    files = [NewReceipt(entry(), f"{place}.pdf", PDF + bytes([place + 65])) for place in range(11)]
    with pytest.raises(ReceiptUnsuitable, match="T1 would have more than 10"):
        attach_receipts(acting(entered.company_id), receipts=files)
    assert attach_receipts(acting(entered.company_id), receipts=files[:10]) == 10


def test_only_pencil_of_ones_own_takes_receipts(entered: Books) -> None:
    company_id = entered.company_id
    tom = granted(company_id, "tom", "team_member")
    taxi = [NewReceipt(entry(), "taxi.pdf", PDF)]
    with pytest.raises(EntryOfOthers):
        attach_receipts(acting(company_id, by=tom), receipts=taxi)
    with pytest.raises(EntryMissing):
        attach_receipts(acting(company_id), receipts=[NewReceipt(0, "taxi.pdf", PDF)])
    entered.do("- submit: [T1]")
    with pytest.raises(EntrySubmitted):
        attach_receipts(acting(company_id), receipts=taxi)
    entered.do("- approve: [T1]")
    with pytest.raises(EntryDecided):
        attach_receipts(acting(company_id), receipts=taxi)
    assert kept() == []
