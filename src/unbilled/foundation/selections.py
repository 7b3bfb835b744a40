"""Selections: what of all the records is meant, as answers to the questions that lists ask."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from unbilled.foundation.refusals import Refusal

Answer = str | int | bool | date | Decimal
EXPECTED = ("expected_count", "expected_sums")
"""Keys of what a selection must come to when it is acted upon."""
TAKEN = ("contract_ids", "project_ids", "customer_ids", "from_date", "through_date")
"""Keys that every statement over work takes."""
WORKED = ("task_ids", "role_ids", "resource_ids")
"""Keys that statements take which know what each piece of work is."""
MEANT = re.compile(
    r"(?P<anchor>today|(?:last-)?(?:month|year)-(?:start|end))?(?P<days>[+-]\d{1,5})?", re.IGNORECASE
)

SHORT = {"t": "today", "eom": "month-end"}
"""What is typed often, and what it stands for."""
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
"""Day, month and year with dots between them, which are written in no other order."""
WHOLE = re.compile(r"-?[0-9]{1,18}")  # eighteen digits fit into a bigint, and no identity has more


class DayUnreadable(Refusal):
    """A day was asked for in a way that names none."""

    sentence = "{text!r} is not a day."
    remedy = (
        "Write 2026-03-31 or 31.3.2026; or t for today, +3, eom for the end of the month, today-60, month-start, "
        "last-month-end, year-start."
    )


class SelectionUnreadable(Refusal):
    """What is said to be a selection is none, or not one that can be taken here."""

    sentence = "{text!r} is not a selection that can be taken here."
    remedy = "Give it as it was written down, or ask again with filters."


def day_meant(text: str, today: date) -> date:
    """The day that a text means on some day.

    Args:
        text: A date, or ``t``, ``eom``, ``today``, ``month-start``, ``last-month-end``, ``year-start`` and their
            like, each with days to add: ``today-60``.
        today: The day of the act.

    Raises:
        DayUnreadable: It means no day.

    >>> [str(day_meant(text, date(2026, 3, 14))) for text in ("2026-01-31", "today-60", "last-month-end", "+3")]
    ['2026-01-31', '2026-01-13', '2026-02-28', '2026-03-17']
    >>> [str(day_meant(text, date(2026, 3, 14))) for text in ("t", "eom", "1.4.2026")]
    ['2026-03-14', '2026-03-31', '2026-04-01']
    """
    bare = text.strip()
    match = MEANT.fullmatch(SHORT.get(bare.lower(), bare))
    try:
        if dotted := DOTTED.fullmatch(bare):
            day, month, year = (int(part) for part in dotted.groups())
            return date(year, month, day)
        if not match or not match[0]:
            return date.fromisoformat(bare)
        return _anchored(match["anchor"] or "today", today) + timedelta(days=int(match["days"] or 0))
    except (ValueError, OverflowError):
        raise DayUnreadable(text=text) from None


def _anchored(anchor: str, today: date) -> date:
    *last, unit, edge = anchor.lower().split("-") if anchor.lower() != "today" else ("day", "")
    first = {"day": today, "month": today.replace(day=1), "year": today.replace(month=1, day=1)}[unit]
    if last:
        first = _before(first, unit)
    return _after(first, unit) - timedelta(days=1) if edge == "end" else first


def _before(first: date, unit: str) -> date:
    day = first - timedelta(days=1)
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _after(first: date, unit: str) -> date:
    return (first + timedelta(days=32 if unit == "month" else 366)).replace(day=1)


@dataclass(frozen=True, init=False)
class Selection:
    """Which records are meant: answers to questions; what is not answered takes all.

    An answer is one text or several, as in a query string, so that a selection can be typed, linked to,
    saved and sent. Records are named (``contract="C-1"``) or given by identity (``contract_ids=[7]``), days
    by date or by what they mean (``through_date="last-month-end"``), so that a saved view means on the day
    it is used what it meant on the day it was made. An empty answer takes none.

    Attributes:
        answers: Texts by the key of the answer.
    """

    answers: Mapping[str, tuple[str, ...]]

    def __init__(self, **answers: Answer | Sequence[Answer] | None) -> None:
        kept = {key: _texts(answer) for key, answer in sorted(answers.items()) if answer is not None}
        object.__setattr__(self, "answers", kept)

    def but(self, **answers: Answer | Sequence[Answer] | None) -> "Selection":
        """The same with other answers; None takes one back.

        >>> Selection(status="draft", text="pump").but(text=None, year=2026)
        Selection(answers={'status': ('draft',), 'year': ('2026',)})
        """
        return Selection(**{**self.answers, **answers})

    def texts(self, key: str) -> list[str] | None:
        """The texts of an answer; None when there is none."""
        found = self.answers.get(key)
        return None if found is None else list(found)

    def text(self, key: str) -> str | None:
        """The only text of an answer; None when there is none."""
        found = self.answers.get(key)
        return found[0] if found else None

    def ids(self, key: str) -> list[int] | None:
        """The identities of an answer; None when there is none.

        Raises:
            SelectionUnreadable: One is not a whole number.
        """
        found = self.answers.get(key)
        if found is None:
            return None
        if not all(WHOLE.fullmatch(text) for text in found):
            raise SelectionUnreadable(text=f"{key}={' '.join(found)}")
        return [int(text) for text in found]

    def day(self, key: str) -> date | None:
        """The day of an answer; None when there is none.

        Raises:
            DayUnreadable: It is none, or stands there by meaning; see ``on``.
        """
        text = self.text(key)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError:
            raise DayUnreadable(text=text) from None

    def on(self, today: date) -> "Selection":
        """The selection as it is meant on a day: every day by its date.

        Raises:
            DayUnreadable: An answer means no day.
        """
        days = {
            key: day_meant(texts[0], today)
            for key, texts in self.answers.items()
            if key.endswith("_date") and texts
        }
        return self.but(**days)

    def params(self, *further: str) -> dict[str, Any]:
        """The parameters of a statement that takes contracts, projects, customers and days of work.

        Args:
            further: Keys of identities that it takes besides, such as those of ``WORKED``.

        Such a statement ignores each part that is null, so that its text never depends on what was asked:
        ``(%(contract_ids)s::bigint[] is null or contract_id = any(%(contract_ids)s::bigint[]))``.

        >>> Selection(contract_ids=(7,)).params()["contract_ids"], Selection().params()["contract_ids"]
        ([7], None)

        Raises:
            SelectionUnreadable: It says more than such a statement takes, names what it takes by identity, or
                expects figures that nobody would check.
        """
        if self.answers.keys() - {*TAKEN, *further}:
            raise SelectionUnreadable(text=self.to_query())
        return {
            "contract_ids": self.ids("contract_ids"),
            "project_ids": self.ids("project_ids"),
            "customer_ids": self.ids("customer_ids"),
            "from_date": self.day("from_date"),
            "through_date": self.day("through_date"),
            **{key: self.ids(key) for key in further},
        }

    @property
    def unexpecting(self) -> "Selection":
        """The same, whatever it comes to."""
        return self.but(**dict.fromkeys(EXPECTED))

    def expecting(self, *, count: int, sums: Mapping[str, Decimal]) -> "Selection":
        """The same, to be acted upon only while it comes to this count and these sums by currency.

        >>> Selection().expecting(count=2, sums={"EUR": Decimal("1000.0000")}).answers
        {'expected_count': ('2',), 'expected_sums': ('EUR 1000',)}
        """
        written = [f"{currency} {_figure(amount)}" for currency, amount in sorted(sums.items())]
        return self.but(expected_count=count, expected_sums=written)

    def expected(self) -> tuple[int | None, dict[str, Decimal] | None]:
        """The count and the sums by currency that it must come to; None for what may be anything.

        Raises:
            SelectionUnreadable: They are no figures.
        """
        counts = self.ids("expected_count")
        texts = self.texts("expected_sums")
        if texts is None:
            return (counts[0] if counts else None), None
        sums: dict[str, Decimal] = {}
        for text in texts:
            currency, _, amount = text.partition(" ")
            try:
                sums[currency] = Decimal(amount)
            except ArithmeticError:
                raise SelectionUnreadable(text=text) from None
        return (counts[0] if counts else None), sums

    @property
    def is_expecting(self) -> bool:
        """Whether it must come to some figures."""
        return any(key in self.answers for key in EXPECTED)

    def to_query(self) -> str:
        """Write it as a query string.

        >>> Selection(contract=["C-1", "C 2"], contract_ids=[], through_date=date(2026, 3, 31)).to_query()
        'contract=C-1&contract=C+2&contract_ids=&through_date=2026-03-31'
        """
        return urlencode([(key, text) for key, texts in self.answers.items() for text in texts or ("",)])

    @classmethod
    def from_query(cls, query: str) -> "Selection":
        """Read it from a query string; an empty value of a key that stands alone takes none.

        >>> Selection.from_query("contract=C-1&contract=C+2&contract_ids=").answers
        {'contract': ('C-1', 'C 2'), 'contract_ids': ()}
        """
        answers: dict[str, list[str]] = {}
        for key, text in parse_qsl(query, keep_blank_values=True):
            answers.setdefault(key, []).extend([text] if text else [])
        return cls(**answers)


def _texts(answer: Answer | Sequence[Answer]) -> tuple[str, ...]:
    if isinstance(answer, str | int | date | Decimal):
        return (_text(answer),)
    if not isinstance(answer, list | tuple | set | frozenset):
        raise TypeError(f"{answer!r} is no answer")
    return tuple(_text(one) for one in answer)


def _text(answer: Answer) -> str:
    if isinstance(answer, str) and "\0" in answer:
        raise SelectionUnreadable(text=answer)  # PostgreSQL has no such character
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, Decimal):
        return _figure(answer)
    if not isinstance(answer, str | int | date):
        raise TypeError(f"{answer!r} is no answer")
    return str(answer)


def _figure(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


class Selected(NamedTuple):
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
        rows = members[0].row_count if len(members) == 1 else sum(member.row_count for member in members)
        if not cut or rows > room:
            cut.append([])
            room = size
        cut[-1].extend(members)
        room -= rows
    return cut
