"""Running: carries a job out over many records, in chunks that each commit whole.

A chunk holds whole contracts and is one transaction. What an event refuses is set aside with the refusal and
its remedy, and the rest of the chunk is tried again, so one bad record keeps nobody waiting. Records are
selected by their status, so a run that was interrupted is finished by running it again, and runs that share a
company do each record once: a chunk takes the contracts that are free and looks again at what is to be done of them.
"""

import time
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, DataError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from unbilled.foundation.acts import Act, running
from unbilled.foundation.answers import noted
from unbilled.foundation.lists.lists import Listing, as_expected
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import Names
from unbilled.foundation.selections import WORKED, Selected, Selection, SelectionUnreadable, chunks
from unbilled.foundation.sights import theirs
from unbilled.foundation.statements import statement
from unbilled.people.models import Act as Logged
from unbilled.people.models import Person
from unbilled.runs.events.end_run import end_run
from unbilled.runs.events.finish_run import finish_run
from unbilled.runs.events.interrupt_run import interrupt_run
from unbilled.runs.events.record_chunk import SetAside, record_chunk
from unbilled.runs.events.start_run import start_run
from unbilled.runs.events.take_up_run import TakenUp, take_up_run
from unbilled.runs.models import Run

TURN = statement(__file__, "turn")
TURN_OVER = statement(__file__, "turn_over")
UNCONTRACTED = statement(__file__, "uncontracted")
OTHERS = statement(__file__, "others")

CHUNK_ROWS = 20_000
ATTEMPTS = 500  # tries to find what is at fault in one chunk before all that is left of it is set aside
RETRIES = 3
LOST_RACES = ("40P01", "40001")  # deadlock, serialization failure

OnProgress = Callable[[int, int], None]
"""Told the lines done and the lines in all."""


class RunInProgress(Refusal):
    """Two commands would work on the same records, which cannot be shared."""

    sentence = "{run_kind} is already running for {company}: {who}, since {since}."
    remedy = "Wait until it is finished; its progress stands in `unbilled runs list`."


class RunCanceled(Refusal):
    """Somebody has canceled a run that was under way."""

    sentence = "The run was canceled; what it did before that is kept."
    remedy = "Start it again for the rest, if it is wanted after all."


class NotHeld(Refusal):
    """A record comes to a figure, or has a text, that no column takes."""

    sentence = "The books have no room for a figure or a text of it: {reason}."
    remedy = (
        "Correct it: amounts have at most 16 digits before the decimal point, quantities, prices and what they come "
        "to in the currency of the books no more."
    )


@dataclass
class Tally:
    """What was done, in numbers that add up over the chunks.

    Attributes:
        counts: Records by what they are, such as ``entries``.
        amounts: Amounts by what they are and currency, such as ``unbilled sales`` and ``EUR``.
        set_aside: What was set aside.
        notes: What to know about some of what was done: of how many records each sentence is true.
        listed: What was made, one by one, where people look at each before it counts.
        aside_before: How many records were set aside before, of a run that is gone on with behind them.
    """

    counts: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    aside_before: int = 0

    def count(self, what: str, number: int) -> None:
        """Add to a count; a count of zero is named too."""
        self.counts[what] = self.counts.get(what, 0) + number

    def add(self, what: str, currency: str, amount: Decimal) -> None:
        """Add to an amount."""
        sums = self.amounts.setdefault(what, {})
        sums[currency] = sums.get(currency, Decimal(0)) + amount

    def take(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for what, number in other.counts.items():
            self.count(what, number)
        for what, sums in other.amounts.items():
            for currency, amount in sums.items():
                self.add(what, currency, amount)
        self.set_aside += other.set_aside
        self.listed += other.listed
        self.aside_before += other.aside_before
        for sentence, number in other.notes.items():
            self.notes[sentence] = self.notes.get(sentence, 0) + number

    @classmethod
    def of(cls, totals: Mapping[str, Any]) -> "Tally":
        """What a run that was left behind had done, without what it had set aside."""
        return cls(
            counts=dict(totals.get("counts", {})),
            amounts={
                what: {currency: Decimal(amount) for currency, amount in sums.items()}
                for what, sums in totals.get("amounts", {}).items()
            },
        )

    def totals(self, seconds: float) -> dict[str, Any]:
        """The totals as a run keeps them."""
        return {
            "counts": dict(self.counts),
            "amounts": {
                what: {currency: str(amount) for currency, amount in sums.items()}
                for what, sums in self.amounts.items()
            },
            "set_aside": self.aside_before + len(self.set_aside),
            "seconds": round(seconds, 3),
        }


@dataclass(frozen=True)
class RunReport:
    """What a run did, or with ``dry_run`` would have done.

    Attributes:
        run_id: The run's row; None for a dry run.
        run_kind: What it did.
        dry_run: Whether it was undone.
        tally: Counts, amounts and what was set aside.
        seconds: How long it took.
    """

    run_id: int | None
    run_kind: str
    dry_run: bool
    tally: Tally
    seconds: float

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by what they are."""
        return self.tally.counts

    @property
    def amounts(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Amounts by what they are and currency."""
        return self.tally.amounts

    @property
    def notes(self) -> Mapping[str, int]:
        """What to know about some of what was done."""
        return self.tally.notes

    @property
    def set_aside(self) -> Sequence[SetAside]:
        """What was set aside."""
        return self.tally.set_aside

    def refusals(self) -> list[tuple[str, int, str, str]]:
        """What was set aside by refusal: its name, how many, the first sentence and remedy."""
        first: dict[str, SetAside] = {}
        for item in self.set_aside:
            first.setdefault(item.refusal, item)
        numbers = Counter(item.refusal for item in self.set_aside)
        return [
            (code, number, first[code].sentence, first[code].remedy)
            for code, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        ]


@dataclass(frozen=True)
class Undoing:
    """What undoes a run: another one.

    Attributes:
        name: The run by its own name, such as ``process.mark_not_ready``.
        ids: Records that it takes, of the kind that it sets aside; None where its needs say them.
        needs: What else it is given.
    """

    name: str
    ids: Sequence[int] | None
    needs: Mapping[str, Any] = field(default_factory=dict)


def _asked(selection: Selection, **needs: Any) -> dict[str, Any]:
    return {**selection.params(*WORKED), **needs}


@dataclass(frozen=True)
class Job:
    """A run over many records, as data: what it takes, what is done with it, and how that is counted.

    Its functions take the act, and after it by name whatever else ``carry_out`` was given.

    Attributes:
        event: The run among the events, such as ``process.approve``: roles are given rights to it by this name.
        record_kind: What a record is, for those set aside: ``entry``, ``proforma`` and so on.
        subject: That of refusals about records of this kind, such as ``entry_ids``.
        select: Reads the records that a selection takes, by their status; asked when it is our turn, so that it
            sees what an earlier run left.
        step: Does what is to be done with the records of some identities, all or nothing: one call of an event.
        tally: Counts what the event answers.
        names: What people call the records, for those set aside; their identities when not given.
        opening: What is known before the first chunk, such as rows of a file that cannot be read.
        listed: The list that people look at before they run it, with what the selection takes of it, so that figures a
            selection expects can be held against it.
        asked: What is kept with the run: the selection and all else that was given, unless it says otherwise.
        chunk_rows: Lines of a chunk, about.
        shared: Takes contracts until the transaction ends, those that are free or, if it waits, all of them: runs of
            the kind then share a company. One of a kind works on a company at a time when None.
        again: Which of records of some identities a shared run still selects, where another works beside it; all of
            their contracts are selected once more when None.
        within: What is kept from the first chunk to the last, such as processes that work for it.
        needs: What else it must or may be given, with the type of each, so that a worker can be told.
        prepare: Does what comes before anything can be selected, in a transaction of its own.
        aside: Told what a chunk sets aside, in its transaction, so that the records themselves say it.
        name: Its own name where several runs ask for one event, such as ``billing.hold_milestones``; the event's when
            empty. Workers know it by this name, and runs are listed by the word after the point.
        is_given: Its records are given one by one and selected whatever has become of them, so that a run which was
            left is gone on with behind the last chunk that was done.
        left: Which of records are still to be done, asked when a run that was left is gone on with; where it is not
            said, those that are selected then.
        undone_by: What undoes it: of the act, and of the records that it has done; None where nothing does.
    """

    event: str
    record_kind: str
    subject: str
    select: Callable[..., Sequence[Selected]]
    step: Callable[..., Any]
    tally: Callable[[Any], "Tally"]
    names: Callable[[Act], Names] | None = None
    opening: Callable[..., "Tally"] | None = None
    listed: Callable[..., Listing] | None = None
    asked: Callable[..., Mapping[str, Any]] = _asked
    chunk_rows: int = CHUNK_ROWS
    shared: Callable[..., Sequence[int]] | None = None
    again: Callable[..., Sequence[Selected]] | None = None
    within: Callable[[], AbstractContextManager[None]] = nullcontext
    needs: Mapping[str, Any] = field(default_factory=dict)
    prepare: Callable[..., None] | None = None
    aside: Callable[[Act, Sequence[SetAside]], None] | None = None
    name: str = ""
    is_given: bool = False
    left: Callable[[Act, Sequence[int]], Collection[int]] | None = None
    undone_by: Callable[[Act, Sequence[int]], Undoing] | None = None

    @property
    def known_as(self) -> str:
        """The name by which workers know it."""
        return self.name or self.event

    @property
    def kind(self) -> str:
        """What the run is called where runs are listed."""
        return self.known_as.partition(".")[2]


def carry_out(
    act: Act,
    job: Job,
    *,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: OnProgress | None = None,
    chunk_rows: int | None = None,
    only: Collection[int] | None = None,
    run_id: int | None = None,
    **needs: Any,
) -> RunReport:
    """Carry out a job over a selection, chunk by chunk; all of it is one act.

    Args:
        act: Who asks for it, for which company, on which day.
        job: What to do.
        selection: Which records; all that the job takes when None. Figures that it expects are checked before anything
            is done.
        dry_run: Do every chunk and undo it: exact numbers, and nothing stays.
        progress: Told the lines done and the lines in all, after each chunk.
        chunk_rows: Lines of a chunk, about, where the job's own number does not suit.
        only: Identities of the records that were chosen one by one; any when None.
        run_id: A run that waits for a worker, or that one left behind, which is taken up; a new one when None.
        needs: What else the job needs.

    Raises:
        NotAllowed: The person may not.
        RunInProgress: Another process does the same for this company, and the job is not shared.
        RunTaken: The run was taken up by another worker, or is not wanted any more.
        RunCanceled: Somebody canceled it after some chunk.
        SelectionChanged: What is selected no longer comes to what was looked at.

    Source:
        docs/rules/runs.md#chunks; docs/rules/runs.md#dry-runs.
    """
    expecting = selection or Selection()
    work = _UnderWay(job, expecting.unexpecting, needs, progress, chunk_rows or job.chunk_rows, only)
    asked = {
        name: value
        for name, value in {"on": act.on, **job.asked(work.selection, **needs)}.items()
        if value is not None
    }
    with running(job.event, act, asked, dry_run=dry_run) as opened:
        if dry_run:
            with _undone() if job.prepare else nullcontext():
                _prepare(opened, job, needs)
                _check(opened, job, expecting, needs)
                tally = work.all_chunks(opened, None)
            return RunReport(None, job.kind, True, tally, work.seconds)
        with nullcontext() if job.shared else turn(opened, job.kind):
            _prepare(opened, job, needs)
            _check(opened, job, expecting, needs)
            with under_way(opened, job.kind, noted(asked), run_id=run_id, is_given=job.is_given) as (
                number,
                before,
            ):
                tally = work.all_chunks(opened, number, before)
                seconds = work.seconds
                finish_run(opened, run_id=number, totals=tally.totals(seconds), finished_at=timezone.now())
            return RunReport(number, job.kind, False, tally, seconds)


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _prepare(act: Act, job: Job, needs: Mapping[str, Any]) -> None:
    """Do what comes before anything is selected."""
    if job.prepare:
        with transaction.atomic():
            job.prepare(act, **needs)


def _check(act: Act, job: Job, selection: Selection, needs: Mapping[str, Any]) -> None:
    """Hold a selection against the figures that it expects."""

    def listed(asked: Selection) -> Listing:
        if job.listed is None:
            raise SelectionUnreadable(text=selection.to_query())
        return job.listed(act, asked, **needs)

    as_expected(selection, listed)


def _theirs(act: Act, job: Job, selected: Sequence[Selected]) -> Sequence[Selected]:
    """What of a selection a person reaches: "all" is all that is theirs."""
    if act.sight is None:
        return selected
    kind = job.subject.removesuffix("_ids")
    own = set(theirs(act.sight, kind=kind, ids=[one.record_id for one in selected]))
    return [one for one in selected if one.record_id in own]


@contextmanager
def turn(act: Act, run_kind: str) -> Iterator[None]:
    """Let one run of a kind work on a company at a time; the lock ends with the session that holds it.

    Raises:
        RunInProgress: Another process has the turn.
    """
    named = f"unbilled {run_kind} {act.company_id}"
    if not TURN.row(turn=named)["is_ours"]:
        raise _in_progress(act, run_kind)
    try:
        yield
    finally:
        with suppress(DatabaseError, InterfaceError):
            TURN_OVER.row(turn=named)


@contextmanager
def under_way(
    act: Act, run_kind: str, asked: Mapping[str, Any], *, run_id: int | None = None, is_given: bool = False
) -> Iterator[tuple[int, TakenUp]]:
    """Keep a row of a run while its act is under way, and what had been done of it before; mark those left behind."""
    interrupt_run(act, run_kind=run_kind, interrupted_at=timezone.now())
    before = TakenUp()
    if run_id is None:
        run_id = start_run(act, run_kind=run_kind, arguments=asked)
    else:
        before = take_up_run(act, run_id=run_id, started_at=timezone.now(), is_given=is_given)
    try:
        yield run_id, before
    except RunCanceled:
        end_run(act, run_id=run_id, status="canceled", refusal=None, ended_at=timezone.now())
        raise
    except BaseException:
        # Also when a key interrupts it; the next run marks it when even this does not reach the database.
        with suppress(DatabaseError, InterfaceError):
            interrupt_run(act, run_kind=run_kind, interrupted_at=timezone.now())
        raise


def _in_progress(act: Act, run_kind: str) -> RunInProgress:
    run = (
        Run.objects.filter(company_id=act.company_id, run_kind=run_kind, status="running")
        .select_related("company")
        .order_by("-id")
        .first()
    )
    person = (
        Person.objects.filter(pk=Logged.objects.filter(pk=run.act_id).values("person_id")[:1]).first()
        if run
        else None
    )
    return RunInProgress(
        run_kind=run_kind.replace("_", " ").capitalize(),
        company=run.company.code if run else "this company",
        who=person.username if person else "somebody",
        since=f"{run.started_at:%Y-%m-%d %H:%M:%S} UTC" if run else "a moment ago",
    )


@dataclass
class _UnderWay:
    """A job being carried out."""

    job: Job
    selection: Selection
    needs: Mapping[str, Any]
    progress: OnProgress | None
    chunk_rows: int
    only: Collection[int] | None = None
    began: float = field(default_factory=time.monotonic)
    total: int = 0
    is_canceled: bool = False

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self.began

    def all_chunks(self, act: Act, run_id: int | None, before: TakenUp | None = None) -> Tally:
        """Do what is selected; without a run every chunk is undone."""
        before, selected = before or TakenUp(), self.selected(act)
        if before.totals and self.job.left:
            undone = frozenset(self.job.left(act, [one.record_id for one in selected]))
            selected = [one for one in selected if one.record_id in undone]
        waiting = packed(selected if self.job.is_given else _theirs(act, self.job, selected), self.chunk_rows)
        # What opens a run counts all of it each time, what was done before as well.
        whole = self.job.opening(act, **self.needs) if self.job.opening else Tally.of(before.totals)
        done, total = 0, sum(sum(packet.row_counts) for packet in waiting)
        self.total = total
        if self.job.is_given:
            whole.aside_before = before.totals.get("set_aside", 0)
            while waiting and done < before.done_count:
                done += sum(waiting.pop(0).row_counts)
        if run_id is not None:
            self.record(act, run_id, whole, whole.set_aside, done)
            # Canceled after the worker that was at it was killed.
            if self.is_canceled:
                raise RunCanceled
        if self.progress:
            self.progress(done, total)
        left: list[Selected] = []
        with self.job.within():
            for waits in (False, True):
                # What others were working on comes last: whoever had it is waited for, and may have left some of it.
                remaining, left = (packed(left, self.chunk_rows), []) if waits else (waiting, left)
                for packet in remaining:
                    chunk = unpacked(packet)
                    tally, others = self.one_chunk(act, chunk, run_id, whole, done, waits=waits)
                    whole.take(tally)
                    left += others
                    done += sum(one.row_count for one in chunk) - sum(one.row_count for one in others)
                    if self.progress:
                        self.progress(done, total)
                    if self.is_canceled:
                        raise RunCanceled
        return whole

    def selected(self, act: Act) -> Sequence[Selected]:
        """What the job takes of the selection, and of what was chosen one by one."""
        selected = self.job.select(act, self.selection, **self.needs)
        if self.only is None:
            return selected
        chosen = frozenset(self.only)
        return [one for one in selected if one.record_id in chosen]

    def record(self, act: Act, run_id: int, so_far: Tally, items: Sequence[SetAside], done: int) -> None:
        """Keep how far it is; hear whether somebody wants it to stop."""
        self.is_canceled = record_chunk(
            act,
            run_id=run_id,
            totals=so_far.totals(self.seconds),
            set_aside=items,
            done_count=done,
            total_count=self.total,
        )

    def one_chunk(
        self,
        act: Act,
        chunk: Sequence[Selected],
        run_id: int | None,
        before: Tally,
        done: int,
        *,
        waits: bool,
    ) -> tuple[Tally, Sequence[Selected]]:
        """Do a chunk in one transaction, but what others work on; when another session's locks end it, try again."""
        for attempt in range(RETRIES + 1):
            try:
                with transaction.atomic():
                    ours, others = self.shared_out(act, chunk, run_id, waits=waits)
                    if self.job.is_given:
                        ours = _theirs(act, self.job, ours)
                    tally = self.what_can_be_done(act, [one.record_id for one in ours])
                    tally.set_aside = self.named(act, tally.set_aside)
                    if self.job.aside and tally.set_aside:
                        self.job.aside(act, tally.set_aside)
                    if run_id is None:
                        transaction.set_rollback(True)
                    elif ours:
                        so_far = Tally()
                        so_far.take(before)
                        so_far.take(tally)
                        rows = sum(one.row_count for one in chunk) - sum(one.row_count for one in others)
                        self.record(act, run_id, so_far, tally.set_aside, done + rows)
                return tally, others
            except OperationalError as error:
                if attempt == RETRIES or not _lost_a_race(error):
                    raise
                time.sleep(0.05 * 2**attempt)
        raise AssertionError  # not reached

    def shared_out(
        self, act: Act, chunk: Sequence[Selected], run_id: int | None, *, waits: bool
    ) -> tuple[Sequence[Selected], Sequence[Selected]]:
        """What of a chunk is ours to do, and what others hold; what they have done meanwhile is neither."""
        if self.job.shared is None:
            return chunk, []
        wanted = sorted({one.contract_id for one in chunk if one.contract_id is not None})
        if run_id is None:
            # What is undone waits for whoever works on the contracts, and takes all of them before their records.
            self.job.shared(act, wanted, waits=True)
            return chunk, []
        taken: set[int | None] = set(self.job.shared(act, wanted, waits=waits)) if wanted else set()
        if len(wanted) < len({one.contract_id for one in chunk}):
            turn = f"unbilled {self.job.kind} {act.company_id} without contract"
            if UNCONTRACTED.row(turn=turn, waits=waits)["is_ours"]:
                taken.add(None)
        ours = [one for one in chunk if one.contract_id in taken]
        others = [one for one in chunk if one.contract_id not in taken]
        if ours and OTHERS.row(run_id=run_id)["are_others"]:
            narrowed = (
                self.selection if None in taken else self.selection.but(contract_ids=[*filter(None, taken)])
            )
            found = (
                self.job.again(act, narrowed, [one.record_id for one in ours], **self.needs)
                if self.job.again
                else self.job.select(act, narrowed, **self.needs)
            )
            left = {one.record_id for one in found}
            ours = [one for one in ours if one.record_id in left]
        return ours, others

    def named(self, act: Act, items: Sequence[SetAside]) -> list[SetAside]:
        """What was set aside, by the names that people know."""
        if not items or self.job.names is None:
            return list(items)
        names = self.job.names(act)([item.record_id for item in items])
        return [replace(item, record_name=name) for item, name in zip(items, names, strict=True)]

    def what_can_be_done(self, act: Act, ids: list[int]) -> Tally:
        """Do what can be done of a chunk and set the rest aside.

        A refusal that names our records has exactly those set aside. Any other is narrowed down by halves until
        it is about one record, as long as that takes a sensible number of tries.
        """
        tally = Tally()
        waiting, attempts = [ids] if ids else [], ATTEMPTS
        while waiting:
            part = waiting.pop()
            attempts -= 1
            try:
                with transaction.atomic():
                    tally.take(self.job.tally(self.job.step(act, self.selection, part, **self.needs)))
                continue
            except Refusal as caught:
                refusal = caught
            except DataError as caught:
                refusal = NotHeld(reason=str(caught).strip().splitlines()[0].rstrip("."))
            named = set(refusal.subject_ids) if refusal.subject == self.job.subject else set()
            at_fault = [one for one in part if one in named]
            rest = [one for one in part if one not in named]
            if at_fault:
                tally.set_aside += set_aside(self.job.record_kind, at_fault, refusal)
                if rest and attempts <= 0:
                    tally.set_aside += set_aside(self.job.record_kind, rest, refusal)
                elif rest:
                    waiting.append(rest)
            elif len(part) == 1 or attempts <= 0:
                tally.set_aside += set_aside(self.job.record_kind, part, refusal)
            else:
                middle = len(part) // 2
                waiting += [part[middle:], part[:middle]]
        return tally


@dataclass(frozen=True)
class _Packet:
    """A chunk that waits, in twenty-four bytes a record: a run over millions keeps them until the end."""

    record_ids: "array[int]"
    contract_ids: "array[int]"  # 0 for records of none
    row_counts: "array[int]"


def packed(selected: Sequence[Selected], size: int) -> list[_Packet]:
    """What is selected, cut into chunks of about so many lines."""
    return [
        _Packet(
            array("q", [one.record_id for one in chunk]),
            array("q", [one.contract_id or 0 for one in chunk]),
            array("q", [one.row_count for one in chunk]),
        )
        for chunk in chunks(selected, size)
    ]


def unpacked(packet: _Packet) -> list[Selected]:
    """The chunk again.

    >>> [unpacked(packet) for packet in packed([Selected(None, 7), Selected(3, 5, 2)], 9)]
    [[Selected(contract_id=3, record_id=5, row_count=2), Selected(contract_id=None, record_id=7, row_count=1)]]
    """
    kept = zip(packet.contract_ids, packet.record_ids, packet.row_counts, strict=True)
    return [Selected(contract_id or None, record_id, rows) for contract_id, record_id, rows in kept]


def _lost_a_race(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in LOST_RACES and not connection.in_atomic_block


def set_aside(record_kind: str, ids: Sequence[int], refusal: Refusal) -> list[SetAside]:
    """The records that a refusal is about, each with its sentence and remedy; of its own where it can be told apart."""
    return [
        SetAside(record_kind, one, str(one), refusal.code, said.message, said.advice)
        for one in ids
        for said in (refusal.about(one),)
    ]
