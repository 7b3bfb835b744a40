"""Selections: which records an operation takes, as a filter over the whole company or as identities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Filter:
    """Which records to take; what is left out takes all.

    A statement takes each part as a parameter and ignores it when it is null, so that its text never
    depends on what was asked:
    ``(%(contract_ids)s::bigint[] is null or contract_id = any(%(contract_ids)s::bigint[]))``.

    Attributes:
        contract_ids: Contracts; none of them when empty, any when None.
        project_ids: Projects.
        customer_ids: Customers who pay.
        from_date: First day of the work.
        through_date: Last day of the work, inclusive.
    """

    contract_ids: Sequence[int] | None = None
    project_ids: Sequence[int] | None = None
    customer_ids: Sequence[int] | None = None
    from_date: date | None = None
    through_date: date | None = None

    def params(self) -> dict[str, Any]:
        """The parameters of a statement that takes a filter.

        >>> Filter(contract_ids=(7,)).params()["contract_ids"], Filter().params()["contract_ids"]
        ([7], None)
        """

        def ids(chosen: Sequence[int] | None) -> list[int] | None:
            return None if chosen is None else list(chosen)

        return {
            "contract_ids": ids(self.contract_ids),
            "project_ids": ids(self.project_ids),
            "customer_ids": ids(self.customer_ids),
            "from_date": self.from_date,
            "through_date": self.through_date,
        }


@dataclass(frozen=True, slots=True)
class Selected:
    """One record of a selection.

    Attributes:
        contract_id: Contract whose records stay together; None for records of none.
        record_id: Identity of the record.
        row_count: How many lines it brings, so that runs cut even chunks.
    """

    contract_id: int | None
    record_id: int
    row_count: int = 1


def chunks(selected: Sequence[Selected], size: int) -> list[list[Selected]]:
    """Cut a selection into chunks of about so many lines; the records of a contract stay together.

    >>> picked = [Selected(2, 21), Selected(1, 11), Selected(2, 22), Selected(None, 1), Selected(None, 2)]
    >>> [[one.record_id for one in chunk] for chunk in chunks(picked, 2)]
    [[11], [21, 22], [1, 2]]
    """
    groups: dict[tuple[bool, int], list[Selected]] = {}
    for one in selected:
        # What has no contract has nothing to stay together for: each record is a group, after the others.
        key = (True, one.record_id) if one.contract_id is None else (False, one.contract_id)
        groups.setdefault(key, []).append(one)
    cut: list[list[Selected]] = []
    room = 0
    for _, members in sorted(groups.items()):
        rows = sum(member.row_count for member in members)
        if not cut or rows > room:
            cut.append([])
            room = size
        cut[-1].extend(members)
        room -= rows
    return cut
