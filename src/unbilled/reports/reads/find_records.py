"""Find records that acts name: by kind and the name people know."""

from collections.abc import Sequence

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
KINDS = ("entry", "contract", "project", "milestone", "proforma", "proposal", "invoice")


class RecordUnknown(Refusal):
    """Acts about a record were asked for that is not there."""

    sentence = "There is no {record} in this company."
    remedy = (
        "Say the kind and the name: entry toggl:8812, proforma P-00001, contract C-1, invoice 2026-00042."
    )


def find_records(*, company_id: int, names: Sequence[str]) -> list[str]:
    """What the act log calls some records.

    Args:
        company_id: Company of the records.
        names: Each a kind and a name: ``entry toggl:8812``. Masters go by their name, as in ``customer 10010``.

    Returns:
        Each as it was given, for what the log says of masters, and as ``kind:identity``; of an entry its actuals too.

    Raises:
        RecordUnknown: There is no such record.
    """
    parts = [name.partition(" ") for name in names]
    kinds = [kind.casefold() for kind, _, _ in parts]
    rows = SQL.rows(company_id=company_id, kinds=kinds, names=[name.strip() for _, _, name in parts])
    found = {row["position"] for row in rows}
    for position, (kind, name) in enumerate(zip(kinds, names, strict=True), start=1):
        if kind in KINDS and position not in found:
            raise RecordUnknown(record=name)
    return [*names, *(f"{row['kind']}:{row['record_id']}" for row in rows)]
