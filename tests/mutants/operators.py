"""Small wrong statements made out of right ones: one sign, join, comparison or word is changed in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pglast.parser import ParseError, Token, parse_sql_json, scan

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/unbilled"
PARAMETER = re.compile(r"%\((?P<name>\w+)\)s")
FUNCTION = re.compile(r"\bcreate or replace function (\w+)")
SWAPS = {
    "ASCII_43": "-",
    "ASCII_45": "+",
    "ASCII_42": "/",
    "ASCII_47": "*",
    "ASCII_60": "<=",
    "LESS_EQUALS": "<",
    "ASCII_62": ">=",
    "GREATER_EQUALS": ">",
    "ASCII_61": "<>",
    "NOT_EQUALS": "=",
    "AND": "or",
    "OR": "and",
    "GREATEST": "least",
    "LEAST": "greatest",
    "ASC": "desc",
    "DESC": "asc",
    "TRUE_P": "false",
    "FALSE_P": "true",
}
NAMES = {"min": "max", "max": "min"}
NUMBERS = {"0": "1", "1": "0"}
SIGNS = {"ASCII_43", "ASCII_45", "ASCII_42", "ASCII_47"}
OPENING, CLOSING = {"ASCII_40", "ASCII_91"}, {"ASCII_41", "ASCII_93"}
# Words that can end a value, so that a sign after them stands between two.
VALUES = {"END_P", "NULL_P", "TRUE_P", "FALSE_P", "CURRENT_DATE", "CURRENT_TIMESTAMP"}
AFTER_ORDER = {"LIMIT", "OFFSET", "FOR", "ROWS", "RANGE", "GROUPS", "UNION", "RETURNING"}


@dataclass(frozen=True)
class Mutant:
    """A statement with one change in it.

    Attributes:
        path: The statement's file.
        line: The line of the change, counted from 1.
        was: That line as it stands, without what surrounds it.
        becomes: The line as changed.
        text: The whole statement as changed.
    """

    path: Path
    line: int
    was: str
    becomes: str
    text: str

    @property
    def stem(self) -> str:
        """The event or read that the statement belongs to."""
        return self.path.name.partition(".")[0]

    @property
    def function(self) -> str:
        """The function that the file makes; empty for a statement."""
        made = FUNCTION.search(self.text)
        return made[1] if made else ""

    @property
    def room(self) -> str:
        """The room in which the statement stands."""
        return self.path.relative_to(SOURCE).parts[0]


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    new: str


def mutants_of(path: Path, text: str) -> list[Mutant]:
    """Every mutant of a statement that PostgreSQL can read, in the order of the text.

    Args:
        path: The statement's file.
        text: What stands in it: SQL with psycopg's named parameters, or a function in SQL.
    """
    found = []
    for change in sorted(
        _Reading(_code(text)).changes(), key=lambda change: (change.start, change.end, change.new)
    ):
        changed = text[: change.start] + change.new + text[change.end :]
        if _readable(_code(changed)):
            first = text.rfind("\n", 0, change.start) + 1
            last = text.find("\n", change.end)
            rest = len(text) - (last if last >= 0 else len(text))
            found.append(
                Mutant(
                    path=path,
                    line=text.count("\n", 0, change.start) + 1,
                    was=text[first : len(text) - rest].strip(),
                    becomes=changed[first : len(changed) - rest].strip(),
                    text=changed,
                )
            )
    return found


def _code(text: str) -> str:
    """A statement as it is, or the body of a function with the rest of its file blanked."""
    head, opened, body = text.partition("$$")
    if not opened:
        return text
    body, closed, tail = body.partition("$$")
    head, tail = (re.sub(r"\S", " ", part) for part in (f"{head}$$", f"{closed}{tail}"))
    return f"{head}{body}{tail}"


def _numbered(text: str) -> str:
    """The statement as PostgreSQL's parser reads it, every token where it stood."""
    names = list(dict.fromkeys(PARAMETER.findall(text)))
    numbered = PARAMETER.sub(lambda match: f"${names.index(match['name']) + 1}".ljust(len(match[0])), text)
    return numbered.replace("%%", "% ")


def _readable(text: str) -> bool:
    try:
        parse_sql_json(_numbered(text))
    except ParseError:
        return False
    return True


class _Reading:
    """A statement as tokens, and the changes that each of them invites."""

    def __init__(self, text: str) -> None:
        self.text = _numbered(text)
        self.tokens: list[Token] = [token for token in scan(self.text) if not token.name.endswith("COMMENT")]

    def changes(self) -> Iterator[_Change]:
        for at, token in enumerate(self.tokens):
            yield from self._swapped(at, token)
            yield from self._joined(at, token)
            yield from self._negated(at, token)
        yield from self._sorted()

    @cached_property
    def names(self) -> list[str]:
        return [token.name for token in self.tokens]

    def name(self, at: int) -> str:
        return self.names[at] if 0 <= at < len(self.names) else ""

    def word(self, token: Token) -> str:
        return self.text[token.start : token.end + 1]

    def replaced(self, token: Token, new: str) -> _Change:
        return _Change(token.start, token.end + 1, new)

    def dropped(self, at: int) -> _Change:
        """A word taken out with the white space after it."""
        return _Change(self.tokens[at].start, self.tokens[at + 1].start, "")

    def before(self, at: int, word: str) -> _Change:
        return _Change(self.tokens[at].start, self.tokens[at].start, f"{word} ")

    def follows_value(self, at: int) -> bool:
        """Whether a value ends before this token, so that a sign here stands between two."""
        name = self.name(at - 1)
        if name in CLOSING or name in VALUES:
            return True
        return (
            bool(name)
            and not name.startswith("ASCII")
            and (self.tokens[at - 1].kind != "RESERVED_KEYWORD" and self.tokens[at - 1].name not in SWAPS)
        )

    def stands_for_none(self, at: int) -> bool:
        """Whether a number is put in place of a missing key, where any number that is nobody's does."""
        return self.name(at - 1) == "ASCII_44" and self.word(self.tokens[at - 2]).endswith("_id")

    def _swapped(self, at: int, token: Token) -> Iterator[_Change]:
        word = self.word(token)
        if token.name in SIGNS and not self.follows_value(at):
            if token.name == "ASCII_45":
                yield self.dropped(at)
        elif token.name in {"TRUE_P", "FALSE_P"} and self.name(at - 1) == "ON":
            return
        elif token.name in SWAPS:
            yield self.replaced(token, SWAPS[token.name])
        elif token.name == "ICONST" and word in NUMBERS and not self.stands_for_none(at):
            yield self.replaced(token, NUMBERS[word])
        elif word in NAMES and self.name(at + 1) == "ASCII_40":
            yield self.replaced(token, NAMES[word])

    def _joined(self, at: int, token: Token) -> Iterator[_Change]:
        if token.name != "JOIN":
            return
        if self.name(at - 1) == "LEFT":
            yield self.dropped(at - 1)
        elif self.name(at - 1) not in {"CROSS", "FULL", "RIGHT", "INNER_P", "OUTER_P"} and not self.looks_up(
            at
        ):
            yield self.before(at, "left")

    def looks_up(self, at: int) -> bool:
        """Whether a join only finds a row by its key, which loses none: what is referred to is there."""
        on = next((here for here in range(at, len(self.tokens)) if self.name(here) in {"ON", "USING"}), at)
        words = [self.word(token) for token in self.tokens[on : on + 9]]
        if "(" in [self.word(token) for token in self.tokens[at:on]] or words[2:3] != ["."]:
            return False
        given = words[5:6] and words[5].startswith("$")
        column, names = (words[5], words[6:7]) if given else (words[7], words[8:9])
        by_key = words[3:5] in (["id", "="], ["code", "="]) and (given or column.endswith("_id"))
        return by_key and names not in (["and"], ["or"], ["+"], ["-"])

    def _negated(self, at: int, token: Token) -> Iterator[_Change]:
        if token.name in {"NOT", "NOT_LA"} and self.name(at + 1) != "MATERIALIZED":
            yield self.dropped(at)
        if token.name == "EXISTS" and self.name(at - 1) != "NOT":
            yield self.before(at, "not")
        if token.name == "NULL_P" and self.name(at - 1) == "IS":
            yield self.before(at, "not")

    def _sorted(self) -> Iterator[_Change]:
        """Keys without a direction, sorted the other way round; how rows are locked is left alone."""
        for at in range(1, len(self.tokens)):
            if (self.name(at - 1), self.name(at)) == ("ORDER", "BY"):
                keys, ends_with = self._keys(at + 1)
                if ends_with != "FOR":
                    yield from (
                        _Change(last.end + 1, last.end + 1, " desc")
                        for last in keys
                        if last.name not in {"ASC", "DESC", "FIRST_P", "LAST_P"}
                    )

    def _keys(self, at: int) -> tuple[list[Token], str]:
        """The last token of each key of an order, and the name of what ends the order."""
        keys, depth = [], 0
        while at < len(self.tokens):
            name = self.name(at)
            if depth == 0 and (name in CLOSING or name in AFTER_ORDER):
                break
            if depth == 0 and name == "ASCII_44":
                keys.append(self.tokens[at - 1])
            depth += (name in OPENING) - (name in CLOSING)
            at += 1
        return [*keys, self.tokens[at - 1]], self.name(at)
