"""Remove receipts: what was attached by mistake goes, before it is decided on."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.refusals import Refusal
from unbilled.work.models import Receipt
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.pencil_entries import lock_pencil


class ReceiptMissing(Refusal):
    """Only what was attached can be removed."""

    sentence = "The entry {record} has no receipt {names}."
    remedy = "Name receipts as they are shown with their entry."


@event("work.remove_receipts")
def remove_receipts(act: Act, *, entry_id: int, names: Sequence[str]) -> int:
    """Remove receipts of an entry that is a draft or returned; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_id: The entry.
        names: Names of its receipts.

    Returns:
        How many were removed.

    Raises:
        NotYours, EntryMissing, EntryOfOthers, EntrySubmitted, EntryDecided: The entry cannot be changed, see
            ``lock_pencil``.
        ReceiptMissing: It has no receipt of a name.
        EntryWritten: One was written on a proforma.

    Source:
        docs/rules/work.md#receipts.
    """
    lock_pencil(act, [entry_id])
    rows = Receipt.objects.filter(company_id=act.company_id, entry_id=entry_id, name__in=list(names))
    there = set(rows.values_list("name", flat=True))
    [record] = entry_names(act)([entry_id])
    if missing := [name for name in names if name not in there]:
        raise ReceiptMissing(record=record, names=missing)
    note_changes(act, [Change("entry", record, "receipt", name, None) for name in dict.fromkeys(names)])
    count, _ = rows.delete()
    return count
