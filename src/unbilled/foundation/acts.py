"""Acts: every event is carried out for a person, in one transaction, and leaves one row in the act log.

An event is a function that takes an ``Act`` first and keywords after it. Called from outside, its decorator opens
the transaction, asks who may, notes the act, and answers a repeated key with what happened the first time. Called by
another event with the act it was given, it belongs to that act and notes nothing. Who may what, and the log, belong
to the room ``people``, which stands higher and hands itself in (``keep_with``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.db import DatabaseError, InterfaceError, transaction

from unbilled.foundation.answers import read_answer, written_answer
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight

P = ParamSpec("P")
T = TypeVar("T")

EVENTS: dict[str, Callable[..., Any]] = {}
"""Every event that can happen, by ``room.name``."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, for which company, on which day.

    Attributes:
        company_id: Company whose books it touches; 0 while it is yet to be opened.
        person_id: Who does it.
        on: Company date of the act.
        at: Moment of the act.
        key: A word of the caller's choice; the same act sent again with it happens once.
        act_id: Row of the act log, while the act is carried out. Rows that an event writes name it.
        sight: Whose own it is about, while it is carried out by somebody whose role does not reach over all contracts.
        seen: What records said when the person looked at them, by kind and name; see ``foundation.seen``.
    """

    company_id: int
    person_id: int
    on: date
    at: datetime
    key: str = ""
    act_id: int | None = None
    sight: Sight | None = None
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def stamp(self) -> int:
        """Row of the act log, for rows that name it: events write within an act that is carried out."""
        assert self.act_id is not None, "nothing is written outside of an event"
        return self.act_id


@dataclass(frozen=True)
class Opened:
    """An act that may be carried out, or that was: then with the answer it got.

    Attributes:
        act_id: Row of the act log.
        sight: Whose own it is about; None where the person's role reaches over all contracts.
        is_answered: It was carried out before.
        answer: What it answered.
    """

    act_id: int
    sight: Sight | None = None
    is_answered: bool = False
    answer: Any = None


@dataclass(frozen=True)
class Change:
    """What became of one field of a master record.

    Attributes:
        kind: What the record is, such as ``customer``.
        record: The name people know it by.
        field: Its field.
        before: What it was; names, not identities.
        after: What it became.
    """

    kind: str
    record: str
    field: str
    before: Any
    after: Any


class Keeper(Protocol):
    """Who says what is allowed, and keeps the log."""

    def open_act(self, act: Act, *, event: str, asked: Mapping[str, Any], is_kept: bool = True) -> Opened:
        """Refuse, note the act as running, or give the answer that its key got."""

    def close_act(
        self, act_id: int, *, outcome: str, answer: Any = None, refusal: Refusal | None = None
    ) -> None:
        """Note how it ended."""

    def note_changes(self, act_id: int, changes: Sequence[Change]) -> None:
        """Note what became of masters."""

    def hold_act(self, act_id: int) -> None:
        """Let everybody see that an act of many transactions is under way, as long as this session lives."""

    def release_act(self, act_id: int) -> None:
        """Let go of it."""


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Say who keeps the log."""
    _keepers[:] = [keeper]


_heard: ContextVar[list[Change] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[list[Change]]:
    """What events note while it is open: whoever tries something and undoes it can tell what it would change."""
    token = _heard.set([])
    try:
        yield cast(list[Change], _heard.get())
    finally:
        _heard.reset(token)


def note_changes(act: Act, changes: Sequence[Change]) -> None:
    """Note in the act log what an event changed about masters, field by field.

    Args:
        act: The act, while it is carried out.
        changes: What changed.
    """
    if (heard := _heard.get()) is not None:
        heard += changes
    if changes and act.act_id is not None:
        [keeper] = _keepers
        keeper.note_changes(act.act_id, changes)


def event(
    name: str,
) -> Callable[[Callable[Concatenate[Act, P], T]], Callable[Concatenate[Act, P], T]]:
    """Make a function an event.

    Args:
        name: Room and name, such as ``billing.confirm_proformas``; roles are given rights to it by this name.
    """

    def decorate(function: Callable[Concatenate[Act, P], T]) -> Callable[Concatenate[Act, P], T]:
        @wraps(function)
        def carried_out(act: Act, *args: P.args, **asked: P.kwargs) -> T:
            if act.act_id is not None:
                return function(act, *args, **asked)
            return _carried_out(name, function, act, asked)

        EVENTS[name] = carried_out
        return cast("Callable[Concatenate[Act, P], T]", carried_out)

    return decorate


def _carried_out(name: str, function: Callable[..., T], act: Act, asked: Mapping[str, Any]) -> T:
    [keeper] = _keepers
    try:
        with transaction.atomic():
            opened = keeper.open_act(act, event=name, asked=asked)
            if opened.is_answered:
                return cast(T, read_answer(function, opened.answer))
            result = function(replace(act, act_id=opened.act_id, sight=opened.sight), **asked)
            answer = written_answer(function, result) if act.key else None
            keeper.close_act(opened.act_id, outcome="done", answer=answer)
            return result
    except Refusal as refusal:
        _note_refusal(keeper, name, act, asked, refusal)
        raise


def _note_refusal(keeper: Keeper, name: str, act: Act, asked: Mapping[str, Any], refusal: Refusal) -> None:
    """What was refused is undone, but who asked for it stays in the log; its key may be used again."""
    with transaction.atomic():
        opened = keeper.open_act(replace(act, key=""), event=name, asked=asked, is_kept=False)
        keeper.close_act(opened.act_id, outcome="refused", refusal=refusal)


@contextmanager
def running(name: str, act: Act, asked: Mapping[str, Any], *, dry_run: bool = False) -> Iterator[Act]:
    """Carry out a run: one act over many transactions, noted before the first of them begins.

    Args:
        name: Room and name of the run.
        act: Who asks for it.
        asked: What is asked for.
        dry_run: Everything will be undone, so the log keeps nothing of it.

    Raises:
        Refusal: The person may not.
    """
    if act.act_id is not None:
        yield act
        return
    [keeper] = _keepers
    if dry_run:
        with transaction.atomic():
            opened = keeper.open_act(act, event=name, asked=asked)
            transaction.set_rollback(True)
        yield replace(act, act_id=opened.act_id, sight=opened.sight)
        return
    try:
        with transaction.atomic():
            opened = keeper.open_act(act, event=name, asked=asked)
            keeper.hold_act(opened.act_id)
    except Refusal as refusal:
        _note_refusal(keeper, name, act, asked, refusal)
        raise
    with _released(keeper, opened.act_id):
        try:
            yield replace(act, act_id=opened.act_id, sight=opened.sight)
        except Refusal as refusal:
            keeper.close_act(opened.act_id, outcome="refused", refusal=refusal)
            raise
        except BaseException:
            keeper.close_act(opened.act_id, outcome="interrupted")
            raise
        keeper.close_act(opened.act_id, outcome="done")


@contextmanager
def _released(keeper: Keeper, act_id: int) -> Iterator[None]:
    """Let go of an act at the end, where the database is still there to be told."""
    try:
        yield
    finally:
        with suppress(DatabaseError, InterfaceError):
            keeper.release_act(act_id)
