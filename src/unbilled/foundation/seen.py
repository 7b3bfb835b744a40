"""What somebody saw of a record before changing it: two people at once are told, and neither overwrites the other.

A page hands a version of the record with the act; the event that changes the record holds it, once it is locked,
against what the record is by then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal


class ChangedMeanwhile(Refusal):
    """A record is not what it was when whoever changes it looked at it."""

    sentence = "{record} was changed while you had it open, so nothing of yours is saved."
    remedy = "Look at what it is now, and decide what holds."


def version_of(*records: Any) -> str:
    """A word for what plain records say: another as soon as a field says something else.

    Args:
        records: What is known of one record of the world, each by its own plain record, or a text.

    >>> from unbilled.foundation.acts import Change
    >>> one = Change("role", "Developer", "price", 1, {"b": 2, "a": 1})
    >>> version_of(one) == version_of(Change("role", "Developer", "price", 1, {"a": 1, "b": 2}))
    True
    >>> version_of(one) == version_of(Change("role", "Developer", "price", 1, {"a": 1}))
    False
    """
    return " ".join(f"{type(one).__name__}:{_digest(one)}" for one in records)


def refuse_stale(act: Act, records: Mapping[str, Any]) -> None:
    """Refuse to change what is not what the person has seen; what the act says nothing of is passed over.

    Args:
        act: Who, with what was seen.
        records: What plain records say, locked, by kind and name, such as ``customer 10010``.

    Raises:
        ChangedMeanwhile: One is another by now.
    """
    for name, record in records.items():
        for seen in act.seen.get(name, "").split():
            if seen.partition(":")[0] == type(record).__name__ and seen != version_of(record):
                raise ChangedMeanwhile(record=name[:1].upper() + name[1:])


def _digest(record: Any) -> str:
    said = (
        [(one.name, _plain(getattr(record, one.name))) for one in fields(record)]
        if is_dataclass(record)
        else record
    )
    return sha256(repr(said).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(each)) for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return figures.plain(value) if isinstance(value, Decimal) else str(value)
