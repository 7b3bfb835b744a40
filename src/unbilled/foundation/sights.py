"""Sights: what of a company's records is a person's own, where the person's role does not reach over all of them.

A room says of each kind of its records which are whose: ``<room>/scopes/<kind>.sql`` returns, of some identities, those
that lie outside a person's reach, with the name people know them by and who manages them. The kind is told by the name
of an argument: ``entry_ids`` are of ``scopes/entry.sql``, a ``contract_line_id`` is of ``scopes/contract_line.sql``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import Statement


class NotYours(Refusal):
    """A record is another manager's, and the person's role is granted for their own contracts only."""

    sentence = "This is not yours: {records}."
    remedy = "Ask who manages it: {managers}; or have an administrator grant the role for all contracts."
    subject = "record_ids"


NOBODY = "false"
"""Scope of a list of the whole company's figures, of which nothing is anybody's own; see ``foundation.lists``."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose own is reached, where a role does not reach over everything.

    Attributes:
        company_id: Company.
        person_id: The person.
    """

    company_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """A record outside a person's reach.

    Attributes:
        record_id: Its identity.
        name: The name people know it by.
        manager: Who manages it; empty where nobody does.
    """

    record_id: int
    name: str
    manager: str


@cache
def scopes() -> dict[str, Statement]:
    """The statement of each kind of record that is somebody's own, of all installed rooms."""
    from django.apps import apps

    paths = [
        path
        for config in apps.get_app_configs()
        if config.name.startswith("unbilled.")
        for path in sorted((Path(config.path) / "scopes").glob("*.sql"))
    ]
    return {path.stem: Statement(path=path, text=path.read_text(encoding="utf-8")) for path in paths}


def foreign(sight: Sight, *, kind: str, ids: Collection[int]) -> list[Foreign]:
    """Those of some records that are outside a person's reach.

    Args:
        sight: Whose reach.
        kind: What the records are; of a kind that has no scope none is anybody's own.
        ids: Their identities.
    """
    scope = scopes().get(kind)
    if scope is None or not ids:
        return []
    rows = scope.rows(company_id=sight.company_id, sight_person_id=sight.person_id, ids=list(ids))
    return [Foreign(**row) for row in rows]


def theirs(sight: Sight | None, *, kind: str, ids: Sequence[int]) -> list[int]:
    """Those of some records that a person reaches, in their order; all of them without a sight.

    Args:
        sight: Whose reach.
        kind: What the records are.
        ids: Their identities.
    """
    if sight is None:
        return list(ids)
    outside = {one.record_id for one in foreign(sight, kind=kind, ids=ids)}
    return [one for one in ids if one not in outside]


def refuse_foreign(sight: Sight | None, asked: Any) -> None:
    """Refuse records outside a person's reach; for events that find by name what they are asked for as well.

    Args:
        sight: Whose reach; without one nothing is refused.
        asked: What names records: arguments such as ``{"contract_ids": [7]}``, also within plain records.

    Raises:
        NotYours: One is outside.
    """
    if sight is None:
        return
    outside = [one for kind, ids in ids_by_kind(asked).items() for one in foreign(sight, kind=kind, ids=ids)]
    if outside:
        raise not_yours(outside)


def not_yours(outside: Sequence[Foreign]) -> NotYours:
    """The refusal of records outside a person's reach."""
    return NotYours(
        record_ids=[one.record_id for one in outside],
        records=list(dict.fromkeys(one.name for one in outside)),
        managers=list(dict.fromkeys(one.manager or "nobody yet" for one in outside)),
    )


def ids_by_kind(asked: Any) -> dict[str, list[int]]:
    """The identities that arguments name, by the kind that the argument's name tells.

    >>> ids_by_kind({"entry_ids": [3, 4], "lines": [{"contract_id": 7}], "terms_id": None, "reason": "x"})
    {'entry': [3, 4], 'contract': [7]}
    """
    found: dict[str, dict[int, None]] = {}
    for name, value in _named(asked):
        ids = [one for one in (value if isinstance(value, Collection) else [value]) if isinstance(one, int)]
        if ids:
            found.setdefault(name.removesuffix("s").removesuffix("_id"), {}).update(dict.fromkeys(ids))
    return {kind: list(ids) for kind, ids in found.items()}


def _named(asked: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(asked) and not isinstance(asked, type):
        asked = {one.name: getattr(asked, one.name) for one in fields(asked)}
    if isinstance(asked, Mapping):
        for name, value in asked.items():
            if isinstance(name, str) and name.endswith(("_id", "_ids")):
                yield name, value
            else:
                yield from _named(value)
    elif isinstance(asked, list | tuple):
        for one in asked:
            yield from _named(one)
