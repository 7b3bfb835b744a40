"""Receipts of entries: what they are called, and the bytes of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.work.models import Receipt


@dataclass(frozen=True)
class FoundReceipt:
    """A receipt of an entry.

    Attributes:
        receipt_id: Its identity.
        entry_id: Its entry.
        name: Name of the file.
        media_type: What the bytes are.
        size_bytes: How many.
    """

    receipt_id: int
    entry_id: int
    name: str
    media_type: str
    size_bytes: int


def receipts(*, company_id: int, entry_ids: Sequence[int]) -> dict[int, list[FoundReceipt]]:
    """The receipts of entries, by entry.

    Args:
        company_id: Company of the entries.
        entry_ids: The entries.

    Source:
        docs/rules/work.md#receipts.
    """
    rows = Receipt.objects.filter(company_id=company_id, entry_id__in=list(entry_ids)).order_by("id")
    found: dict[int, list[FoundReceipt]] = {}
    for row in rows.values_list("id", "entry_id", "name", "media_type", "size_bytes"):
        found.setdefault(row[1], []).append(FoundReceipt(*row))
    return found


def receipt_bytes(*, company_id: int, receipt_id: int) -> bytes:
    """The bytes of one; nothing where it is not there."""
    row = (
        Receipt.objects.filter(company_id=company_id, pk=receipt_id).values_list("content", flat=True).first()
    )
    return bytes(row) if row is not None else b""
