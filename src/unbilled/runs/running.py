"""Running: carries work over many records out in chunks that each commit whole.

A chunk holds whole contracts and is one transaction. What an event refuses is set aside with the refusal and
its remedy, and the rest of the chunk is tried again, so one bad record keeps nobody waiting. Records are
selected by their status, so a run that was interrupted is finished by running it again.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from unbilled.foundation.acts import Act, running
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selected, chunks
from unbilled.foundation.sights import theirs
from unbilled.foundation.statements import statement
from unbilled.people.models import Act as Logged
from unbilled.people.models import Person
from unbilled.runs.events.finish_run import finish_run
from unbilled.runs.events.interrupt_run import interrupt_run
from unbilled.runs.events.record_chunk import Parked, record_chunk
from unbilled.runs.events.start_run import start_run
from unbilled.runs.models import Run

TURN = statement(__file__, "turn")
TURN_OVER = statement(__file__, "turn_over")

CHUNK_ROWS = 20_000
ATTEMPTS = 500  # tries to find what is at fault in one chunk before all that is left of it is set aside
RETRIES = 3
LOST_RACES = ("40P01", "40001")  # deadlock, serialization failure

Progress = Callable[[int, int], None]


class RunInProgress(Refusal):
    """Two commands would work on the same records."""

    sentence = "{run_kind} is already running for {company}: {who}, since {since}."
    remedy = "Wait until it is finished; its progress stands in `unbilled runs list`."


@dataclass
class Outcome:
    """What was done, in numbers that add up over the chunks.

    Attributes:
        counts: Records by what they are, such as ``entries``.
        amounts: Amounts by what they are and currency, such as ``unbilled sales`` and ``EUR``.
        parked: What was set aside.
    """

    counts: Counter[str] = field(default_factory=Counter)
    amounts: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    parked: list[Parked] = field(default_factory=list)

    def count(self, what: str, number: int) -> None:
        """Add to a count; a count of zero is named too."""
        self.counts[what] += number

    def add(self, what: str, currency: str, amount: Decimal) -> None:
        """Add to an amount."""
        sums = self.amounts.setdefault(what, {})
        sums[currency] = sums.get(currency, Decimal(0)) + amount

    def take(self, other: "Outcome") -> None:
        """Add another outcome to this one."""
        for what, number in other.counts.items():
            self.count(what, number)
        for what, sums in other.amounts.items():
            for currency, amount in sums.items():
                self.add(what, currency, amount)
        self.parked += other.parked

    def totals(self, seconds: float) -> dict[str, Any]:
        """The totals as a run keeps them."""
        return {
            "counts": dict(self.counts),
            "amounts": {
                what: {currency: str(amount) for currency, amount in sums.items()}
                for what, sums in self.amounts.items()
            },
            "parked": len(self.parked),
            "seconds": round(seconds, 3),
        }


@dataclass(frozen=True)
class RunReport:
    """What a run did, or with ``dry_run`` would have done.

    Attributes:
        run_id: The run's row; None for a dry run.
        run_kind: What it did.
        dry_run: Whether it was undone.
        outcome: Counts, amounts and what was set aside.
        seconds: How long it took.
    """

    run_id: int | None
    run_kind: str
    dry_run: bool
    outcome: Outcome
    seconds: float

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by what they are."""
        return self.outcome.counts

    @property
    def amounts(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Amounts by what they are and currency."""
        return self.outcome.amounts

    @property
    def parked(self) -> Sequence[Parked]:
        """What was set aside."""
        return self.outcome.parked

    def refusals(self) -> list[tuple[str, int, str, str]]:
        """What was set aside by refusal: its name, how many, the first sentence and remedy."""
        first: dict[str, Parked] = {}
        for item in self.parked:
            first.setdefault(item.refusal, item)
        numbers = Counter(item.refusal for item in self.parked)
        return [
            (code, number, first[code].sentence, first[code].remedy)
            for code, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        ]


@dataclass(frozen=True)
class Job:
    """What a run does with its records.

    Attributes:
        event: The run among the events, such as ``process.approval_run``; roles are given rights to it by this name.
        run_kind: What the run is called where runs are listed.
        subject: What a record is, for those set aside: ``entry``, ``proforma`` and so on.
        ids_of_refusals: The ``subject`` of refusals that name records of this kind, such as ``entry_ids``.
        step: Does what is to be done with the records of these identities, all or nothing, within the run's act.
        arguments: What was asked for, kept with the run.
    """

    event: str
    run_kind: str
    subject: str
    ids_of_refusals: str
    step: Callable[[Act, list[int]], Outcome]
    arguments: Mapping[str, Any]


def carry_out(
    act: Act,
    job: Job,
    selected: Callable[[], Sequence[Selected]],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    chunk_rows: int = CHUNK_ROWS,
    opening: Callable[[Act], Outcome] | None = None,
) -> RunReport:
    """Carry out a job over a selection, chunk by chunk; all of it is one act.

    Args:
        act: Who asks for it, for which company, on which day.
        job: What to do.
        selected: Reads the records; asked when it is our turn, so that it sees what an earlier run left.
        dry_run: Do every chunk and undo it: exact numbers, and nothing stays.
        progress: Told the lines done and the lines in all, after each chunk.
        chunk_rows: Lines of a chunk, about.
        opening: What is known before the first chunk, such as rows of a file that cannot be read.

    Raises:
        NotAllowed: The person may not.
        RunInProgress: Another process does the same for this company.
    """
    began = time.monotonic()
    with running(job.event, act, job.arguments, dry_run=dry_run) as opened:
        if dry_run:
            records = _theirs(opened, job, selected())
            outcome = _all_chunks(opened, job, records, None, began, progress, chunk_rows, opening)
            return RunReport(None, job.run_kind, True, outcome, time.monotonic() - began)
        with _turn(opened, job):
            interrupt_run(opened, run_kind=job.run_kind, interrupted_at=timezone.now())
            run_id = start_run(opened, run_kind=job.run_kind, arguments=job.arguments)
            try:
                records = _theirs(opened, job, selected())
                outcome = _all_chunks(opened, job, records, run_id, began, progress, chunk_rows, opening)
                seconds = time.monotonic() - began
                finish_run(opened, run_id=run_id, totals=outcome.totals(seconds), finished_at=timezone.now())
            except BaseException:
                # Also when a key interrupts it; the next run marks it when even this does not reach the database.
                with suppress(DatabaseError, InterfaceError):
                    interrupt_run(opened, run_kind=job.run_kind, interrupted_at=timezone.now())
                raise
            return RunReport(run_id, job.run_kind, False, outcome, seconds)


def _theirs(act: Act, job: Job, selected: Sequence[Selected]) -> Sequence[Selected]:
    """What of a selection a person reaches: "all" is all that is theirs."""
    if act.sight is None:
        return selected
    kind = job.ids_of_refusals.removesuffix("_ids")
    own = set(theirs(act.sight, kind=kind, ids=[one.record_id for one in selected]))
    return [one for one in selected if one.record_id in own]


@contextmanager
def _turn(act: Act, job: Job) -> Iterator[None]:
    """Let one run of a kind work on a company at a time; the lock ends with the session that holds it."""
    turn = f"unbilled {job.run_kind} {act.company_id}"
    if not TURN.row(turn=turn)["is_ours"]:
        raise _in_progress(act, job)
    try:
        yield
    finally:
        with suppress(DatabaseError, InterfaceError):
            TURN_OVER.row(turn=turn)


def _in_progress(act: Act, job: Job) -> RunInProgress:
    run = (
        Run.objects.filter(company_id=act.company_id, run_kind=job.run_kind, status="running")
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
        run_kind=job.run_kind.replace("_", " ").capitalize(),
        company=run.company.code if run else "this company",
        who=person.username if person else "somebody",
        since=f"{run.started_at:%Y-%m-%d %H:%M:%S} UTC" if run else "a moment ago",
    )


def _all_chunks(
    act: Act,
    job: Job,
    selected: Sequence[Selected],
    run_id: int | None,
    began: float,
    progress: Progress | None,
    chunk_rows: int,
    opening: Callable[[Act], Outcome] | None,
) -> Outcome:
    whole = opening(act) if opening else Outcome()
    if run_id is not None and whole.parked:
        record_chunk(act, run_id=run_id, totals=whole.totals(time.monotonic() - began), parked=whole.parked)
    done, total = 0, sum(one.row_count for one in selected)
    if progress:
        progress(0, total)
    for chunk in chunks(selected, chunk_rows):
        whole.take(_one_chunk(act, job, [one.record_id for one in chunk], run_id, whole, began))
        done += sum(one.row_count for one in chunk)
        if progress:
            progress(done, total)
    return whole


def _one_chunk(
    act: Act, job: Job, ids: list[int], run_id: int | None, before: Outcome, began: float
) -> Outcome:
    """Do a chunk in one transaction; when another session's locks end it, try again."""
    for attempt in range(RETRIES + 1):
        try:
            with transaction.atomic():
                outcome = _attempted(act, job, ids)
                if run_id is None:
                    transaction.set_rollback(True)
                else:
                    so_far = Outcome()
                    so_far.take(before)
                    so_far.take(outcome)
                    record_chunk(
                        act,
                        run_id=run_id,
                        totals=so_far.totals(time.monotonic() - began),
                        parked=outcome.parked,
                    )
            return outcome
        except OperationalError as error:
            if attempt == RETRIES or not _lost_a_race(error):
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError  # not reached


def _lost_a_race(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in LOST_RACES and not connection.in_atomic_block


def _attempted(act: Act, job: Job, ids: list[int]) -> Outcome:
    """Do what can be done of a chunk and set the rest aside.

    A refusal that names our records has exactly those set aside. Any other is narrowed down by halves until
    it is about one record, as long as that takes a sensible number of tries.
    """
    outcome = Outcome()
    waiting, attempts = [ids], ATTEMPTS
    while waiting:
        part = waiting.pop()
        attempts -= 1
        try:
            with transaction.atomic():
                outcome.take(job.step(act, part))
            continue
        except Refusal as caught:
            refusal = caught
        named = set(refusal.subject_ids) if refusal.subject == job.ids_of_refusals else set()
        at_fault = [one for one in part if one in named]
        rest = [one for one in part if one not in named]
        if at_fault:
            outcome.parked += set_aside(job.subject, at_fault, refusal)
            if rest and attempts <= 0:
                outcome.parked += set_aside(job.subject, rest, refusal)
            elif rest:
                waiting.append(rest)
        elif len(part) == 1 or attempts <= 0:
            outcome.parked += set_aside(job.subject, part, refusal)
        else:
            middle = len(part) // 2
            waiting += [part[middle:], part[:middle]]
    return outcome


def set_aside(subject: str, ids: Sequence[int], refusal: Refusal) -> list[Parked]:
    """The records that a refusal is about, each with its sentence and remedy.

    Where a refusal lists nothing but the records, each gets a sentence of its own.
    """
    others = {name: value for name, value in refusal.details.items() if name != refusal.subject}
    alone = bool(refusal.subject_ids) and not any(isinstance(one, (list, tuple)) for one in others.values())
    said = {
        one: type(refusal)(**{**others, refusal.subject: [one]}) if alone and refusal.subject else refusal
        for one in ids
    }
    return [Parked(subject, one, refusal.code, said[one].message, said[one].advice) for one in ids]
