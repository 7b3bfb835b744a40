"""A form as data: which record it keeps, by which events, and how its fields are asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from importlib import import_module
from types import NoneType
from typing import Any, get_args, get_type_hints

from unbilled.documents.einvoice.formats import FORMATS
from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.foundation.attributes import said_of_fields
from unbilled.foundation.masters import Kind, Lookup, described
from unbilled.foundation.seen import version_of
from unbilled.kit.forms import Entry, key_kind, kind_of

MOST_SUGGESTED = 500
MOST_CHOICES = 60
"""More names than these are typed with suggestions, not picked from a list."""
LABELS = {
    "vat_id": "VAT number",
    "iban": "IBAN",
    "bic": "BIC",
    "email": "E-mail",
    "net_days": "Days",
    "net_months": "Months",
    "terms": "Terms of payment",
    "item_tax_group": "Item tax group",
    "tax_group": "Tax group",
    "on_hold": "On hold",
    "fiscal_year": "Fiscal year",
    "line_no": "No.",
    "einvoice_format": "E-invoice format",
    "transaction_amount": "Amount",
    "milestone_date": "Day",
    "retainer_date": "Day",
    "effective_date": "First day",
    "expires_on": "Last day",
    "from_date": "First day",
    "through_date": "Last day",
    "new_line_project": "Project of the new line",
    "new_line_method": "Billing method of the new line",
    "new_line_amount": "Amount of the new line",
}
"""What fields are called where their own words would not do."""
Words = Lookup | Mapping[str, str] | None
"""What can be named: records, words with what is said of them, or anything."""


@dataclass(frozen=True)
class Found:
    """A record that is there.

    Attributes:
        name: Its name.
        record: The plain record.
        seen: What the event that changes it holds against what it is by then; the record where empty.
    """

    name: str
    record: Any
    seen: tuple[Any, ...] = ()

    @property
    def version(self) -> str:
        """What somebody who looks at it now has seen."""
        return version_of(*(self.seen or (self.record,)))


@dataclass(frozen=True)
class Part:
    """A small table below a form: what belongs to the record.

    Attributes:
        title: What it is.
        heads: Headings.
        rows: Cells, each row with the address of its own form; empty where it has none.
        add: Address of the form that adds one; empty where none is added.
        label: What the button for that says.
        event: What adding asks for.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[Sequence[str], str]]
    add: str = ""
    label: str = ""
    event: str = ""


@dataclass(frozen=True, kw_only=True)
class Form:
    """How records of a kind are added and changed.

    Attributes:
        path: Its place in the address.
        noun: What one is called.
        record: The plain record: its fields are those of the form, its docstring says what they are.
        screen: List it belongs to.
        own: Kind of its records where some are a person's own, and no screen of its name lists them.
        lookups: Fields that name other records.
        choices: Words that a field may hold, each with what it says.
        tables: Fields that are tables: what names their rows, and what their values may be.
        suggests: Fields of any text, with what is suggested.
        lines: Fields of several lines.
        fixed: Fields that stay once the record is there.
        apart: Fields that are asked for only when it is added.
        absent: Fields that are never asked for.
        required: Fields that are needed, though the record knows a usual value.
        within: Fields that the address says: what it is added to.
        adds: Adds a record; what the event answers.
        changes: Changes fields of a record; what the event answers.
        removes: Takes the record away.
        add_event: The event behind it; whoever may never ask for it does not see the button.
        change_event: The same of changing.
        remove_event: The same of taking away.
        found: The record of an identity in a company.
        is_shown: A record that is there has a page.
        foresees: What it did to recorded work is shown before it is done.
        leads: Fields that stand first, where the record has them further down.
        usual: What stands in fields of a new record, where it is not what the record says.
        parts: What belongs to a record: the company's code, its identity, and the record in.
        then: Address to go to when one was added: of the company's code, its name and what the event answered.
        narrows: By table, what names its rows, once it is known what a new record is added to.
    """

    path: str
    noun: str
    record: type
    screen: str = ""
    own: str = ""
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Words, Words]] = field(default_factory=dict)
    suggests: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: Sequence[str] = ()
    fixed: Sequence[str] = ()
    apart: Sequence[str] = ()
    absent: Sequence[str] = ()
    required: Sequence[str] = ()
    within: Sequence[str] = ()
    adds: Callable[[Act, Any], Any] | None = None
    changes: Callable[[Act, Found, Mapping[str, Any]], Any] | None = None
    removes: Callable[[Act, Found], Any] | None = None
    add_event: str = ""
    change_event: str = ""
    remove_event: str = ""
    remove_word: str = "Remove"
    found: Callable[[int, int], Found | None]
    is_shown: bool = True
    foresees: bool = False
    leads: Sequence[str] = ()
    usual: Mapping[str, Any] = field(default_factory=dict)
    parts: Callable[[str, int, Found], Sequence[Part]] | None = None
    then: Callable[[str, str, Any], str] | None = None
    narrows: Callable[[Act, str], Mapping[str, Mapping[str, str]]] | None = None

    def entries_within(self, act: Act, name: str) -> list[Entry]:
        """Its fields for a new record that is added to another, of which the tables name what it has."""
        entries = self.entries(act, is_new=True)
        if self.narrows is None or not name or not self.lookups[self.within[0]].sees(act, name):
            return entries
        narrowed = self.narrows(act, name)
        return [
            replace(
                one,
                columns=(
                    replace(one.columns[0], kind="choice", choices=narrowed[one.name]),
                    *one.columns[1:],
                ),
            )
            if one.name in narrowed
            else one
            for one in entries
        ]

    def entries(self, act: Act, *, is_new: bool) -> list[Entry]:
        """Its fields, with what can be chosen in the company of an act."""
        hints, said = _hints(self.record), said_of_fields(self.record)
        asked = [
            one
            for one in fields(self.record)
            if one.name not in self.absent and (is_new or one.name not in self.apart)
        ]
        asked.sort(key=lambda one: self.leads.index(one.name) if one.name in self.leads else len(self.leads))
        found = []
        for one in asked:
            hint = hints[one.name]
            offered = self._offered(act, one.name)
            kind = kind_of(hint, has_choices=bool(offered), is_long=one.name in self.lines)
            if kind == "choice" and not self._is_picked(one.name, offered):
                kind = "named"
            needs = (one.default is MISSING and one.default_factory is MISSING) or one.name in self.required
            found.append(
                Entry(
                    name=one.name,
                    label=label_of(one.name),
                    kind=kind,
                    hint=_hint(one.name, said.get(one.name, ""), offered if kind == "choice" else {}),
                    is_required=needs and kind not in ("yes", "table", "several"),
                    is_locked=(not is_new and one.name in self.fixed) or one.name in self.within,
                    has_none=NoneType in get_args(hint),
                    choices=offered,
                    columns=self._columns(act, one.name, hint) if kind == "table" else (),
                    usual=self.usual.get(one.name, _usual(one)),
                )
            )
        return found

    def _offered(self, act: Act, name: str) -> Mapping[str, str]:
        if name in self.choices or name in self.suggests:
            return self.choices.get(name) or self.suggests[name]
        return self.lookups[name].suggested(act, limit=MOST_SUGGESTED) if name in self.lookups else {}

    def _is_picked(self, name: str, offered: Mapping[str, str]) -> bool:
        return name in self.choices or (name in self.lookups and _is_picked(self.lookups[name], offered))

    def _columns(self, act: Act, name: str, hint: Any) -> list[Entry]:
        words = self.tables.get(name, (None, None))
        labels = TABLE_LABELS.get(name, ("Name", "Value"))
        columns = []
        for place, each in enumerate(words):
            offered = each.suggested(act, limit=MOST_SUGGESTED) if isinstance(each, Lookup) else each or {}
            kind = key_kind(hint, place)
            if offered:
                is_few = not isinstance(each, Lookup) or _is_picked(each, offered)
                kind = "choice" if is_few else "named"
            columns.append(
                Entry(name="name" if place == 0 else "value", label=labels[place], kind=kind, choices=offered)
            )
        return columns


TABLE_LABELS = {
    "dimensions": ("Dimension", "Value"),
    "rates": ("First day", "Percent"),
    "customers": ("Customer", "Share in %"),
    "customer_limits": ("Customer", "Not to exceed"),
    "bill_to": ("Customer", "Printed instead"),
    "customer_terms": ("Customer", "Terms"),
    "role_prices": ("Role", "Price of an hour"),
    "costs": ("Role", "Cost of an hour"),
    "amounts": ("Line", "Agreed at"),
    "limits": ("Line", "Not to exceed"),
    "shares": ("Line and customer", "Share in %"),
    "prices": ("List and role", "Price of an hour"),
    "tasks": ("Task", "Billing type"),
    "roles": ("Role", "Billing type"),
    "categories": ("Category", "Billing type"),
}


SAID = {
    **{name: found.name for name, found in FORMATS.items()},
    "paper": "Paper alone",
    "a4": "A4",
    "us-letter": "US letter",
}
"""Words that are said otherwise than they are written in the books."""


def label_of(name: str) -> str:
    """What a field is called."""
    return LABELS.get(name, _begun(figures.words(name.removeprefix("is_"))))


def _begun(said: str) -> str:
    return said[:1].upper() + said[1:]


def words(options: Sequence[str]) -> dict[str, str]:
    """Words that can be chosen, with what they say."""
    return {one: SAID.get(one) or (_begun(figures.words(one)) if one.islower() else one) for one in options}


def of_kind(kind: Kind, *, screen: str, **further: Any) -> Form:
    """The form of a kind of masters: its record, its events by their names, what its table and its checks know."""
    room = kind.record.__module__.split(".")[1]

    def event(verb: str) -> Callable[..., Any]:
        name = f"{verb}_{kind.events}"
        found: Callable[..., Any] = getattr(import_module(f"unbilled.{room}.events.{name}"), name)
        return found

    def adds(act: Act, record: Any) -> Any:
        return event("add")(act, **{kind.events: [record]})

    def changes(act: Act, found: Found, values: Mapping[str, Any]) -> Any:
        return event("change")(act, changes={found.name: values})

    return Form(
        path=kind.events.replace("_", "-"),
        noun=kind.name,
        record=kind.record,
        screen=screen,
        lookups={**kind.lookups, **{one: members.lookup for one, members in kind.members.items()}},
        choices=choices_of(kind),
        fixed=kind.fixed,
        apart=tuple(kind.apart),
        adds=adds,
        changes=changes,
        add_event=f"{room}.add_{kind.events}",
        change_event=f"{room}.change_{kind.events}",
        found=found_of(kind),
        **further,
    )


def choices_of(kind: Kind) -> dict[str, dict[str, str]]:
    """Words that fields of a kind may hold: those the kind says, and those its table knows."""
    found = {one: words(options) for one, options in kind.choices.items()}
    for one in kind.fields:
        if one in found or one in kind.lookups or one in kind.apart or one in kind.members:
            continue
        offered = getattr(kind.model._meta.get_field(kind.column(one)), "flatchoices", None)
        if offered:
            found[one] = words([word for word, _ in offered])
    return found


def found_of(kind: Kind) -> Callable[[int, int], Found | None]:
    """How a record of a kind is found by its identity."""

    def found(company_id: int, key: int) -> Found | None:
        name = next(iter(kind.known(company_id, ids=[key])), None)
        return None if name is None else Found(name, described(company_id, kind, [name])[name])

    return found


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)


def _is_picked(lookup: Lookup, offered: Mapping[str, str]) -> bool:
    return lookup.of_company and len(offered) <= MOST_CHOICES


def _usual(one: Any) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else None


def _hint(name: str, said: str, offered: Mapping[str, str]) -> str:
    """What a record says of a field, where that is more than the label says already; words as people read them."""
    bare = said.rstrip(".")
    if bare.casefold() in (figures.words(name), label_of(name).casefold()):
        return ""
    for word, label in offered.items():
        said = said.replace(word, label.lower()) if "_" in word else said
    return said[:1].upper() + said[1:]
