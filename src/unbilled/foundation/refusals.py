"""Refusals: the business says no, in one sentence, and says what to do instead."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

SHOWN = 10
LONGEST_PART, LONGEST_TEXT = 500, 5_000


def shortened(text: str, most: int = 80) -> str:
    """A text for a sentence, cut where it is too long to be read.

    >>> shortened("9" * 90, 10)
    '9999999999…'
    """
    return text if len(text) <= most else f"{text[:most]}…"


def listed(values: object) -> str:
    """Write a value for a sentence; of a long list the first ten and how many more, of a long text its beginning."""
    if not isinstance(values, (list, tuple, set, frozenset)):
        return shortened(str(values), LONGEST_TEXT)
    ordered = sorted(values, key=str) if isinstance(values, (set, frozenset)) else list(values)
    shown = ", ".join(shortened(str(value), LONGEST_PART) for value in ordered[:SHOWN])
    rest = len(ordered) - SHOWN
    return f"{shown} and {rest:,} more" if rest > 0 else shown


class _Said(str):
    """A value in a sentence; of two words, as in ``{records:is|are}``, it takes the one that fits their number."""

    __slots__ = ("is_one",)
    is_one: bool

    def __format__(self, spec: str) -> str:
        one, bar, several = spec.partition("|")
        return (one if self.is_one else several) if bar else super().__format__(spec)


def _said(value: object) -> _Said:
    said = _Said(listed(value))
    said.is_one = not isinstance(value, (list, tuple, set, frozenset)) or len(value) == 1
    return said


_CHOICE = re.compile(r"\{\w+:[^|{}]*\|([^|{}]*)\}")


def of_several(sentence: str) -> str:
    """A sentence of a refusal as it is about several.

    >>> of_several("{records:Proposal|Proposals} {records} {records:waits|wait} for {found}.")
    'Proposals {records} wait for {found}.'
    """
    return _CHOICE.sub(r"\1", sentence)


class Refusal(Exception):
    """Something was asked that the books do not allow; nothing has changed.

    A subclass carries ``sentence`` (what is wrong) and ``remedy`` (what to do), both format strings over the keyword
    details it is raised with; ``{records:is|are}`` takes the word that fits their number. ``records`` is what people
    call the records at fault, one name for each identity, and ``found`` what is wrong or missing. ``subject`` names the
    detail that holds the identities at fault, so that a run can set those aside and go on with the others. A refusal
    that several rooms raise names the details it may be about in ``subjects``; the one it has is its subject.
    """

    sentence: ClassVar[str] = "This is not possible."
    remedy: ClassVar[str] = ""
    subject: str = ""
    subjects: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **details: Any) -> None:
        self.details = details
        self.subject = next((name for name in self.subjects if name in details), self.subject)
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """The name under which the refusal is listed, such as ``PeriodClosed``."""
        return type(self).__name__

    @property
    def subject_ids(self) -> tuple[int, ...]:
        """The identities at fault; empty when the refusal is not about single records."""
        return tuple(self.details.get(self.subject, ()))

    @property
    def message(self) -> str:
        """What is wrong."""
        return self.sentence.format(**{key: _said(value) for key, value in self.details.items()})

    @property
    def advice(self) -> str:
        """What to do about it."""
        return self.remedy.format(**{key: _said(value) for key, value in self.details.items()})

    def about(self, record_id: int) -> "Refusal":
        """The same about one of the records at fault, where they are all it lists; else as it is."""
        ids = list(self.subject_ids)
        listed = {name for name, value in self.details.items() if isinstance(value, (list, tuple))}
        records = self.details.get("records", ids)
        if record_id not in ids or listed - {self.subject, "records"} or len(records) != len(ids):
            return self
        alone = {self.subject: [record_id], "records": [records[ids.index(record_id)]]}
        return type(self)(**{**self.details, **{name: alone[name] for name in listed}})

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


def all_refusals(root: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every refusal class imported so far, parents before children."""
    for child in root.__subclasses__():
        yield child
        yield from all_refusals(child)
