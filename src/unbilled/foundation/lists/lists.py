"""Lists: a read that people look at, as data; one machine narrows, sorts, pages, counts and sums them all."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from psycopg.sql import SQL, Composable, Composed, Identifier, Literal

from unbilled.foundation import figures
from unbilled.foundation.lists.columns import BIGGEST, Column, Money
from unbilled.foundation.lists.questions import LISTED, Question, listed
from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal, shortened
from unbilled.foundation.selections import EXPECTED, Selection
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import Statement

MANY_NAMES = 8
"""Names from left joins on keys, from which on the best order of the joins is not looked for."""
COUNTED = 10_000
"""Counts are taken no further: past it people ask for less, not for the figure."""
AMONG = "among_ids"
"""Parameter of the identities that a listing is narrowed to."""
Row = dict[str, Any]


class QuestionUnknown(Refusal):
    """A list was narrowed by what it cannot be narrowed by."""

    sentence = "{title} cannot be narrowed by {keys}."
    remedy = "It can be narrowed by: {known}."


class ColumnUnknown(Refusal):
    """A column was named that a list does not have."""

    sentence = "{title} has no column {column}; {nearest}."
    remedy = "It has: {known}."


class SortUnknown(Refusal):
    """An order was asked for that a list does not know."""

    sentence = "{title} cannot be sorted by {sort}; {nearest}."
    remedy = "It can be sorted by: {known}; with a minus sign before it, the other way round."


class PageUnreadable(Refusal):
    """A page was asked for after a place that is none in this order."""

    sentence = "{after!r} is not where a page of this list in this order ended."
    remedy = "Give it as the page before said it, or begin at the top."


class SelectionChanged(Refusal):
    """What was selected is no longer what was looked at; nothing was done."""

    sentence = "{title}: {expected} became {found}."
    remedy = "Look at the list again, and repeat with what it comes to now."


@dataclass(frozen=True)
class Grouped:
    """Rows of a list that are groups of its statement's rows.

    Attributes:
        by: Columns that a group shares.
        sums: Further columns, as what they are of the rows of a group: ``{"line_count": "count(*)"}``.
    """

    by: tuple[str, ...]
    sums: Mapping[str, str]


@dataclass(frozen=True)
class Shortcut:
    """A statement that gives the same groups faster, as long as some things are not asked.

    Attributes:
        statement: The statement, with the columns of the list; where it gives totals of a list, with ``row_count`` and
            with the columns of the questions that it can take.
        unless: Keys of answers that it cannot take.
        is_whole: It tells of everybody's rows together, and so only those who see everything.
        groups: How its rows become rows of the list; None where they are those.
    """

    statement: Statement
    unless: frozenset[str]
    is_whole: bool = False
    groups: Grouped | None = None


@dataclass(frozen=True)
class Page:
    """Some rows of a list.

    Attributes:
        rows: By column.
        following: Where the next page begins; empty on the last one.
        is_whole: The rows were read. Otherwise that would have taken too long, and there are none here.
    """

    rows: list[Row]
    following: str
    is_whole: bool = True


@dataclass(frozen=True)
class Totals:
    """What everything that matches comes to.

    Attributes:
        count: How many rows.
        sums: Amounts by currency and column; those of different currencies are never added.
        is_whole: Everything was counted and summed. Otherwise that would have taken too long: nothing is summed, and
            of the rows only some were counted.

    Source: docs/rules/lists.md#totals.
    """

    count: int
    sums: Mapping[str, Mapping[str, Decimal]]
    is_whole: bool = True

    def of(self, column: str) -> dict[str, Decimal]:
        """The sums of one column by currency."""
        return {currency: amounts[column] for currency, amounts in self.sums.items()}


@dataclass(frozen=True, kw_only=True)
class List:
    """A list: what its rows show, by what they can be narrowed, sorted and totalled, and who sees which.

    Attributes:
        name: Its name for programs, and of the file it is saved as.
        title: Its title for people.
        nothing: The sentence when nothing matches.
        statement: The base: every row of a company, with names from left joins, so that counting joins none.
            It takes ``company_id``, and what is ``given`` or asked of it by a question without a column.
        key: Columns that tell a row from all others; a single identity where rows are acted upon.
        columns: What it shows, and what it needs for that.
        sorts: Orders by their name: columns that are never null.
        order: The order when none is asked for; a minus sign turns it round.
        scope: Condition under which a person who does not see everything sees a row, over the columns of
            the statement (``listed.contract_id``) and ``%(sight_person_id)s``; empty where the rows are
            everybody's, as periods are.
        questions: By what it can be narrowed.
        totals: Amounts that are summed, all in the same currency column; the first is what it is worth.
        given: Parameters of the statement that whoever reads must give.
        groups: How rows of the statement become rows of the list, where they are not the same.
        shortcut: A faster way to the same groups.
        totaled: A faster way to the totals, such as running totals.
        keys_first: Find which rows stand on a page before reading what they say: for what grows with the history, as
            putting names to all rows takes far longer than putting the few in order.
    """

    name: str
    title: str
    nothing: str
    statement: Statement
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sorts: Mapping[str, tuple[str, ...]]
    order: str
    scope: str
    questions: tuple[Question, ...] = ()
    totals: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    groups: Grouped | None = None
    shortcut: Shortcut | None = None
    totaled: Shortcut | None = None
    keys_first: bool = False
    by_name: Mapping[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    def of(
        self,
        *,
        company_id: int,
        selection: Selection | None = None,
        sight: Sight | None = None,
        **given: Any,
    ) -> "Listing":
        """The rows of a company that are asked for.

        Args:
            company_id: Company.
            selection: What is asked for; None asks for all. Names must have become identities, and days dates.
            sight: Whose eyes see them; None sees everything.
            given: What the statement must be given.

        Raises:
            QuestionUnknown: The list cannot be narrowed by an answer.
            DayUnreadable, NotANumber, SelectionUnreadable, WordUnknown: An answer cannot be read.
        """
        asked = selection or Selection()
        self._refuse_unknown(asked)
        params = {"company_id": company_id, "sight_person_id": sight.person_id if sight else None, **given}
        for question in self.questions:
            params |= question.params(asked)
        return Listing(of=self, selection=asked, params=params, is_limited=sight is not None)

    def chosen(self, names: Sequence[str]) -> tuple[Column, ...]:
        """The columns of some names, in their order.

        Raises:
            ColumnUnknown: It has no such column.
        """
        for name in names:
            if name not in self.by_name:
                known = list(self.by_name)
                raise ColumnUnknown(
                    title=self.title, column=name, nearest=nearest(name, known), known=", ".join(known)
                )
        return tuple(self.by_name[name] for name in names)

    @property
    def currency(self) -> str:
        """The column with the currency of what is summed; empty when nothing is."""
        first = self.by_name[self.totals[0]] if self.totals else None
        return first.currency if isinstance(first, Money) else ""

    def _refuse_unknown(self, selection: Selection) -> None:
        known = [key for question in self.questions for key in question.keys]
        unknown = [key for key in selection.answers if key not in (*known, *EXPECTED)]
        if unknown:
            raise QuestionUnknown(title=self.title, keys=unknown, known=", ".join(known) or "nothing")


@dataclass(frozen=True)
class Listing:
    """What is asked of a list: read it whole, page by page, or in sum; see ``List.of``.

    Attributes:
        of: The list.
        selection: What is asked for.
        params: Parameters of the statement and of its conditions.
        is_limited: Whether only what a person may see is read.
    """

    of: List
    selection: Selection
    params: dict[str, Any]
    is_limited: bool

    def among(self, ids: Sequence[int]) -> "Listing":
        """Those of the rows that have some identities; of a list whose rows are single records.

        Args:
            ids: Values of the column that tells a row from all others.
        """
        return replace(self, params=self.params | {AMONG: list(ids)})

    def rows(
        self, *, sort: str = "", after: str = "", limit: int | None = None, is_of_one: bool = False
    ) -> list[Row]:
        """The rows, in an order.

        Args:
            sort: Name of an order, with a minus sign the other way round; the list's own when empty.
            after: Where a page ended, as it said itself; from the top when empty.
            limit: How many at most; None takes all.
            is_of_one: A single record is asked for, by its name: the connection keeps the plan.

        Raises:
            PageUnreadable: ``after`` is no place in this order.
            SortUnknown: The list has no such order.
        """
        made, params = self._asked(self._order(sort), after, limit)
        return self._read((made.kept if is_of_one else made).rows(**params))

    def stream(self, *, sort: str = "", after: str = "", limit: int | None = None) -> Iterator[Row]:
        """The same, a few at a time; inside a transaction.

        Raises:
            PageUnreadable: ``after`` is no place in this order.
            SortUnknown: The list has no such order.
        """
        made, params = self._asked(self._order(sort), after, limit)
        for row in made.stream(**params):
            yield from self._read([row])

    def page(self, *, limit: int, after: str = "", sort: str = "", within: int | None = None) -> Page:
        """Some rows; as quick far down as at the top.

        Args:
            limit: Rows on a page, at most.
            after: Where the page before ended; the top when empty.
            sort: Name of an order; the list's own when empty.
            within: Milliseconds after which it is given up; None: never.

        Raises:
            PageUnreadable: ``after`` is no place in this order.
            SortUnknown: The list has no such order.
        """
        # One more than is shown tells whether there is another page.
        made, params = self._asked(self._order(sort), after, limit + 1)
        if within is not None:
            some = made.rows_within(within, **params)
            if some is None:
                return Page([], "", is_whole=False)
            found = self._read(some)
        elif self.of.statement.text.count("left join") >= MANY_NAMES:
            found = self._read(made.rows_as_joined(**params))
        else:
            found = self._read(made.rows(**params))
        rows = found[:limit]
        following = self._order(sort).place(rows[-1], self.of.name) if len(found) > limit else ""
        return Page(rows, following)

    def values(self, column: str) -> list[Any]:
        """What stands in a column of all that matches: each value once, in order.

        Raises:
            ColumnUnknown: The list has no such column.
        """
        [found] = self.of.chosen([column])
        text = SQL("select distinct {0} as value {1}\n   and {0} is not null\n order by 1").format(
            listed(found.name), self._source
        )
        return [found.read(value) for value in self._made(text).values(**self.params)]

    def split(self, column: str) -> dict[Any, int]:
        """How many of all that matches has each value of a column.

        Raises:
            ColumnUnknown: The list has no such column.
        """
        return self.totals_and_split(column)[1]

    def count(self, *, limit: int = COUNTED) -> int:
        """How many rows match, counted no further than one past ``limit``."""
        text = SQL("select count(*) from (select {} limit {}) as counted").format(
            self._source, Literal(limit + 1)
        )
        return int(self._made(text).values(**self.params)[0])

    def totals(self, *, within: int | None = None) -> Totals:
        """How many rows match, all of them, and what they come to by currency.

        Args:
            within: Milliseconds after which it is given up and only some rows are counted, for a third of that; None:
                never.

        Source:
            docs/rules/lists.md#totals.
        """
        return self.totals_and_split(within=within)[0]

    def totals_and_split(
        self, column: str = "", *, within: int | None = None
    ) -> tuple[Totals, dict[Any, int]]:
        """The same, with how many of the rows have each value of a column, read once.

        Args:
            column: The column; empty where none is asked for.
            within: As for ``totals``; what was given up is not split.

        Raises:
            ColumnUnknown: The list has no such column.
        """
        currency = listed(self.of.currency) if self.of.currency else SQL("null")
        value = listed(self.of.chosen([column])[0].name) if column else SQL("null")
        text = SQL(
            "select {} as currency, {} as value, {} as row_count{} {}\n group by 1, 2\n order by 1, 2"
        ).format(
            currency,
            value,
            SQL("coalesce(sum(listed.row_count), 0)") if self._totaled else SQL("count(*)"),
            SQL("").join(SQL(", {}").format(one) for one in self._grouped_sums[1]),
            self._narrowed(self._totaled.statement) if self._totaled else self._source,
        )
        made = self._made(text)
        rows = made.rows(**self.params) if within is None else made.rows_within(within, **self.params)
        if rows is None:
            return self._some((within or 0) // 3), {}
        sums: dict[str, dict[str, Decimal]] = {}
        split: dict[Any, int] = {}
        for row in rows:
            split[row["value"]] = split.get(row["value"], 0) + int(row["row_count"])
            if row["currency"] is not None:
                of = sums.setdefault(row["currency"], dict.fromkeys(self.of.totals, Decimal(0)))
                for name in self.of.totals:
                    of[name] += row[name]
        return Totals(count=sum(split.values()), sums=sums), split if column else {}

    def _some(self, within: int) -> Totals:
        """Totals of what is too much to be summed: how many rows there are at least."""
        text = SQL("select count(*) as row_count from (select {} limit {}) as counted").format(
            self._source, Literal(COUNTED)
        )
        rows = self._made(text).rows_within(within, **self.params) or []
        return Totals(count=sum(row["row_count"] for row in rows), sums={}, is_whole=False)

    def check(self) -> Totals:
        """Refuse a selection that does not come to what it was looked at as; one that expects nothing passes.

        Returns:
            What it comes to.

        Raises:
            SelectionChanged: Count or sums differ.
        """
        found = self.totals()
        self._refuse_changed(found.count, found.of(self.of.totals[0]) if self.of.totals else {})
        return found

    def taken(self) -> list[int]:
        """The identities of all that matches, read and checked in one statement, for an event to act upon.

        Raises:
            SelectionChanged: Count or sums are not those that the selection expects.
        """
        return self.taken_and_totals()[0]

    def taken_and_totals(self) -> tuple[list[int], Totals]:
        """The same, with what it comes to by the first of the sums.

        Raises:
            SelectionChanged: Count or sums are not those that the selection expects.
        """
        [key] = self.of.key
        currency, sums = self._grouped_sums
        worth = sums[:1]
        text = SQL("select {}, count(*) as row_count, array_agg({}) as ids{} {}{}").format(
            currency,
            listed(key),
            SQL("").join(SQL(", {}").format(one) for one in worth),
            self._source,
            self._per_currency,
        )
        rows = self._made(text).rows(**self.params)
        named = self.of.totals[:1]
        found = Totals(
            count=sum(row["row_count"] for row in rows),
            sums={row["currency"]: {name: row[name] for name in named} for row in rows} if named else {},
        )
        self._refuse_changed(found.count, found.of(named[0]) if named else {})
        return sorted(identity for row in rows for identity in row["ids"] or ()), found

    def _refuse_changed(self, count: int, sums: Mapping[str, Decimal]) -> None:
        wanted_count, wanted_sums = self.selection.expected()
        is_count = wanted_count in (None, count)
        if is_count and (wanted_sums is None or wanted_sums == dict(sums)):
            return
        raise SelectionChanged(
            title=self.of.title,
            expected=_said(wanted_count, wanted_sums or {}),
            found=_said(count, dict(sums)),
        )

    # The statement

    @property
    def _groups(self) -> Grouped | None:
        return self._shortcut.groups if self._shortcut else self.of.groups

    @cached_property
    def _shortcut(self) -> Shortcut | None:
        return self._taken_by(self.of.shortcut)

    @cached_property
    def _totaled(self) -> Shortcut | None:
        return None if AMONG in self.params else self._taken_by(self.of.totaled)

    def _taken_by(self, quick: Shortcut | None) -> Shortcut | None:
        """A faster way, where what is asked can go it."""
        if (
            quick is None
            or quick.unless & set(self.selection.answers)
            or (quick.is_whole and self.is_limited)
        ):
            return None
        return quick

    def _narrowed(self, base: Statement) -> Composed:
        return SQL("from (\n{}\n) as {}\n where {}").format(
            _written(base.text), LISTED, SQL("\n   and ").join(self._conditions)
        )

    @cached_property
    def _source(self) -> Composed:
        """From which rows: the base narrowed by what is asked and by who sees it, and grouped."""
        rows = self._narrowed((self._shortcut or self.of).statement)
        if self._groups is None:
            return rows
        by = SQL(", ").join(listed(name) for name in self._groups.by)
        sums = [
            SQL("{} as {}").format(_written(told), Identifier(name))
            for name, told in self._groups.sums.items()
        ]
        return SQL("from (select {}\n{}\n group by {}) as {}\n where true").format(
            SQL(", ").join([by, *sums]), rows, by, LISTED
        )

    @property
    def _conditions(self) -> list[Composable]:
        found: list[Composable] = [SQL("true")]
        for question in self.of.questions:
            found += question.conditions(self.params)
        if AMONG in self.params:
            [key] = self.of.key
            found.append(SQL("{} = any(%(among_ids)s::bigint[])").format(listed(key)))
        if self.is_limited and self.of.scope:
            found.append(SQL("({})").format(_written(self.of.scope)))
        return found

    def _asked(self, order: "_Order", after: str, limit: int | None) -> tuple[Statement, dict[str, Any]]:
        places = order.places(after, self.of.name) if after else {}
        columns = SQL(", ").join(listed(name) for name in self.of.by_name)
        keys_first = self.of.keys_first and limit is not None
        beyond = SQL("\n   and ") + order.beyond if places else SQL("")
        ordered = SQL("\n order by ") + order.by
        limited = SQL("\n limit {}").format(Literal(min(limit, BIGGEST))) if limit is not None else SQL("")
        asked = SQL("select {}\n{}").format(listed(self.of.key[0]) if keys_first else columns, self._source)
        text = asked + beyond + ordered + limited
        if keys_first:
            named = SQL("select {} from (\n{}\n) as {}\n where {} = any(array(\n{}))").format(
                columns, _written(self.of.statement.text), LISTED, listed(self.of.key[0]), text
            )
            # What a page ends in the middle of, as a voucher, has rows that stand before and behind it.
            if len(self.of.key) > 1:
                named += SQL("\n   and ") + SQL("\n   and ").join(self._conditions) + beyond
                ordered += limited
            text = named + ordered
        return self._made(text), self.params | places

    def _made(self, text: Composed) -> Statement:
        return Statement(path=self.of.statement.path, text=text.as_string(None))

    @property
    def _grouped_sums(self) -> tuple[Composable, list[Composable]]:
        name = self.of.currency
        currency = SQL("{} as currency").format(listed(name)) if name else SQL("null as currency")
        sums = [
            SQL("coalesce(sum({}), 0) as {}").format(listed(name), Identifier(name))
            for name in self.of.totals
        ]
        return currency, list(sums)

    @property
    def _per_currency(self) -> Composable:
        if not self.of.currency:
            return SQL("")
        return SQL("\n group by {0}\n order by {0}").format(listed(self.of.currency))

    def _order(self, sort: str) -> "_Order":
        asked = sort or self.of.order
        name, is_descending = asked.removeprefix("-"), asked.startswith("-")
        if name not in self.of.sorts:
            known = list(self.of.sorts)
            raise SortUnknown(
                title=self.of.title, sort=name, nearest=nearest(name, known), known=", ".join(known)
            )
        names = dict.fromkeys((*self.of.sorts[name], *self.of.key))
        return _Order(asked, tuple(self.of.by_name[one] for one in names), is_descending)

    def _read(self, rows: list[Row]) -> list[Row]:
        columns = self.of.by_name
        return [{name: columns[name].read(value) for name, value in row.items()} for row in rows]


@dataclass(frozen=True)
class _Order:
    """An order of rows in which no two are alike, and the places in it."""

    name: str
    columns: tuple[Column, ...]
    is_descending: bool

    @property
    def by(self) -> Composed:
        way = SQL(" desc") if self.is_descending else SQL("")
        return SQL(", ").join(listed(column.name) + way for column in self.columns)

    @property
    def beyond(self) -> Composed:
        """The condition of what stands behind a place; an index in this order finds it."""
        values = [
            SQL("%(after_{})s::{}").format(Literal(number), SQL(column.sql_type))
            for number, column in enumerate(self.columns)
        ]
        return SQL("({}) {} ({})").format(
            SQL(", ").join(listed(column.name) for column in self.columns),
            SQL("<" if self.is_descending else ">"),
            SQL(", ").join(values),
        )

    def place(self, row: Row, list_name: str) -> str:
        """Where a page ended, in letters and digits that no shell takes for anything else."""
        values = [_place_text(row[column.name]) for column in self.columns]
        told = json.dumps([list_name, self.name, *values], separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")

    def places(self, after: str, list_name: str) -> dict[str, Any]:
        """The parameters of ``beyond``.

        Raises:
            PageUnreadable: It is no place in this order.
        """
        try:
            told = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        except (ValueError, RecursionError):
            raise PageUnreadable(after=shortened(after)) from None
        is_place = isinstance(told, list) and all(isinstance(one, str) for one in told)
        if not is_place or told[:2] != [list_name, self.name] or len(told) != len(self.columns) + 2:
            raise PageUnreadable(after=shortened(after))
        try:
            values = [column.place(text) for column, text in zip(self.columns, told[2:], strict=True)]
        except (ValueError, ArithmeticError):
            raise PageUnreadable(after=shortened(after)) from None
        return {f"after_{number}": value for number, value in enumerate(values)}


def _place_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _written(text: str) -> SQL:
    """Text of a statement's file or of a list's declaration, never of what was asked."""
    return SQL(text)


def _said(count: int | None, sums: Mapping[str, Decimal]) -> str:
    counted = "" if count is None else figures.counted(count, "records")
    return "; ".join(part for part in (counted, figures.sums(sums)) if part)


def as_expected(selection: Selection, listed: Callable[[Selection], Listing]) -> Selection:
    """Hold a selection against the figures that it expects, before all that matches is acted upon.

    Args:
        selection: What is meant, perhaps with figures.
        listed: What a list that people look at has of it.

    Returns:
        The selection without figures, for statements.

    Raises:
        SelectionChanged: It comes to something else; both figures are told.

    Source:
        docs/rules/lists.md#selections.
    """
    if selection.is_expecting:
        listed(selection).check()
    return selection.unexpecting
