"""Attach receipts: the paper of an expense, for whoever approves it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, count
from os.path import splitext
from pathlib import PurePath

from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.refusals import Refusal
from unbilled.work.models import Receipt
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.pencil_entries import lock_pencil

MOST_BYTES = 5 * 1024 * 1024
MOST_OF_AN_ENTRY = 10
LONGEST_NAME = 120
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""What files of each type begin with; what a browser says of them counts for nothing."""


class ReceiptUnsuitable(Refusal):
    """Only papers that everybody can open are kept, and no more than the books should carry."""

    sentence = "These cannot be kept as receipts: {found}."
    remedy = "Attach PDF, PNG or JPEG files of at most 5 MB each, ten to an entry."


@dataclass(frozen=True)
class NewReceipt:
    """A receipt as it is uploaded.

    Attributes:
        entry_id: Its entry.
        name: Name of the file.
        content: Its bytes.
    """

    entry_id: int
    name: str
    content: bytes


@event("work.attach_receipts")
def attach_receipts(act: Act, *, receipts: Sequence[NewReceipt]) -> int:
    """Attach receipts to drafts and returned entries; all or nothing. One that is there already is not attached again.

    Args:
        act: Who, for which company, on which day.
        receipts: The files, each with its entry.

    Returns:
        How many were attached.

    Raises:
        NotYours, EntryMissing, EntryOfOthers, EntrySubmitted, EntryDecided: An entry cannot be changed, see
            ``lock_pencil``.
        ReceiptUnsuitable: A file is empty, too large or of another type, or an entry would have too many.
        EntryWritten: One was written on a proforma.

    Source:
        docs/rules/work.md#receipts.
    """
    entry_ids = list(dict.fromkeys(one.entry_id for one in receipts))
    lock_pencil(act, entry_ids)
    found = [f"{shown_name(one.name)} {problem}" for one in receipts if (problem := _problem(one.content))]
    there = Receipt.objects.filter(company_id=act.company_id, entry_id__in=entry_ids)
    known = set(there.values_list("entry_id", "sha256"))
    taken = set(there.values_list("entry_id", "name"))
    new = {(one.entry_id, sha256(one.content).hexdigest()): one for one in receipts}
    new = {key: one for key, one in new.items() if key not in known}
    counts = Counter(entry_id for entry_id, _ in [*known, *new])
    full = [entry_id for entry_id in entry_ids if counts[entry_id] > MOST_OF_AN_ENTRY]
    found += [f"{name} would have more than {MOST_OF_AN_ENTRY}" for name in entry_names(act)(full)]
    if found:
        raise ReceiptUnsuitable(found=found)
    rows = []
    for (entry_id, digest), one in new.items():
        name = name_apart(shown_name(one.name), {each for entry, each in taken if entry == entry_id})
        taken.add((entry_id, name))
        rows.append(
            Receipt(
                company_id=act.company_id,
                entry_id=entry_id,
                name=name,
                media_type=media_type(one.content),
                content=one.content,
                size_bytes=len(one.content),
                sha256=digest,
                act_id=act.stamp,
            )
        )
    Receipt.objects.bulk_create(rows)
    names = dict(zip(entry_ids, entry_names(act)(entry_ids), strict=True))
    note_changes(act, [Change("entry", names[row.entry_id], "receipt", None, row.name) for row in rows])
    return len(rows)


def media_type(content: bytes) -> str:
    """What bytes are by how they begin; empty where they are nothing that is kept.

    >>> media_type(b"%PDF-1.7"), media_type(b"<html>")
    ('application/pdf', '')
    """
    return next((kind for begins, kind in BEGINNINGS.items() if content.startswith(begins)), "")


def shown_name(name: str) -> str:
    r"""The name of a file without its folders, and without what no name of a file has.

    >>> shown_name("C:\\scans\\taxi.pdf"), shown_name("../x\r\n.png"), shown_name(" ")
    ('taxi.pdf', 'x.png', 'receipt')
    """
    last = PurePath(name.replace("\\", "/")).name
    bare = "".join(each for each in last if each.isprintable() and each not in '"<>|:*?').strip()
    return bare[-LONGEST_NAME:] or "receipt"


def name_apart(name: str, taken: Collection[str]) -> str:
    """A name that no other receipt of an entry has, for receipts are removed by name; phones name all photos alike.

    >>> name_apart("taxi.pdf", {"image.jpg"}), name_apart("image.jpg", {"image.jpg", "image (2).jpg"})
    ('taxi.pdf', 'image (3).jpg')
    """
    stem, ending = splitext(name)
    numbered = (f"{stem} ({number}){ending}" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


def _problem(content: bytes) -> str:
    if not content:
        return "is empty"
    if len(content) > MOST_BYTES:
        return f"has more than {MOST_BYTES // 1024 // 1024} MB"
    return "" if media_type(content) else "is no PDF, PNG or JPEG"
