"""Masters: how records that people keep are added and changed, as sets, refused whole with every fault named.

A room describes a kind of record once (``Kind``): its plain record with the defaults, the table, the name people know
it by, what refers to other records by their names, and what is checked. Its events ``add_…`` and ``change_…`` hand that
and the records to ``added`` and ``changed``; ``described`` reads the plain records back. Company files, commands and
pages all speak in the plain records.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, Model, Q, QuerySet, TextField
from django.db.models.functions import Lower

from unbilled.foundation.acts import Act, Change, note_changes
from unbilled.foundation.names import name_key
from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.seen import refuse_stale
from unbilled.foundation.sights import theirs

Check = Callable[[Any], str]
"""Says what is wrong with a value, such as ``is below zero``; nothing when it is right."""
Reading = Callable[[Sequence[int]], Mapping[int, Any]]
"""Reads a field that stands in a table of its own: its value by the identity of the record."""
Row = dict[str, Any]
UNREADABLE = "\ufffd"
ODD = "[^!-~ ]|  "
"""Finds the names that are written alike in more ways than in capital and small letters."""


class Fault(str):
    """What is wrong with one record, as a sentence; it knows where, for files and forms that say it there."""

    __slots__ = ("field", "problem", "record")
    record: str
    field: str
    problem: str

    def __new__(cls, record: str, problem: str, field: str = "") -> "Fault":
        """Say it.

        Args:
            record: What is at fault, such as ``customer 10010``.
            problem: What is wrong with it; a sentence with ``{}`` in it names the record there.
            field: The field that is at fault, where it is one.
        """
        said = problem.replace("{}", record) if "{}" in problem else f"{record}: {problem}"
        fault = super().__new__(cls, said)
        fault.record, fault.field, fault.problem = record, field, problem.replace("{}", record)
        return fault


class MastersRefused(Refusal):
    """Records cannot be added or changed as they are described; nothing was."""

    sentence = "Nothing is changed: {faults}."
    remedy = "Correct what is named and send it again."

    @property
    def message(self) -> str:
        """Every fault, however many."""
        return self.sentence.format(faults="; ".join(self.details["faults"]))


class MasterMissing(Refusal):
    """Somebody asks about a record that is not there."""

    sentence = "There is no {found}."
    remedy = "The list of its kind has all that there are."


@dataclass(frozen=True)
class Lookup:
    """A field that names another record.

    Attributes:
        kind: What it names, such as ``terms of payment``.
        model: Its table.
        name: Field that holds the name; several with ``/`` between, as in ``transaction_class/name``.
        of_company: Whether each company has its own; currencies are everybody's.
        own: Kind of which some are a person's own (see ``foundation.sights``): whoever sees only these is told no
            other names; empty where everybody may name any.
    """

    kind: str
    model: type[Model]
    name: str
    of_company: bool = True
    own: str = ""

    def spoken(self, value: Any) -> str:
        """A value of the field as people say it."""
        return str(value)

    def found(self, act: Act, values: Iterable[Any]) -> dict[str, Any]:
        """The identity of each that is there, by the name it was given.

        Of a name in several parts the last is enough where only one record has it.
        """
        wanted = {self.spoken(value) for value in values}
        if not wanted:
            return {}
        *parts, last = self.name.split("/")
        lasts = wanted | {name.split("/", len(parts))[-1] for name in wanted}
        rows = self._rows(act).filter(**{f"{last}__in": lasts}).values_list(*parts, last, "pk")
        ids = {_joined(name): key for *name, key in rows}
        if parts:
            shared = Counter(name.split("/", len(parts))[-1] for name in ids)
            ids |= {
                short: key
                for name, key in ids.items()
                if shared[short := name.split("/", len(parts))[-1]] == 1
            }
        return {name: ids[name] for name in wanted if name in ids}

    def known(self, act: Act) -> list[str]:
        """The names there are, as far as the person of the act sees."""
        return [_joined(name) for name in self._seen(act).values_list(*self.name.split("/"))]

    def suggested(self, act: Act, *, limit: int) -> dict[str, str]:
        """Some names that the person of the act sees, in their order, each with what its record is called besides."""
        parts = self.name.split("/")
        columns = {one.name for one in self.model._meta.get_fields()}
        is_told = self.of_company and "name" in columns and "name" not in parts
        rows = self._seen(act).order_by(*parts).values_list(*parts, *(["name"] if is_told else []))[:limit]
        if not is_told:
            return {(name := _joined(row)): name for row in rows}
        return {
            (name := _joined(row[:-1])): f"{name} · {row[-1]}" if row[-1] not in ("", name) else name
            for row in rows
        }

    def values(self, ids: Iterable[Any]) -> dict[Any, Any]:
        """The value of the field by the identity of what it names."""
        rows = self.model._default_manager.filter(pk__in=set(ids))
        return {key: _joined(name) for *name, key in rows.values_list(*self.name.split("/"), "pk")}

    def sees(self, act: Act, value: Any) -> bool:
        """Whether the person of an act may be shown what has this name; nothing is kept from anybody."""
        if value is None or not self.own or act.sight is None:
            return True
        ids = list(self.found(act, [value]).values())
        return len(theirs(act.sight, kind=self.own, ids=ids)) == len(ids)

    def _rows(self, act: Act) -> "QuerySet[Any]":
        rows = self.model._default_manager.all()
        return rows.filter(company_id=act.company_id) if self.of_company else rows

    def _seen(self, act: Act) -> "QuerySet[Any]":
        rows = self._rows(act)
        if not self.own or act.sight is None:
            return rows
        ids = list(rows.values_list("pk", flat=True))
        return rows.filter(pk__in=theirs(act.sight, kind=self.own, ids=ids))


def _possible(model: type[Model], column: str, texts: Iterable[str]) -> list[str]:
    """Those texts that a column may hold: "entry T1" is no year, so nothing is called that."""
    *path, last = column.split("__")
    for one in path:
        model = model._meta.get_field(one).related_model  # type: ignore[assignment]
    field: Any = model._meta.get_field(last)

    def fits(text: str) -> bool:
        try:
            field.run_validators(field.to_python(text))
        except ValidationError:
            return False
        return True

    return [text for text in texts if fits(text)]


def _is_text(model: type[Model], column: str) -> bool:
    return isinstance(model._meta.get_field(column), CharField | TextField)


class Names:
    """Identities by name of the records that others name; a name of nothing becomes a fault."""

    def __init__(self, act: Act, lookup: Lookup, names: Iterable[Any]) -> None:
        """Find them, all at once.

        Args:
            act: Whose company's they are.
            lookup: What is named.
            names: Names, each as often as it comes; none names nothing.
        """
        self._act, self._lookup = act, lookup
        self._ids = lookup.found(act, [name for name in names if name is not None])

    def id(self, name: Any, record: str, faults: list[str], field: str = "") -> Any:
        """The identity of what a record names; none where it names nothing, or nothing that is there.

        Args:
            name: The name.
            record: Who names it, such as ``contract C-1``.
            faults: Told when there is no such thing, or when several have the name.
            field: The field that names it.
        """
        if name is None:
            return None
        lookup = self._lookup
        spoken = lookup.spoken(name)
        if spoken not in self._ids:
            known = lookup.known(self._act)
            several = sorted(one for one in known if one.endswith(f"/{spoken}"))
            problem = (
                f"several are called {spoken}: {', '.join(several)}"
                if several
                else f"there is no {lookup.kind} {spoken}, {nearest(spoken, known)}"
            )
            faults.append(Fault(record, problem, field))
        return self._ids.get(spoken)


@dataclass(frozen=True)
class Members:
    """A field that lists other records, which stand in a table between: the codes of a tax group.

    Attributes:
        lookup: What is listed.
        model: The table between.
        parent: Its column with the record that lists.
        member: Its column with what is listed.
    """

    lookup: Lookup
    model: type[Model]
    parent: str
    member: str


@dataclass(frozen=True)
class Kind:
    """A kind of master record.

    Attributes:
        name: What one is called, such as ``customer``.
        record: The plain record: a frozen dataclass with the defaults.
        model: The table.
        key: Field of the record that people know it by; several with ``/`` between, as in ``project/name``.
        lookups: Fields that name other records, by field.
        columns: Field of the table by field of the record, where they differ.
        checks: What must be right about a field's value, besides what the table says of it.
        choices: Words that a field may hold, where the table does not say.
        members: Fields that list other records.
        usual: Field whose value a field takes that is empty, such as the code for the name.
        fixed: Fields that never change; the record's identity in the world.
        apart: Fields that the event itself writes to another table, and how they are read.
        within: Column that says whose a record is; empty for what belongs to no company.
        events: What its events add and change, such as ``customers`` of ``add_customers``; empty where they are not
            of this record alone.
        is_labeled: Parts of the name after the first carry the names of their fields, and empty ones are left
            out: ``invoiced_revenue, project P-1``.
        own: Kind of which some are a person's own (see ``foundation.sights``): whoever sees only these is told no
            other names; empty where everybody may name any.
    """

    name: str
    record: type
    model: type[Model]
    key: str
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    members: Mapping[str, Members] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    fixed: Sequence[str] = ()
    apart: Mapping[str, Reading] = field(default_factory=dict)
    within: str = "company_id"
    is_labeled: bool = False
    events: str = ""
    own: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of the plain record."""
        return tuple(one.name for one in fields(self.record))

    @property
    def keys(self) -> tuple[str, ...]:
        """Fields that make the name."""
        return tuple(self.key.split("/"))

    def column(self, name: str) -> str:
        """Column of the table that holds a field."""
        if name in self.lookups:
            return self.columns.get(name, f"{name}_id")
        return self.columns.get(name, name)

    def named(self, values: Mapping[str, Any]) -> str:
        """The name of a record with these values."""
        spoken = {one: self._spoken(one, values[one]) for one in self.keys}
        if not self.is_labeled:
            return "/".join(spoken.values())
        first, *others = self.keys
        labeled = [f"{_words(one)} {spoken[one]}" for one in others if spoken[one]]
        return ", ".join([spoken[first], *labeled])

    def rows(self, company_id: int) -> "QuerySet[Any]":
        """The records of a company, or everybody's where they belong to none."""
        rows = self.model._default_manager.all()
        return rows.filter(**{self.within: company_id}) if self.within else rows

    def known(
        self, company_id: int, names: Iterable[str] | None = None, ids: Iterable[Any] | None = None
    ) -> dict[str, Any]:
        """Identities by name, of all records or of those that have one of the names or identities."""
        rows = self.rows(company_id)
        if ids is not None:
            rows = rows.filter(pk__in=ids)
        *others, last = self.keys
        if names is not None and not self.is_labeled and last not in self.lookups:
            lasts = {name.split("/", len(others))[-1] for name in names}
            column = self.column(last)
            rows = rows.filter(**{f"{column}__in": _possible(self.model, column, lasts)})
        found = [
            (dict(zip((*self.keys, "pk"), row, strict=True)))
            for row in rows.values_list(*(self.column(one) for one in self.keys), "pk")
        ]
        for one in (key for key in self.keys if key in self.lookups):
            spoken = self.lookups[one].values(row[one] for row in found)
            for row in found:
                row[one] = spoken.get(row[one])
        return {self.named(row): row["pk"] for row in found}

    def alike(self, company_id: int, names: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Identities by name, of the records whose names are the same as some of these, by ``name_key``.

        Names that end with a day, a figure or another record are written in one way; so are labeled ones.
        """
        *others, last = self.keys
        column = self.column(last)
        if self.is_labeled or last in self.lookups or not _is_text(self.model, column):
            return {}
        keys = {name_key(name) for name in names}
        lasts = {key.split("/", len(others))[-1] for key in keys}
        # Not every database knows the small letters of all scripts: such names are compared here.
        near = self.rows(company_id).annotate(small=Lower(column))
        near = near.filter(Q(small__in=lasts) | Q(**{f"{column}__regex": ODD}))
        found: dict[str, dict[str, Any]] = {}
        for name, key in self.known(company_id, ids=near.values_list("pk", flat=True)).items():
            if name_key(name) in keys:
                found.setdefault(name_key(name), {})[name] = key
        return found

    def seen(self, act: Act) -> list[str]:
        """The names there are, as far as the person of the act sees."""
        known = self.known(act.company_id)
        if not self.own:
            return list(known)
        ids = set(theirs(act.sight, kind=self.own, ids=list(known.values())))
        return [name for name, key in known.items() if key in ids]

    def _spoken(self, one: str, value: Any) -> str:
        if value is None:
            return ""
        return self.lookups[one].spoken(value) if one in self.lookups else str(value)


def added(act: Act, kind: Kind, records: Sequence[Any], *, also: Iterable[str] = ()) -> dict[str, int]:
    """Add records of a kind; all or nothing.

    Args:
        act: Who, for which company.
        kind: What they are.
        records: Plain records.
        also: Faults that the event has found itself.

    Returns:
        The identity of each by its name.

    Raises:
        MastersRefused: A name is empty, given twice or there already, differs from one that is there only in capitals
            or white space; a field names nothing that is there, or holds what it may not. Every fault is named.
    """
    faults = list(also)
    given = _named(act, kind, records)
    names = [name for name, _ in given]
    faults += [
        Fault(f"{kind.name} {name}", "{} is given twice")
        for name, number in Counter(names).items()
        if number > 1
    ]
    for _, row in given:
        empty = [one for one in kind.keys if not _has_key(kind, one, row)]
        faults += [Fault(kind.name, f"{_article(kind.name)} {{}} has no {_words(one)}", one) for one in empty]
    there = set(names) & set(kind.known(act.company_id, names))
    faults += [
        Fault(f"{kind.name} {name}", f"there is {_article(kind.name)} {{}} already", kind.keys[-1])
        for name in sorted(there)
    ]
    faults += _beside(act, kind, dict.fromkeys(names))
    columns = _columns(act, kind, given, faults)
    refuse(faults)
    stamp = {"act_id": act.act_id} if _is_stamped(kind) else {}
    if kind.within:
        stamp[kind.within] = act.company_id
    made = kind.model._default_manager.bulk_create([kind.model(**stamp, **one) for one in columns])
    for one in kind.members:
        listed = [list(row[one]) for _, row in given]
        _write_members(
            act, kind.members[one], {row.pk: names for row, names in zip(made, listed, strict=True)}
        )
    return {name: row.pk for name, row in zip(names, made, strict=True)}


def changed(
    act: Act, kind: Kind, changes: Mapping[str, Mapping[str, Any]], *, also: Iterable[str] = ()
) -> list[Change]:
    """Change fields of records; all or nothing. What each field was and became goes into the act log.

    Args:
        act: Who, for which company.
        kind: What they are.
        changes: By the record's name, the fields that change and what they become.
        also: Faults that the event has found itself.

    Returns:
        What changed; a field that stays as it is is not among it.

    Raises:
        MastersRefused: A record is not there, a field is none of it or never changes, names nothing that is there,
            or holds what it may not; a new name is taken. Every fault is named.
        ChangedMeanwhile: A record is not what the act has seen of it.
    """
    changes = {_stripped(name): wanted for name, wanted in changes.items()}
    known = kind.known(act.company_id, changes)
    faults = list(also)
    missing = [name for name in changes if name not in known]
    names_there = kind.seen(act) if missing else []
    faults += [
        Fault(f"{kind.name} {name}", f"there is no {{}}, {nearest(name, names_there)}") for name in missing
    ]
    for name, wanted in changes.items():
        record = f"{kind.name} {name}"
        unknown = [one for one in wanted if one not in kind.fields]
        faults += [Fault(record, f"{{}} has no {one}, {nearest(one, kind.fields)}") for one in unknown]
        still = [one for one in wanted if one in (*kind.fixed, *kind.apart)]
        faults += [Fault(record, f"{_words(one)} does not change") for one in still]
    may = set(kind.fields) - set(kind.fixed) - set(kind.apart)
    given = [
        (name, {one: _stripped(value) for one, value in wanted.items() if one in may})
        for name, wanted in changes.items()
        if name in known
    ]
    columns = _columns(act, kind, given, faults)
    rows = kind.model._default_manager.filter(pk__in=[known[name] for name, _ in given])
    before = {row.pk: row for row in rows.select_for_update().order_by("pk")}
    if act.seen:
        there = described(act.company_id, kind, [name for name, _ in given])
        refuse_stale(act, {f"{kind.name} {name}": record for name, record in there.items()})
    faults += _taken(act, kind, given, known, before)
    refuse(faults)
    done: list[Change] = []
    for (name, wanted), becomes in zip(given, columns, strict=True):
        done += _become(kind, name, before[known[name]], wanted, becomes)
    touched = {known[one.record]: before[known[one.record]] for one in done}
    if touched:
        written = {kind.column(one.field) for one in done}
        if _is_stamped(kind):
            written.add("act_id")
            for row in touched.values():
                row.act_id = act.act_id  # type: ignore[attr-defined]
        kind.model._default_manager.bulk_update(list(touched.values()), sorted(written))
    for one, members in kind.members.items():
        listed = {known[name]: (name, list(row[one])) for name, row in given if one in row}
        done += _change_members(act, kind, one, members, listed)
    note_changes(act, done)
    return done


def described(company_id: int, kind: Kind, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Records as they would be added, by name, in the order of the names.

    Args:
        company_id: Whose.
        kind: What they are.
        names: Those that are wanted; None takes all.

    Raises:
        MasterMissing: There is none of a name.
    """
    wanted = None if names is None else list(dict.fromkeys(names))
    known = kind.known(company_id, wanted)
    if wanted is not None and (missing := [name for name in wanted if name not in known]):
        there = list(kind.known(company_id))
        raise MasterMissing(
            found="; no ".join(f"{kind.name} {name}, {nearest(name, there)}" for name in missing)
        )
    chosen = {name: known[name] for name in (sorted(known) if wanted is None else wanted)}
    rows = {row.pk: row for row in kind.model._default_manager.filter(pk__in=chosen.values())}
    spoken = {
        one: lookup.values(getattr(row, kind.column(one)) for row in rows.values())
        for one, lookup in kind.lookups.items()
    }
    apart = {one: read(list(rows)) for one, read in kind.apart.items()}
    apart |= {one: _members(members, list(rows)) for one, members in kind.members.items()}
    return {
        name: kind.record(**{one: _said(kind, one, rows[key], spoken, apart) for one in kind.fields})
        for name, key in chosen.items()
    }


def checked(act: Act, kind: Kind, name: str, values: Mapping[str, Any]) -> Row:
    """The columns that fields become, for a row that its event writes itself.

    Raises:
        MastersRefused: A field is none of the kind, names nothing that is there, or holds what it may not.
    """
    unknown = [one for one in values if one not in kind.fields]
    faults: list[str] = [
        Fault(f"{kind.name} {name}", f"{{}} has no {one}, {nearest(one, kind.fields)}") for one in unknown
    ]
    row = {one: _stripped(value) for one, value in values.items() if one in kind.fields}
    [columns] = _columns(act, kind, [(name, row)], faults)
    refuse(faults)
    return columns


def _named(act: Act, kind: Kind, records: Sequence[Any]) -> list[tuple[str, Row]]:
    """Plain records with their names: texts without spaces around them, empty fields as usual, names in full."""
    rows = [{one: _stripped(getattr(record, one)) for one in kind.fields} for record in records]
    for row in rows:
        row |= {one: row[other] for one, other in kind.usual.items() if row[one] == ""}
    for one in (key for key in kind.keys if key in kind.lookups):
        lookup = kind.lookups[one]
        ids = lookup.found(act, [row[one] for row in rows if row[one] is not None])
        full = lookup.values(ids.values())
        for row in rows:
            key = ids.get(lookup.spoken(row[one]))
            row[one] = row[one] if key is None else full[key]
    return [(kind.named(row), row) for row in rows]


def _columns(act: Act, kind: Kind, given: Sequence[tuple[str, Row]], faults: list[str]) -> list[Row]:
    """The columns that fields of named records become; what cannot be is added to the faults."""
    names = {
        one: Names(act, lookup, (row.get(one) for _, row in given)) for one, lookup in kind.lookups.items()
    }
    columns: list[Row] = []
    for name, row in given:
        record = f"{kind.name} {name}"
        columns.append({})
        for one, value in row.items():
            if one in kind.apart or (one in kind.keys and not _has_key(kind, one, row)):
                continue
            if one in kind.members:
                faults += [
                    Fault(record, problem, one) for problem in _unlisted(act, kind.members[one], value)
                ]
                continue
            if one in kind.lookups:
                if value is None and _is_needed(kind, one):
                    faults.append(Fault(record, f"{_words(one)} is empty", one))
                columns[-1][kind.column(one)] = names[one].id(value, record, faults, one)
                continue
            fitting, problem = _fitting(kind, one, value)
            if problem:
                faults.append(Fault(record, f"{_words(one)} {problem}", one))
            columns[-1][kind.column(one)] = fitting
    return columns


def _fitting(kind: Kind, one: str, value: Any) -> tuple[Any, str]:
    """A value as its column takes it, and what is wrong with it."""
    column: Field[Any, Any] = kind.model._meta.get_field(kind.column(one))  # type: ignore[assignment]
    words = kind.choices.get(one, [])
    if words and value not in words:
        return value, f"is {value!r}, not one of {', '.join(words)}"
    if isinstance(value, float):
        return value, f"is {value!r}, a binary fraction; figures are decimal"
    if isinstance(value, str) and UNREADABLE in value:
        return value, "has a character that no text can have"
    if value is None and not column.null:
        return value, "is empty"
    try:
        value = column.clean(value, None)
    except ValidationError as wrong:
        return value, _problem(column, value, wrong)
    return value, kind.checks[one](value) if one in kind.checks else ""


def _problem(column: "Field[Any, Any]", value: Any, wrong: ValidationError) -> str:
    """What a column does not take, in one sentence for each way."""
    first = wrong.error_list[0]
    params = getattr(first, "params", None) or {}
    most = params.get("limit_value", params.get("max"))
    match first.code:
        case "blank":
            return "is empty"
        case "max_length":
            return f"has more than {most} characters"
        case "max_decimal_places":
            return f"has more than {most} decimals"
        case "max_digits" | "max_whole_digits":
            return "is too large"
        case "min_value":
            return f"is below {most}"
        case "max_value":
            return f"is above {most}"
        case "invalid_choice":
            return f"is {value!r}, not one of {', '.join(str(word) for word, _ in column.flatchoices)}"
    form = _FORMS.get(column.get_internal_type())
    return f"is {value!r}, not {form}" if form else f"is {value!r}: {first.messages[0].rstrip('.').lower()}"


_FORMS = {
    "BooleanField": "true or false",
    "DateField": "a day such as 2026-03-02",
    "DecimalField": "a number",
    "IntegerField": "a whole number",
    "PositiveSmallIntegerField": "a whole number",
}


def _taken(
    act: Act,
    kind: Kind,
    given: Sequence[tuple[str, Row]],
    known: Mapping[str, Any],
    before: Mapping[Any, Any],
) -> list[str]:
    """New names that are empty, taken or given twice."""
    faults: list[str] = []
    become: list[str] = []
    own: dict[str, Any] = {}
    for name, row in given:
        new = {one: value for one, value in row.items() if one in kind.keys}
        faults += [
            Fault(f"{kind.name} {name}", f"{_words(one)} is empty", one)
            for one in new
            if not _has_key(kind, one, new)
        ]
        parts = {one: _spoken_part(kind, one, before[known[name]]) for one in kind.keys} if new else {}
        if new and (becomes := kind.named(parts | new)) != name:
            become.append(becomes)
            own[becomes] = known[name]
    there = kind.known(act.company_id, become) if become else {}
    for name, number in Counter(become).items():
        if name in there or number > 1:
            problem = f"there is {_article(kind.name)} {{}} already" if name in there else "{} is given twice"
            faults.append(Fault(f"{kind.name} {name}", problem, kind.keys[-1]))
    return faults + _beside(act, kind, own)


def _beside(act: Act, kind: Kind, named: Mapping[str, Any]) -> list[str]:
    """Names that differ from another only in capitals or white space, by which a file could not tell them apart.

    Args:
        act: Whose company's.
        kind: What is named.
        named: New names, each with the identity of the record that gets it; none of one that is new.
    """
    alike = kind.alike(act.company_id, named) if named else {}
    given: dict[str, str] = {}
    faults: list[str] = []
    for name, own in named.items():
        key = name_key(name)
        others = [one for one, pk in alike.get(key, {}).items() if one != name and pk != own]
        if key in given:
            others.append(given[key])
        given[key] = name
        faults += [
            Fault(
                f"{kind.name} {name}",
                f"{{}} and {kind.name} {one} differ only in capital letters or spaces",
                kind.keys[-1],
            )
            for one in others
        ]
    return faults


def _has_key(kind: Kind, one: str, row: Row) -> bool:
    """Whether a part of a name is there, or may be empty."""
    return row[one] not in (None, "") or not _is_needed(kind, one)


def _spoken_part(kind: Kind, one: str, row: Any) -> Any:
    value = getattr(row, kind.column(one))
    return kind.lookups[one].values([value]).get(value) if one in kind.lookups else value


def _become(kind: Kind, name: str, row: Any, wanted: Row, becomes: Row) -> list[Change]:
    done = []
    for one in wanted:
        if one in kind.members:
            continue
        column = kind.column(one)
        was, value = getattr(row, column), becomes[column]
        if was == value:
            continue
        if one in kind.lookups:
            lookup = kind.lookups[one]
            values = lookup.values(each for each in (was, value) if each is not None)
            before, after = (None if each is None else lookup.spoken(values[each]) for each in (was, value))
        else:
            before, after = _plain(was), _plain(value)
        done.append(Change(kind.name, name, one, before, after))
        setattr(row, column, value)
    return done


def _unlisted(act: Act, members: Members, value: Any) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [f"{value!r} is not a list of {members.lookup.kind}s"]
    names = list(value)
    found = members.lookup.found(act, names)
    missing = [str(name) for name in names if members.lookup.spoken(name) not in found]
    near = members.lookup.known(act) if missing else []
    twice = [f"{name} is listed twice" for name, number in Counter(names).items() if number > 1]
    return [f"there is no {members.lookup.kind} {name}, {nearest(name, near)}" for name in missing] + twice


def _write_members(act: Act, members: Members, listed: Mapping[int, Sequence[Any]]) -> None:
    ids = members.lookup.found(act, [name for names in listed.values() for name in names])
    members.model._default_manager.bulk_create(
        [
            members.model(**{f"{members.parent}_id": key, f"{members.member}_id": ids[str(name)]})
            for key, names in listed.items()
            for name in names
        ]
    )


def _members(members: Members, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = members.model._default_manager.filter(**{f"{members.parent}__in": ids}).order_by("pk")
    found: dict[int, list[str]] = {key: [] for key in ids}
    for parent, name in rows.values_list(f"{members.parent}_id", f"{members.member}__{members.lookup.name}"):
        found[parent].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _change_members(
    act: Act, kind: Kind, one: str, members: Members, listed: Mapping[int, tuple[str, list[Any]]]
) -> list[Change]:
    there = _members(members, list(listed))
    differing = {key: names for key, (_, names) in listed.items() if set(there[key]) != set(names)}
    for key, names in differing.items():
        gone = set(there[key]) - set(names)
        members.model._default_manager.filter(
            **{members.parent: key, f"{members.member}__{members.lookup.name}__in": gone}
        ).delete()
    _write_members(
        act,
        members,
        {key: [name for name in names if name not in there[key]] for key, names in differing.items()},
    )
    return [
        Change(kind.name, listed[key][0], one, sorted(there[key]), sorted(names))
        for key, names in differing.items()
    ]


def _said(
    kind: Kind,
    one: str,
    row: Any,
    spoken: Mapping[str, Mapping[Any, Any]],
    apart: Mapping[str, Mapping[int, Any]],
) -> Any:
    if one in apart:
        return apart[one][row.pk]
    value = getattr(row, kind.column(one))
    if one in spoken:
        return None if value is None else spoken[one][value]
    return _plain(value)


def _plain(value: Any) -> Any:
    """A number without the zeros that its column adds."""
    return value.normalize() + 0 if isinstance(value, Decimal) else value


def _is_needed(kind: Kind, one: str) -> bool:
    """Whether a field has no value unless one is given."""
    for each in fields(kind.record):
        if each.name == one:
            return each.default is MISSING and each.default_factory is MISSING
    return False


def _is_stamped(kind: Kind) -> bool:
    return any(one.name == "act_id" for one in kind.model._meta.get_fields())


def _joined(parts: Iterable[Any]) -> str:
    return "/".join(str(part) for part in parts)


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"


def _words(name: str) -> str:
    """A field as people read it."""
    return name.replace("_", " ")


def _stripped(value: Any) -> Any:
    """A text without spaces around it; the character that no database takes becomes one that is refused later."""
    return value.strip().replace("\x00", UNREADABLE) if isinstance(value, str) else value


def refuse(faults: Sequence[str]) -> None:
    """Refuse when something is at fault.

    Raises:
        MastersRefused: There are faults.
    """
    if faults:
        raise MastersRefused(faults=list(dict.fromkeys(faults)))


# Checks that several rooms need


def not_below_zero(value: Decimal | int | None) -> str:
    """Whether a number is below zero.

    >>> not_below_zero(Decimal(-1)), not_below_zero(None)
    ('is below zero', '')
    """
    return "is below zero" if value is not None and value < 0 else ""


def above_zero(value: Decimal) -> str:
    """Whether a number is above zero.

    >>> above_zero(Decimal(0)), above_zero(Decimal("0.5"))
    ('is not above zero', '')
    """
    return "" if value > 0 else "is not above zero"


def is_said(value: str) -> str:
    """Whether a text is there.

    >>> is_said(" "), is_said("x")
    ('is empty', '')
    """
    return "" if value.strip() else "is empty"


def is_a_code(value: str) -> str:
    r"""Whether a code can stand in commands, in addresses and before the rest of a longer name, such as project/task.

    >>> is_a_code("P-1"), is_a_code("GST incl.")
    ('', '')
    >>> is_a_code("P/1"), is_a_code("-1"), is_a_code("a\tb")
    ('has a slash, which stands between the parts of longer names', 'begins like an option', 'has a hidden character')
    """
    if "/" in value:
        return "has a slash, which stands between the parts of longer names"
    if value.startswith("-"):
        return "begins like an option"
    return "" if value.isprintable() else "has a hidden character"


def is_a_text(value: object) -> str:
    r"""Whether a value is a text that a database takes.

    >>> is_a_text("Hull"), is_a_text(7), is_a_text("a\0b")
    ('', 'is 7, not a text', 'has a character that no text can have')
    """
    if not isinstance(value, str):
        return f"is {value!r}, not a text"
    return "has a character that no text can have" if "\x00" in value or UNREADABLE in value else ""


def is_a_day(value: object) -> str:
    """Whether a value is a day.

    >>> is_a_day("soon"), is_a_day(date(2026, 3, 2))
    ('is not a day such as 2026-03-02', '')
    """
    return "" if isinstance(value, date) else "is not a day such as 2026-03-02"
