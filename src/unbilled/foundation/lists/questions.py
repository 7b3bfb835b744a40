"""Questions of lists: by what a list can be narrowed, and the condition that an answer makes.

A condition names a column of the statement, so that PostgreSQL can carry it down to the table and its
indexes. Values are parameters, never text.

Source: docs/rules/lists.md#filters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from psycopg.sql import SQL, Composable, Composed, Identifier

from unbilled.foundation.figures import words as spoken
from unbilled.foundation.money import to_decimal
from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection, SelectionUnreadable
from unbilled.foundation.states import Diagram

LISTED = Identifier("listed")


class WordUnknown(Refusal):
    """A list was asked for a word that its column never holds."""

    sentence = "{question} is never {word!r}; {nearest}."
    remedy = "Possible are: {known}."


def listed(column: str) -> Composed:
    """A column of the list's statement."""
    return SQL("{}.{}").format(LISTED, Identifier(column))


@dataclass(frozen=True)
class Question:
    """A question that a list can be asked.

    Attributes:
        name: Its name, which is the key of the answer.
        column: Column of the statement that the answer is about; empty where the statement takes the
            answer's parameters itself.
    """

    kind: ClassVar[str] = ""

    name: str
    column: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys under which a selection answers it."""
        return (self.name,)

    def params(self, selection: Selection) -> dict[str, Any]:
        """The parameters of the condition; null where there is no answer."""
        return {self.name: selection.texts(self.name)}

    def conditions(self, params: dict[str, Any]) -> list[Composable]:
        """The conditions that the answer makes; none without an answer, or where the statement makes them."""
        return [
            SQL(sql).format(listed(self.column))
            for key, sql in self.sql.items()
            if self.column and params[key] is not None
        ]

    @property
    def sql(self) -> "dict[str, Any]":
        """Conditions by the parameter that they need."""
        return {self.name: f"{{}} = any(%({self.name})s::text[])"}


class Named(Question):
    """Which of some texts: numbers of documents, references."""

    kind = "texts"


class Reference(Question):
    """Which records of a kind, by name or by identity.

    Names must have become identities before a statement runs; what names mean is known by higher rooms
    (``agreements/reads/find_selection.py``).
    """

    kind = "names"

    def __init__(self, name: str, column: str | None = None) -> None:
        super().__init__(name, f"{name}_id" if column is None else column)

    @property
    def key(self) -> str:
        """The key of the identities."""
        return f"{self.name}_ids"

    @property
    def keys(self) -> tuple[str, ...]:
        """By name or by identity."""
        return (self.name, self.key)

    def params(self, selection: Selection) -> dict[str, Any]:
        """The identities.

        Raises:
            SelectionUnreadable: There are only names, or no identities.
        """
        if selection.answers.get(self.name) and self.key not in selection.answers:
            raise SelectionUnreadable(text=f"{self.name}={' '.join(selection.answers[self.name])}")
        return {self.key: selection.ids(self.key)}

    @property
    def sql(self) -> dict[str, Any]:
        """By identity."""
        return {self.key: f"{{}} = any(%({self.key})s::bigint[])"}


@dataclass(frozen=True)
class Words(Question):
    """Which of the few words that a column holds.

    Attributes:
        known: The words, or the drawing whose statuses they are.
    """

    kind: ClassVar[str] = "words"

    known: Diagram | Sequence[str] = ()

    def params(self, selection: Selection) -> dict[str, Any]:
        """The words as the database has them, however they were written.

        Raises:
            WordUnknown: One is none of them.
        """
        asked = selection.texts(self.name)
        return {self.name: None if asked is None else [self._word(text) for text in asked]}

    def _word(self, text: str) -> str:
        if isinstance(self.known, Diagram):
            said = {word: self.known.spoken(word) for word in self.known.statuses}
        else:
            said = {word: spoken(word) for word in self.known}
        for word, shown in said.items():
            if text.replace("-", "_").replace(" ", "_").lower() in (word, shown.replace(" ", "_")):
                return word
        known = list(said.values())
        raise WordUnknown(
            question=spoken(self.name).capitalize(), word=text, known=known, nearest=nearest(text, known)
        )


class Days(Question):
    """From which day, and through which."""

    kind = "days"

    def __init__(self, column: str = "") -> None:
        super().__init__("date", column)

    @property
    def keys(self) -> tuple[str, ...]:
        """The first day and the last, inclusive."""
        return ("from_date", "through_date")

    def params(self, selection: Selection) -> dict[str, Any]:
        """Both days.

        Raises:
            DayUnreadable: One is none, or stands there by meaning.
        """
        return {key: selection.day(key) for key in self.keys}

    @property
    def sql(self) -> dict[str, Any]:
        """From and through."""
        return {"from_date": "{} >= %(from_date)s::date", "through_date": "{} <= %(through_date)s::date"}


class AsOf(Question):
    """As things stood at the end of which day; the statement takes it."""

    kind = "day"

    def __init__(self) -> None:
        super().__init__("as_of")

    @property
    def keys(self) -> tuple[str, ...]:
        """The day."""
        return ("as_of_date",)

    def params(self, selection: Selection) -> dict[str, Any]:
        """The day.

        Raises:
            DayUnreadable: It is none, or stands there by meaning.
        """
        return {"as_of_date": selection.day("as_of_date")}


class Months(Question):
    """In which fiscal years or periods, by name: 2026, 2026-03; the statement takes them."""

    kind = "texts"

    def __init__(self) -> None:
        super().__init__("period")


class Amounts(Question):
    """From which amount, and through which, in whatever currency."""

    kind = "amounts"

    def __init__(self, column: str = "") -> None:
        super().__init__("amount", column)

    @property
    def keys(self) -> tuple[str, ...]:
        """The least amount and the most, inclusive."""
        return ("from_amount", "through_amount")

    def params(self, selection: Selection) -> dict[str, Any]:
        """Both amounts.

        Raises:
            NotANumber: One is none.
        """

        def amount(key: str) -> Decimal | None:
            text = selection.text(key)
            return None if text is None else to_decimal(text)

        return {key: amount(key) for key in self.keys}

    @property
    def sql(self) -> dict[str, Any]:
        """From and through."""
        return {
            "from_amount": "{} >= %(from_amount)s::numeric",
            "through_amount": "{} <= %(through_amount)s::numeric",
        }


@dataclass(frozen=True, kw_only=True)
class Contains(Question):
    """A text that stands somewhere in one of some columns, in any case of letters.

    Attributes:
        columns: Columns of the statement.
    """

    kind: ClassVar[str] = "text"

    name: str = "text"
    columns: tuple[str, ...]

    def params(self, selection: Selection) -> dict[str, Any]:
        """The pattern of the text, in which nothing stands for anything else."""
        text = selection.text(self.name)
        if text is None:
            return {self.name: None}
        for mark in ("\\", "%", "_"):
            text = text.replace(mark, f"\\{mark}")
        return {self.name: f"%{text}%"}

    def conditions(self, params: dict[str, Any]) -> list[Composable]:
        """One of the columns holds the text."""
        if params[self.name] is None:
            return []
        found = [SQL("{} ilike %(text)s::text").format(listed(column)) for column in self.columns]
        return [SQL("({})").format(SQL(" or ").join(found))]


class Numbers(Question):
    """Which of some whole numbers, such as years."""

    kind = "numbers"

    def params(self, selection: Selection) -> dict[str, Any]:
        """The numbers.

        Raises:
            SelectionUnreadable: One is none.
        """
        return {self.name: selection.ids(self.name)}

    @property
    def sql(self) -> dict[str, Any]:
        """One of them."""
        return {self.name: f"{{}} = any(%({self.name})s::bigint[])"}


class Whether(Question):
    """Whether something is so: yes or no."""

    kind = "flag"

    def params(self, selection: Selection) -> dict[str, Any]:
        """Yes or no.

        Raises:
            WordUnknown: The answer is another word.
        """
        text = selection.text(self.name)
        if text not in (None, "yes", "no"):
            raise WordUnknown(
                question=spoken(self.name).capitalize(), word=text, known="yes, no", nearest="it is yes or no"
            )
        return {self.name: None if text is None else text == "yes"}

    @property
    def sql(self) -> dict[str, Any]:
        """It is, or is not."""
        return {self.name: f"{{}} = %({self.name})s::boolean"}
