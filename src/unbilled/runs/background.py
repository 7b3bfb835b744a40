"""In the background: runs that are asked for on a page and carried out by a worker.

Whoever asks has an answer at once: a row of ``runs_run`` that waits, and a job in the queue, in one transaction. A
worker takes the run up as the person who asked, on the day on which it was asked, and carries it out like any other.
The row says what is to be done, so a run that was left behind is gone on with by another worker.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import transaction
from pydantic import TypeAdapter

from unbilled.foundation.acts import Act
from unbilled.foundation.answers import noted
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.runs.events.ask_for_run import ask_for_run
from unbilled.runs.handing_in import hand_in
from unbilled.runs.models import Run
from unbilled.runs.queue import put
from unbilled.runs.reads.runs import RunUnknown
from unbilled.runs.running import Job, OnProgress, Undoing, carry_out

CHUNK_ROWS = 5_000
"""Lines of a chunk that somebody watches: it moves every second or so, and stops soon."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a worker is to carry out, as it is kept with the run.

    Attributes:
        event: The run by its own name, such as ``process.approve``.
        on: Day of the act.
        ids: Identities of the records that were chosen; None: whatever the selection takes.
        selection: The selection as a query string.
        needs: What else the run is given.
        undoes: The run that it undoes.
    """

    event: str
    on: date
    ids: list[int] | None = None
    selection: str = ""
    needs: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None


Carrying = Callable[[Act, Task, int, OnProgress], object]
"""Carries a task out as a run of some number; told the lines done and in all."""


@dataclass(frozen=True)
class Background:
    """What a worker can carry out.

    Attributes:
        event: The run among the events.
        carries: Does it.
        asked: What people read of what was asked.
        is_shared: Runs of the kind may work on a company beside each other.
        name: Its own name; the event's when empty.
        undone_by: What undoes a task: of the act, the task, and the records that were not done.
    """

    event: str
    carries: Carrying
    asked: Callable[[Task], Mapping[str, Any]]
    is_shared: bool = False
    name: str = ""
    undone_by: Callable[[Act, Task, Collection[int]], Undoing | None] = field(default=lambda *_: None)

    @property
    def known_as(self) -> str:
        """The name by which workers know it."""
        return self.name or self.event

    @property
    def kind(self) -> str:
        """What the run is called where runs are listed."""
        return self.known_as.partition(".")[2]

    def alone(self, company_id: int) -> str:
        """What a run has to itself while it is carried out, see ``queue.put``; empty where a company is shared."""
        return "" if self.is_shared else f"{self.kind} of {company_id}"


_TAKEN_ON: dict[str, Background] = {}


def workers_do() -> dict[str, Background]:
    """What workers carry out, by name; higher rooms hand theirs in."""
    hand_in()
    return _TAKEN_ON


def take_on(*whats: Job | Background) -> None:
    """Say what workers can carry out."""
    for what in whats:
        _TAKEN_ON[what.known_as] = what if isinstance(what, Background) else _of_job(what)


def _of_job(job: Job) -> Background:
    def carries(act: Act, task: Task, run_id: int, progress: OnProgress) -> object:
        return carry_out(
            act,
            job,
            selection=Selection.from_query(task.selection),
            only=task.ids,
            progress=progress,
            chunk_rows=min(job.chunk_rows, CHUNK_ROWS),
            run_id=run_id,
            **needs_of(job, task),
        )

    def asked(task: Task) -> Mapping[str, Any]:
        chosen = {"chosen": len(task.ids)} if task.ids is not None else {}
        return {**chosen, **job.asked(Selection.from_query(task.selection), **needs_of(job, task))}

    def undone_by(act: Act, task: Task, left: Collection[int]) -> Undoing | None:
        ids = task.ids if task.ids is not None else task.needs.get(job.subject)
        if job.undone_by is None or ids is None:
            return None
        return job.undone_by(act, sorted(set(ids) - set(left)))

    return Background(
        job.event,
        carries,
        asked,
        is_shared=job.shared is not None,
        name=job.name,
        undone_by=undone_by,
    )


def needs_of(job: Job, task: Task) -> dict[str, Any]:
    """What else a job is given, of the types it has them in."""
    return {
        name: TypeAdapter(job.needs[name]).validate_json(json.dumps(value))
        for name, value in task.needs.items()
    }


def ask(
    act: Act,
    name: str,
    *,
    ids: Collection[int] | None = None,
    selection: Selection | None = None,
    needs: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> int:
    """Ask for a run; a worker takes it up as soon as one is free.

    Args:
        act: Who asks, for which company, on which day; with its key it is asked for once.
        name: The run by its own name, such as ``process.approve``.
        ids: Records that were chosen one by one, of the kind that the run sets aside; all that the selection takes
            when None.
        selection: What of all the records is meant, by identities and dates.
        needs: What else the run is given, such as ``through``.
        undoes: The run that it undoes.

    Returns:
        The run's identity.

    Raises:
        NotAllowed: The person may not.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    what = workers_do()[name]
    written = _written(
        Task(
            event=name,
            on=act.on,
            ids=None if ids is None else sorted(ids),
            selection=(selection or Selection()).to_query(),
            needs=dict(needs or {}),
            undoes=undoes,
        )
    )
    task = task_of(written)
    said = {"on": act.on, **what.asked(task), "undoes": undoes}
    with transaction.atomic():
        run_id = ask_for_run(
            act,
            event=what.event,
            run_kind=what.kind,
            arguments=noted({name: one for name, one in said.items() if one is not None}),
            task=written,
        )
        put(run_id, alone=what.alone(act.company_id))
    return run_id


def ask_again(act: Act, *, run_id: int) -> int:
    """Ask for what is left of a run: of one that finished what it set aside, of any other what it had been asked for.

    Args:
        act: Who asks, for which company, on which day.
        run_id: A run that has ended or was interrupted.

    Returns:
        The identity of the new run.

    Raises:
        RunUnknown: The company has no such run, or no worker carried it out.
        NotAllowed: The person may not.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    run = _the_run(act, run_id)
    task = task_of(run.task)
    ids = task.ids
    if run.status == "finished":
        ids = _set_aside(run)
    return ask(act, task.event, ids=ids, selection=Selection.from_query(task.selection), needs=task.needs)


class RunNotUndone(Refusal):
    """Only what a run did to records that were chosen, and has a way back, is undone by another run."""

    sentence = "Run {run_id} cannot be undone."
    remedy = "Look at what it did, and take that back where it stands."


def undoing_of(act: Act, *, run_id: int) -> Undoing | None:
    """What would undo a run that has ended; None where nothing does, or somebody has asked for it already.

    Args:
        act: Who would ask, for which company.
        run_id: The run.

    Raises:
        RunUnknown: The company has no such run, or no worker carried it out.
    """
    run = _the_run(act, run_id)
    if run.status not in ("finished", "canceled") or not any(run.totals.get("counts", {}).values()):
        return None
    undone = Run.objects.filter(company_id=act.company_id, task__undoes=run_id)
    if undone.exclude(status__in=("refused", "canceled")).exists():
        return None
    task = task_of(run.task)
    return workers_do()[task.event].undone_by(act, task, _set_aside(run))


def ask_to_undo(act: Act, *, run_id: int) -> int:
    """Ask for what undoes a run: of the records that it did, what it did to them is taken back.

    Args:
        act: Who asks, for which company, on which day.
        run_id: A run that has finished or was canceled.

    Returns:
        The identity of the new run; what cannot be taken back any more is set aside by it.

    Raises:
        RunUnknown: The company has no such run, or no worker carried it out.
        RunNotUndone: It did nothing that a run takes back, or that is undone already.
        NotAllowed: The person may not.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    undoing = undoing_of(act, run_id=run_id)
    if undoing is None:
        raise RunNotUndone(run_id=run_id)
    return ask(act, undoing.name, ids=undoing.ids, needs=undoing.needs, undoes=run_id)


def _the_run(act: Act, run_id: int) -> Run:
    run = Run.objects.filter(pk=run_id, company_id=act.company_id, task__isnull=False).first()
    if run is None:
        raise RunUnknown(run_id=run_id)
    return run


def _set_aside(run: Run) -> list[int]:
    return list(run.items.exclude(record_kind="run").values_list("record_id", flat=True))


@cache
def _tasks() -> TypeAdapter[Task]:
    return TypeAdapter(Task)


def _written(task: Task) -> dict[str, Any]:
    written: dict[str, Any] = _tasks().dump_python(task, mode="json")
    return written


def task_of(written: Any) -> Task:
    """A task as it is kept with a run."""
    return _tasks().validate_python(written)
