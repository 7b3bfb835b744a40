"""Masters: how records that people keep are added and changed, as sets, refused whole with every fault named.

A room describes a kind of record once (``Kind``): its plain record with the defaults, the table, the name people know
it by, what refers to other records by their names, and what is checked. Its events ``add_…`` and ``change_…`` hand that
and the records to ``added`` and ``changed``. Company files, commands and pages all speak in the plain records.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from unbilled.foundation.acts import Act, Change, note_changes
from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal

Check = Callable[[Any], str]
"""Says what is wrong with a value, such as ``is below zero``; nothing when it is right."""


class MastersRefused(Refusal):
    """Records cannot be added or changed as they are described; nothing was."""

    sentence = "Nothing is changed: {faults}."
    remedy = "Correct what is named and send it again."


@dataclass(frozen=True)
class Lookup:
    """A field that names another record.

    Attributes:
        kind: What it names, such as ``terms of payment``.
        model: Its table.
        name: Field that holds the name.
        of_company: Whether each company has its own; currencies are everybody's.
    """

    kind: str
    model: type[Model]
    name: str
    of_company: bool = True


@dataclass(frozen=True)
class Kind:
    """A kind of master record.

    Attributes:
        name: What one is called, such as ``customer``.
        record: The plain record: a frozen dataclass with the defaults.
        model: The table.
        key: Field of the record that people know it by.
        lookups: Fields that name other records, by field.
        columns: Field of the table by field of the record, where they differ.
        checks: What must be right about a field's value.
        choices: Words that a field may hold.
        scope: Column that the key is unique within, besides the company.
    """

    name: str
    record: type
    model: type[Model]
    key: str
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of the plain record."""
        return tuple(one.name for one in fields(self.record))

    def column(self, name: str) -> str:
        """Column of the table that holds a field."""
        if name in self.lookups:
            return self.columns.get(name, f"{name}_id")
        return self.columns.get(name, name)


def added(act: Act, kind: Kind, records: Sequence[Any]) -> dict[str, int]:
    """Add records of a kind; all or nothing.

    Args:
        act: Who, for which company.
        kind: What they are.
        records: Plain records.

    Returns:
        The identity of each by its name.

    Raises:
        MastersRefused: A name is empty, given twice or there already; a field names nothing that is there, or holds
            what it may not. Every fault is named.
    """
    names = [str(getattr(record, kind.key)) for record in records]
    faults = [f"{kind.name} {name} is given twice" for name, number in Counter(names).items() if number > 1]
    faults += [f"a {kind.name} has no {kind.key}" for name in names if not name.strip()]
    faults += [
        f"there is a {kind.name} {name} already" for name in sorted(set(names) & set(_known(act, kind)))
    ]
    rows = [{name: getattr(record, name) for name in kind.fields} for record in records]
    columns = _columns(
        act, kind, dict(zip(names, rows, strict=True)) if len(set(names)) == len(names) else {}, faults
    )
    _refuse(faults)
    made = kind.model._default_manager.bulk_create(
        [kind.model(company_id=act.company_id, act_id=act.act_id, **columns[name]) for name in names]
    )
    return {name: row.pk for name, row in zip(names, made, strict=True)}


def changed(act: Act, kind: Kind, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change fields of records; all or nothing. What each field was and became goes into the act log.

    Args:
        act: Who, for which company.
        kind: What they are.
        changes: By the record's name, the fields that change and what they become.

    Returns:
        What changed; a field that stays as it is is not among it.

    Raises:
        MastersRefused: A record is not there, a field is none of it, names nothing that is there, or holds what it
            may not. Every fault is named.
    """
    known = _known(act, kind)
    faults = [
        f"there is no {kind.name} {name}, {nearest(name, known)}" for name in changes if name not in known
    ]
    for name, wanted in changes.items():
        unknown = [one for one in wanted if one not in kind.fields]
        faults += [f"{kind.name} {name} has no {one}, {nearest(one, kind.fields)}" for one in unknown]
    there = {name: dict(wanted) for name, wanted in changes.items() if name in known}
    for wanted in there.values():
        for one in [one for one in wanted if one not in kind.fields]:
            del wanted[one]
    columns = _columns(act, kind, there, faults)
    _refuse(faults)
    before = {
        row.pk: row for row in kind.model._default_manager.filter(pk__in=[known[name] for name in there])
    }
    names = {kind.column(one): one for one in kind.fields}
    done: list[Change] = []
    for name, becomes in columns.items():
        row = before[known[name]]
        for column, value in becomes.items():
            was = getattr(row, column)
            if was != value:
                said = names[column]
                spoken = there[name][said] if said in kind.lookups else value
                was_spoken = _name_of(kind, said, was) if said in kind.lookups else was
                done.append(Change(kind.name, name, said, was_spoken, spoken))
                setattr(row, column, value)
    touched = {known[one.record]: before[known[one.record]] for one in done}
    for row in touched.values():
        row.act_id = act.act_id  # type: ignore[attr-defined]
    if touched:
        written = {kind.column(one.field) for one in done}
        kind.model._default_manager.bulk_update(list(touched.values()), [*sorted(written), "act_id"])
    note_changes(act, done)
    return done


def _known(act: Act, kind: Kind) -> dict[str, int]:
    column = kind.columns.get(kind.key, kind.key)
    rows = kind.model._default_manager.filter(company_id=act.company_id).values_list(column, "pk")
    return {str(name): key for name, key in rows}


def _columns(
    act: Act, kind: Kind, given: Mapping[str, Mapping[str, Any]], faults: list[str]
) -> dict[str, dict[str, Any]]:
    """The columns that fields of named records become; what cannot be is added to the faults."""
    ids = {
        one: _ids(act, lookup, (row.get(one) for row in given.values()))
        for one, lookup in kind.lookups.items()
    }
    found: dict[str, dict[str, Any]] = {}
    for name, row in given.items():
        found[name] = {}
        for one, value in row.items():
            if one in kind.lookups:
                lookup = kind.lookups[one]
                if value is not None and str(value) not in ids[one]:
                    near = nearest(str(value), _names(act, lookup))
                    faults.append(f"{kind.name} {name}: there is no {lookup.kind} {value}, {near}")
                    continue
                value = None if value is None else ids[one][str(value)]
            elif one in kind.choices and value not in kind.choices[one]:
                faults.append(
                    f"{kind.name} {name}: {one} is {value!r}, not one of {', '.join(kind.choices[one])}"
                )
            elif one in kind.checks and (problem := kind.checks[one](value)):
                faults.append(f"{kind.name} {name}: {one} {problem}")
            found[name][kind.column(one)] = value
    return found


def _ids(act: Act, lookup: Lookup, names: Iterable[Any]) -> dict[str, Any]:
    wanted = {str(name) for name in names if name is not None}
    if not wanted:
        return {}
    rows = lookup.model._default_manager.filter(**{f"{lookup.name}__in": wanted})
    if lookup.of_company:
        rows = rows.filter(company_id=act.company_id)
    return {str(name): key for name, key in rows.values_list(lookup.name, "pk")}


def _names(act: Act, lookup: Lookup) -> list[str]:
    rows = lookup.model._default_manager.all()
    if lookup.of_company:
        rows = rows.filter(company_id=act.company_id)
    return [str(name) for name in rows.values_list(lookup.name, flat=True)]


def _name_of(kind: Kind, one: str, key: Any) -> Any:
    lookup = kind.lookups[one]
    if key is None:
        return None
    return lookup.model._default_manager.filter(pk=key).values_list(lookup.name, flat=True).first()


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise MastersRefused(faults=list(dict.fromkeys(faults)))


# Checks that several rooms need


def not_below_zero(value: Decimal | int | None) -> str:
    """Whether a number is below zero.

    >>> not_below_zero(Decimal(-1)), not_below_zero(None)
    ('is below zero', '')
    """
    return "is below zero" if value is not None and value < 0 else ""


def is_said(value: str) -> str:
    """Whether a text is there.

    >>> is_said(" "), is_said("x")
    ('is empty', '')
    """
    return "" if value.strip() else "is empty"


def is_a_day(value: object) -> str:
    """Whether a value is a day.

    >>> is_a_day("soon")
    'is not a day such as 2026-03-02'
    """
    return "" if isinstance(value, date) else "is not a day such as 2026-03-02"
