"""Refusing: how the business says no to some of the records that an event was asked to move.

A statement that can refuse writes nothing while there is a fault, and returns a row for each: ``refusal`` (name of the
class), ``found`` (what is wrong or missing, in words) and the identities at fault, in a column that is called as the
subject of the refusal. Beside them come its results, with an empty ``refusal``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.foundation.figures import words
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import Statement

Names = Callable[[Sequence[int]], Sequence[str]]
"""What people call the records of some identities, in their order."""
NOT_THERE = "one that is not there"


def accepted(
    rows: Sequence[Mapping[str, Any]],
    *refusals: type[Refusal],
    subject: str = "",
    names: Names | None = None,
) -> list[dict[str, Any]]:
    """The results of a statement, when it refuses nothing.

    Args:
        rows: What it returned.
        refusals: What it may refuse: the first of them that it does is raised, with all of its faults.
        subject: Column of the identities at fault; that of the refusal when not given.
        names: What people call the records at fault, for a sentence that has ``records``.

    Raises:
        Refusal: There is a fault; with the identities, ``found`` and ``records``.
    """
    for refusal in refusals:
        faults = [row for row in rows if row["refusal"] == refusal.__name__]
        if faults:
            column = subject or refusal.subject
            ids = sorted({one for fault in faults for one in fault[column] or ()}) if column else []
            found = [fault["found"] for fault in faults if fault["found"] is not None]
            raise refusal(
                **({column: ids} if column else {}),
                **({"found": list(dict.fromkeys(found))} if found else {}),
                **({"records": names(ids)} if names else {}),
            )
    unknown = {row["refusal"] for row in rows} - {None}
    assert not unknown, f"a statement refuses what its event does not know: {unknown}"
    return [dict(row) for row in rows]


def refuse_rest(
    refusal: type[Refusal], asked: Iterable[int], moved: Collection[int], names: Names, **more: Any
) -> None:
    """Refuse what was asked for and has not moved.

    Args:
        refusal: The refusal; its subject gets the identities, ``records`` what they are called.
        asked: Identities that were asked for.
        moved: Those that an event has moved.
        names: What people call the others.
        more: Further details.

    Raises:
        Refusal: Something has not moved.
    """
    rest = sorted(set(asked) - set(moved))
    if rest:
        raise refusal(**{refusal.subject: rest, "records": names(rest)}, **more)


def names_of(
    read: Statement, act: Act, *, states: bool = False, spoken: Callable[[str], str] = words
) -> Names:
    """The names that a statement gives to records: ``id``, ``name`` and ``state`` of each that the company has.

    Args:
        read: The statement; it takes ``ids``.
        act: The act, for its company.
        states: Say behind each name where the record stands.
        spoken: A status as people read it.
    """

    def names(ids: Sequence[int]) -> list[str]:
        found = {row["id"]: row for row in read.rows(act, ids=list(ids))}
        return [
            NOT_THERE
            if one not in found
            else f"{found[one]['name']} ({spoken(found[one]['state'])})"
            if states
            else str(found[one]["name"])
            for one in ids
        ]

    return names
