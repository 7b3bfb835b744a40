"""What is asked of a list page: filters, order and columns, all of them in its address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from unbilled.foundation import figures
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Column
from unbilled.foundation.lists.questions import (
    Amounts,
    AsOf,
    Contains,
    Days,
    Months,
    Question,
    Reference,
    Words,
)
from unbilled.foundation.selections import Selection
from unbilled.foundation.states import Diagram

DAYS_HINT = "2026-03-31, today-60, month-end"
"""How days are typed."""
KEPT = ("sort", "columns")
"""Words of an address that say how a list is told, not what of it."""
WAIT = "wait"
"""Word of an address whose answer somebody waits for, however long it takes."""
PASSING = ("after", "loaded", "again", "keep", WAIT)
"""Words of an address that are about one answer."""
SEVERAL = ";"
"""What stands between several names in one field."""
SEARCHED = "text"
"""Key of what is typed into the search box."""
ALL = "all"
"""Word of an address that takes the usual filters of a screen away."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a list page.

    Attributes:
        read: The list.
        selection: Filters, by meaning, as they were typed.
        sort: Order; the list's own when empty.
        columns: Names of columns; none for the usual ones.
        after: Where the page before ended.
        loaded: Rows that stand above.
        usual: What is asked when there is no filter in the address.
    """

    read: List
    selection: Selection
    sort: str = ""
    columns: tuple[str, ...] = ()
    after: str = ""
    loaded: int = 0
    usual: str = ""

    @classmethod
    def of(cls, read: List, query: QueryDict, usual: str = "") -> "Asked":
        """Read an address; an answer without text is none.

        Args:
            read: The list.
            query: What stands behind the question mark.
            usual: What is asked when there is no filter in the address.
        """
        several = {
            question.name
            for question in read.questions
            if question.kind in ("texts", "names", "numbers") and not isinstance(question, Contains)
        }
        given = {
            key: [
                part.strip()
                for text in texts
                for part in (text.split(SEVERAL) if key in several else [text])
                if part.strip()
            ]
            for key, texts in query.lists()
            if key not in (*KEPT, *PASSING, ALL)
        }
        answers: dict[str, Any] = {key: texts for key, texts in given.items() if texts}
        if not answers and ALL not in query:
            for key, text in parse_qsl(usual):
                answers.setdefault(key, []).append(text)
        loaded = query.get("loaded", "")
        return cls(
            read=read,
            selection=Selection(**answers),
            sort=query.get("sort", ""),
            columns=tuple(
                name for text in query.getlist("columns") for name in text.split(",") if name.strip()
            ),
            after=query.get("after", ""),
            loaded=int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0,
            usual=usual,
        )

    def but(self, **answers: Any) -> "Asked":
        """The same with other filters."""
        return replace(self, selection=self.selection.but(**answers))

    def query(self, **other: str) -> str:
        """The address of it, with some words of its own changed; without a mark before it.

        Args:
            other: ``sort``, ``columns`` or words that are about one answer.
        """
        words = [(key, text) for key, texts in self.selection.answers.items() for text in texts]
        told = {"sort": self.sort, "columns": ",".join(self.columns)} | other
        if self.usual and not words:
            words = [(ALL, "1")]
        return urlencode([*words, *((key, text) for key, text in told.items() if text)])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Its filters and order as the hidden fields of a form."""
        return parse_qsl(replace(self, columns=()).query())

    @property
    def filters(self) -> str:
        """The address of its filters alone."""
        return replace(self, sort="", columns=()).query()

    @property
    def searched(self) -> str:
        """What stands in the search box."""
        return self.selection.text(SEARCHED) or ""

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set that the page does not come with."""
        return bool(self.selection.answers) and self.selection != Selection.from_query(self.usual)


@dataclass(frozen=True)
class Chip:
    """A filter that is set: what it is called, what it says, and the address without it."""

    label: str
    said: str
    without: str


@dataclass(frozen=True)
class Choice:
    """One word of several."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Control:
    """A question as a control of the filter form.

    Attributes:
        kind: ``choices``, ``texts``, ``range``, ``flag``.
        label: What it is called.
        name: Key of the answer; of a range the first.
        until: Key of a range's end.
        value: What is answered; of a range its beginning.
        end: Its end.
        choices: What can be chosen.
        hint: How it is typed.
    """

    kind: str
    label: str
    name: str
    value: str = ""
    until: str = ""
    end: str = ""
    choices: Sequence[Choice] = ()
    hint: str = ""


def has_search(read: List) -> bool:
    """Whether a list can be searched."""
    return any(isinstance(question, Contains) for question in read.questions)


def chips(asked: Asked) -> list[Chip]:
    """The filters that are set; what is searched for stands in the search box."""
    found = []
    for question in asked.read.questions:
        if isinstance(question, Contains):
            continue
        given = {key: asked.selection.texts(key) for key in question.keys if key in asked.selection.answers}
        if given:
            without = asked.but(**dict.fromkeys(given)).query()
            found.append(Chip(label_of(asked.read, question), _said(question, given), without))
    return found


def controls(asked: Asked) -> list[Control]:
    """The filter form."""
    return [
        _control(asked, question)
        for question in asked.read.questions
        if not isinstance(question, Contains)
        and (question.column or isinstance(question, Reference | Days | AsOf | Months))
    ]


def label_of(read: List, question: Question) -> str:
    """What a question is called: as the column it is about, where that is what people see."""
    column = read.by_name.get(question.column)
    if column is not None and column.heading and (column.is_shown or isinstance(question, Days | Amounts)):
        return column.heading
    spoken = figures.words(question.name)
    return spoken[:1].upper() + spoken[1:]


def searched_columns(read: List) -> str:
    """What the search box looks into, for its hint."""
    names = [
        name for question in read.questions if isinstance(question, Contains) for name in question.columns
    ]
    headings = dict.fromkeys(
        read.by_name[name].heading.lower()
        for name in names
        if name in read.by_name and read.by_name[name].heading
    )
    return ", ".join(headings)


def _said(question: Question, given: dict[str, list[str] | None]) -> str:
    if isinstance(question, Days | Amounts):
        first, last = (given.get(key) for key in question.keys)
        parts = [f"from {first[0]}" if first else "", f"through {last[0]}" if last else ""]
        return " ".join(part for part in parts if part)
    texts = [text for key, texts in given.items() for text in _named(key, texts or [])]
    if isinstance(question, Words):
        words = dict(_words(question))
        texts = [words.get(text, figures.words(text)) for text in texts]
        texts = [text[:1].upper() + text[1:] for text in texts[:1]] + texts[1:]
    return ", ".join(texts)


def _named(key: str, texts: list[str]) -> list[str]:
    return [f"{len(texts):,} chosen"] if key.endswith("_ids") else texts


def _words(question: Words) -> Iterable[tuple[str, str]]:
    if isinstance(question.known, Diagram):
        return [(word, question.known.spoken(word)) for word in question.known.statuses]
    return [(word, figures.words(word)) for word in question.known]


def _control(asked: Asked, question: Question) -> Control:
    label = label_of(asked.read, question)
    answers = asked.selection
    if isinstance(question, Days | Amounts):
        first, last = question.keys
        return Control(
            "range",
            label,
            first,
            answers.text(first) or "",
            last,
            answers.text(last) or "",
            hint=DAYS_HINT if isinstance(question, Days) else "",
        )
    if isinstance(question, Words):
        chosen = {text.replace(" ", "_").replace("-", "_") for text in answers.texts(question.name) or ()}
        choices = [
            Choice(word, said[:1].upper() + said[1:], bool({word, said.replace(" ", "_")} & chosen))
            for word, said in _words(question)
        ]
        return Control("choices", label, question.name, choices=choices)
    if isinstance(question, AsOf):
        [key] = question.keys
        return Control("texts", label, key, answers.text(key) or "", hint=DAYS_HINT)
    if question.kind == "flag":
        value = answers.text(question.name)
        choices = [Choice("", "Either", not value)] + [
            Choice(word, word.capitalize(), value == word) for word in ("yes", "no")
        ]
        return Control("flag", label, question.name, choices=choices)
    hint = "2026, 2026-03" if isinstance(question, Months) else ""
    return Control(
        "texts", label, question.name, f"{SEVERAL} ".join(answers.texts(question.name) or ()), hint=hint
    )


def sorted_by(read: List, column: Column, shown: Sequence[Column]) -> str:
    """The order that a click on a heading asks for; empty where there is none.

    An order belongs to the first of its columns that stands in the table.
    """
    names = {one.name for one in shown}
    for sort, columns in read.sorts.items():
        if next((name for name in columns if name in names), None) == column.name:
            return sort
    return ""
