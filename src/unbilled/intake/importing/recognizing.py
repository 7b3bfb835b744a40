"""Recognizing: which rows of a file are work that the company has already, and which only look like it.

A row is known by the reference of its source; without one by what it says: who, on which project, on which day, from
when, and how long. Where a file has no start, task and text stand in for it. Names count as the masters they mean, so
that another spelling, clock or order of columns changes nothing.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from unbilled.foundation.names import name_key
from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.reader import ParsedEntry
from unbilled.work.events.enter_entries import NewEntry
from unbilled.work.reads.entries_alike import EntryThere

# A minute, and what a decimal of two digits leaves out: two displays of one duration differ by no more.
DISPLAY_HOURS = Decimal("0.0225")
CENT = Decimal("0.01")
_OWN_KEY = re.compile(r"(?:row-)?[0-9a-f]{16,24}(?:[#.][0-9]+)?")


class RepetitionLikely(Refusal):
    """A row looks like work that is there already, and nothing tells for certain."""

    sentence = (
        "The row looks like {entry}, which is there already: same person, project, day, duration and text."
    )
    remedy = "Remove the row if it is the same work; if it is not, import it with --let-in-repetitions."


class EntryDiffers(Refusal):
    """A row is work that is there already, and says something else of it."""

    sentence = "The row is {entry}, which is there already with {differences}."
    remedy = "Import with --replace to put the row in its place, or remove the row to leave it as it is."


class ApprovedDiffers(Refusal):
    """A row is work that is approved already, and says something else of it."""

    sentence = "The row is {entry}, which is approved with {differences}."
    remedy = "Remove the row, and correct what is approved where it is billed."


@dataclass(slots=True)
class Resolved(NewEntry):
    """A row whose names are masters: the entry it would become, which gets its reference once it is recognized.

    Attributes:
        row: The row.
        base: The reference that its values make, but for the place among equal ones; empty where it has its own.
    """

    row: ParsedEntry = field(kw_only=True)
    base: str = field(default="", init=False)

    def __post_init__(self) -> None:
        row = self.row
        if row.external_reference:
            return
        who, task, category = self.resource_id, self.task_id, self.category_id
        content = (
            f"{self.transaction_class}\x1f{'' if who is None else who}\x1f{self.project_id}\x1f"
            f"{self.transaction_date.isoformat()}\x1f"
        )
        if row.start is None:
            content += (
                f"\x1f{'' if task is None else task}\x1f{'' if category is None else category}\x1f{self.told}"
            )
        else:
            content += str(row.start)
        self.base = f"{row.source}:{sha256(content.encode('utf-8', 'replace')).hexdigest()[:24]}"

    @property
    def told(self) -> str:
        """Its text in the form in which texts are compared."""
        return name_key(self.description)

    @property
    def amount(self) -> Decimal | None:
        """What its quantity costs, or what a fee is charged at, unrounded; None of time, or by the price list."""
        each = self.unit_price if self.transaction_class == "fee" else self.unit_cost
        return None if each is None else each * self.quantity


class Difference(NamedTuple):
    """A field of which a row says something else than the entry that is there, and both in words."""

    field: str
    told: str


class Recognized(NamedTuple):
    """What becomes of a row that is there already, or looks so.

    Attributes:
        resolved: The row.
        there: The entry it is or looks like.
        refusal: Why it is set aside.
        replaces: Whether it takes the place of the entry that is there.
        fields: Of which it says something else.
    """

    resolved: Resolved
    there: EntryThere
    refusal: Refusal | None = None
    replaces: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recognizing:
    """How rows are recognized.

    Attributes:
        source: What the references begin with.
        fields: Fields that the file has a column of; one that is left out says nothing.
        let_in: Whether what looks like a repetition goes in.
        replace: Whether rows take the place of what differs and is not approved.
    """

    source: str
    fields: Collection[str]
    let_in: bool = False
    replace: bool = False

    def references(self, rows: Sequence[Resolved]) -> set[str]:
        """The references under which the rows may be known."""
        wanted: set[str] = set()
        counts: dict[str, int] = {}
        for one in rows:
            if own := one.row.external_reference:
                wanted.add(own)
            else:
                counts[one.base] = number = counts.get(one.base, 0) + 1
                wanted.add(one.row.token)
                wanted.add(_nth(one.base, number))
        return wanted

    def recognize(
        self,
        rows: Sequence[Resolved],
        there: Sequence[EntryThere],
        *,
        taken: Collection[int] = (),
        acts_of_runs: Mapping[int, int] | None = None,
    ) -> tuple[list[Resolved], list[Recognized], list[EntryThere]]:
        """Say of each row whether it is new, known, changed or a likely repetition.

        Args:
            rows: Rows of the file, in order.
            there: Entries that they may be (``entries_alike``).
            taken: Entries that other rows of the file are.
            acts_of_runs: The act of each import, for rows that come back from it: what it entered they are not.

        Returns:
            The rows that are new, with their references; what becomes of the others, both in order; and the entries
            of the source that no row is.
        """
        matching = _Matching(self, rows, there, set(taken), acts_of_runs or {})
        return matching.result()


class _Matching:
    """The matching of rows with entries: what agrees most is settled first, over all rows."""

    def __init__(
        self,
        how: Recognizing,
        rows: Sequence[Resolved],
        there: Sequence[EntryThere],
        taken: set[int],
        acts_of_runs: Mapping[int, int],
    ) -> None:
        self.how, self.rows, self.there, self.taken, self.acts = how, rows, there, taken, acts_of_runs
        self.found: dict[int, Recognized] = {}
        self.by_reference = {one.external_reference: one for one in there if one.external_reference}
        # What no row is yet: by the reference that values make, and by all that likeness goes by.
        self.of_base: dict[str, dict[int, EntryThere]] = {}
        self.like: dict[tuple[object, ...], dict[int, EntryThere]] = {}
        for entry in there:
            if entry.entry_id not in taken:
                self.of_base.setdefault(_base_of(entry), {})[entry.entry_id] = entry
                self.like.setdefault(self.likeness(entry), {})[entry.entry_id] = entry
        self.has_tokens = any(":row-" in reference for reference in self.by_reference)
        # Rows that any entry may be; of the others it is clear that they are new.
        self.comparable = [at for at, one in enumerate(rows) if self.may_be_there(one)] if there else []

    def result(self) -> tuple[list[Resolved], list[Recognized], list[EntryThere]]:
        self.by_own_reference()
        self.by_values(same_quantity=True, same_text=True)
        self.by_values(same_quantity=True, same_text=False)
        self.by_values(same_quantity=False, same_text=True)
        self.by_values(same_quantity=False, same_text=False)
        self.by_likeness(same_quantity=True)
        self.by_likeness(same_quantity=False)
        new = self.new()
        prefix = f"{self.how.source}:"
        left = [
            one
            for one in self.there
            if one.entry_id not in self.taken and one.external_reference.startswith(prefix)
        ]
        return new, [one for _, one in sorted(self.found.items())], left

    def open_rows(self) -> list[tuple[int, Resolved]]:
        """Rows that an entry may be and of which nothing is settled yet."""
        return [(at, self.rows[at]) for at in self.comparable if at not in self.found]

    def may_be_there(self, one: Resolved) -> bool:
        """Whether there is an entry of the row's reference or values, or one that is like it."""
        return (
            one.base in self.of_base
            or self.likeness(one) in self.like
            or (one.row.external_reference or one.row.kept or ("" if not self.has_tokens else one.row.token))
            in self.by_reference
        )

    def likeness(self, one: Resolved | EntryThere) -> tuple[object, ...]:
        """Person, project and day, and the text where the file has texts."""
        told = ""
        if "text" in self.how.fields:
            told = one.told if isinstance(one, Resolved) else name_key(one.description)
        return one.resource_id, one.project_id, one.transaction_date, told

    def not_its_own(self, one: Resolved, entries: Mapping[int, EntryThere]) -> list[EntryThere]:
        """Entries that a row may be: a row that comes back is none of those that its import entered."""
        if not one.row.runs:
            return list(entries.values())
        own_acts = {self.acts[run] for run in one.row.runs if run in self.acts}
        return [entry for entry in entries.values() if entry.entered_act_id not in own_acts]

    def by_own_reference(self) -> None:
        """Rows whose reference the company has."""
        for at, one in self.open_rows():
            entry = self.by_reference.get(one.row.external_reference or one.row.token)
            if entry and entry.entry_id not in self.taken:
                self.settle(at, one, entry)

    def by_values(self, *, same_quantity: bool, same_text: bool) -> None:
        """Rows that are known by what they say."""
        for at, one in self.open_rows():
            if not one.base:
                continue
            for entry in self.not_its_own(one, self.of_base.get(one.base, {})):
                if (
                    self.same_quantity(one, entry) is same_quantity
                    and self.same_text(one, entry) is same_text
                ):
                    self.settle(at, one, entry)
                    break

    def by_likeness(self, *, same_quantity: bool) -> None:
        """Rows that say the same as an entry which no row of the file is, or all but for how long it took."""
        prefix = f"{self.how.source}:"
        for at, one in self.open_rows():
            for entry in self.not_its_own(one, self.like.get(self.likeness(one), {})):
                rest = entry.external_reference.removeprefix(prefix)
                of_source = rest != entry.external_reference
                own = of_source and not _OWN_KEY.fullmatch(rest)
                if own and one.row.external_reference:
                    continue  # the source itself says that they are two
                if self.same_quantity(one, entry) is not same_quantity:
                    continue
                if same_quantity:
                    if of_source and rest.startswith("row-"):
                        self.settle(
                            at, one, entry
                        )  # it was set aside and came back; its values are all it has
                    elif not self.how.let_in:
                        self.take(at, one, entry, RepetitionLikely(entry=_told(entry)))
                    else:
                        continue
                    break
                if of_source and not own and not self.how.let_in and self.same_work(one, entry):
                    self.settle(at, one, entry)
                    break

    def new(self) -> list[Resolved]:
        """The other rows, which get a reference of their own."""
        used = set(self.by_reference)
        new = [one for at, one in enumerate(self.rows) if at not in self.found]
        for one in new:
            reference = one.row.external_reference
            if not reference and (one.row.runs or (self.how.let_in and one.base in used)):
                reference = one.row.token
            if not reference:
                reference, number = one.base, 1
                while reference in used:
                    number += 1
                    reference = _nth(one.base, number)
            used.add(reference)
            one.external_reference = reference
        return new

    def settle(self, at: int, one: Resolved, entry: EntryThere) -> None:
        """A row is an entry that is there: known, or changed since."""
        differences = self.differences(one, entry)
        refusal: Refusal | None = None
        replaces = False
        if differences:
            told = {"entry": _told(entry), "differences": ", ".join(one.told for one in differences)}
            if entry.status == "approved":
                refusal = ApprovedDiffers(**told)
            elif self.how.replace:
                replaces = True
            elif (
                self.how.let_in
                and not one.row.external_reference
                and one.row.token != entry.external_reference
            ):
                return  # it goes in as work of its own
            else:
                refusal = EntryDiffers(**told)
        self.take(at, one, entry, refusal, replaces=replaces, fields=tuple(one.field for one in differences))

    def take(
        self,
        at: int,
        one: Resolved,
        entry: EntryThere,
        refusal: Refusal | None,
        *,
        replaces: bool = False,
        fields: tuple[str, ...] = (),
    ) -> None:
        self.taken.add(entry.entry_id)
        self.of_base[_base_of(entry)].pop(entry.entry_id, None)
        self.like[self.likeness(entry)].pop(entry.entry_id, None)
        one.external_reference = entry.external_reference
        self.found[at] = Recognized(one, entry, refusal, replaces, fields)

    def same_text(self, one: Resolved, entry: EntryThere) -> bool:
        """Whether the texts agree; a file without texts says nothing of them."""
        return "text" not in self.how.fields or one.told == name_key(entry.description)

    def same_quantity(self, one: Resolved, entry: EntryThere) -> bool:
        """Whether quantities agree, of time but for the display, of all else with amounts."""
        if one.transaction_class == "time":
            return abs(one.quantity - entry.quantity) <= DISPLAY_HOURS
        return (
            one.quantity == entry.quantity
            and _same_amount(one, entry)
            and one.cost_currency == entry.currency
            and one.category_id == entry.category_id
        )

    def same_work(self, one: Resolved, entry: EntryThere) -> bool:
        """Whether a row and an entry of one source say the same but for how long it took."""
        same_task = one.row.task is None or one.task_id == entry.task_id
        return same_task and one.category_id == entry.category_id

    def differences(self, one: Resolved, entry: EntryThere) -> list[Difference]:
        """What the entry says otherwise than the row, both in words; texts of approved work are ours."""
        row = one.row
        found = []

        def differs(field: str, there: object, here: object) -> None:
            found.append(Difference(field, f"{there} instead of {here}"))

        if one.transaction_date != entry.transaction_date:
            differs("date", f"the day {entry.transaction_date}", one.transaction_date)
        if one.project_id != entry.project_id:
            differs("project", f"the project {entry.project}", row.project)
        if one.resource_id is not None and one.resource_id != entry.resource_id:
            differs("resource", f"the resource {entry.resource or 'nobody'}", row.who)
        if row.task is not None and one.task_id != entry.task_id:
            differs("task", f"the task {entry.task or 'none'}", row.task)
        if one.transaction_class == "time":
            if not self.same_quantity(one, entry):
                differs("quantity", _hours(entry.quantity), _hours(one.quantity))
        else:
            found += self.differences_of_cost(one, entry)
        if entry.status != "approved":
            if not self.same_text(one, entry) and row.text:
                differs("text", f"the text {_short(entry.description)!r}", repr(_short(row.text)))
            if row.billable is False and entry.billing_type is None:
                found.append(Difference("billable", "nothing that says it is not to be charged"))
        return found

    def differences_of_cost(self, one: Resolved, entry: EntryThere) -> list[Difference]:
        """What an entry that is there says otherwise of what it was, how much and what it cost."""
        row = one.row
        found = []
        if one.category_id != entry.category_id:
            told = f"the category {entry.category or 'none'} instead of {row.category or 'none'}"
            found.append(Difference("category", told))
        if one.quantity != entry.quantity:
            told = f"the quantity {_figure(entry.quantity)} instead of {_figure(one.quantity)}"
            found.append(Difference("quantity", told))
        if "unit" in self.how.fields and one.unit != entry.unit:
            found.append(Difference("unit", f"the unit {entry.unit} instead of {one.unit}"))
        if not _same_amount(one, entry) or one.cost_currency != entry.currency:
            there, here = _worth(entry.amount, entry.currency), _worth(one.amount, one.cost_currency)
            field = "currency" if _same_amount(one, entry) else row.worth_field
            found.append(Difference(field, f"{there} instead of {here}"))
        return found


def _figure(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def _same_amount(one: Resolved, entry: EntryThere) -> bool:
    if one.amount is None or entry.amount is None:
        return one.amount is entry.amount
    return abs(one.amount - entry.amount) < CENT


def _worth(amount: Decimal | None, currency: str | None) -> str:
    """An amount in words; that of a fee is in the currency of its contract."""
    return "no amount" if amount is None else " ".join([f"{amount:.2f}", *([currency] if currency else [])])


def _hours(quantity: Decimal) -> str:
    return f"{_figure(quantity)} hour{'' if quantity == 1 else 's'}"


def _nth(base: str, number: int) -> str:
    return base if number == 1 else f"{base}#{number}"


def _base_of(entry: EntryThere) -> str:
    return entry.external_reference.partition("#")[0]


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _told(entry: EntryThere) -> str:
    """What people call the entry, and where it stands."""
    return f"entry {entry.name} ({entry.status})"
