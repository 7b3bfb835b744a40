"""The worker: takes runs up that wait, and those that another worker left behind; sees to what happens by the clock.

It carries out a few at a time, each in a thread with a connection of its own. When it is told to stop, what is under
way ends with the chunk it is at and waits for the next worker; when it is killed, others find out by its heartbeat.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException, JobAborted
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job as Queued
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.types import JSONDict
from psycopg_pool import PoolTimeout

from unbilled.companies.reads.find_company import companies
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.people.events.make_administrator import make_administrator
from unbilled.people.models import Act as Logged
from unbilled.people.rights import ActInProgress
from unbilled.runs.background import task_of, workers_do
from unbilled.runs.events.end_run import end_run
from unbilled.runs.events.take_up_run import RunTaken
from unbilled.runs.models import Run
from unbilled.runs.periodic import Due, due_tasks, periodic_tasks
from unbilled.runs.queue import CARRY_OUT, put
from unbilled.runs.running import RunCanceled, RunInProgress

WITHOUT_JOB = statement(__file__, "without_job")

AT_A_TIME = 2
HEARTBEAT_SECONDS = 5.0
STALLED_SECONDS = 20.0
ROUND_SECONDS = 10.0
PATIENCE_SECONDS = 3.0
"""How long what is under way may take to end by itself, before it is told to stop after its chunk."""

AWAY = (ConnectorException, OperationalError, InterfaceError, psycopg.Error, PoolTimeout)
"""What is met while the database is away."""

log = logging.getLogger("unbilled.worker")


class RunFailed(Refusal):
    """A worker met what nobody foresaw."""

    sentence = "The run failed: {reason}."
    remedy = (
        "What was finished is kept; start it again for the rest. What the worker wrote to standard error has the "
        "details, for a report of the fault."
    )


class _Busy(Exception):
    """Somebody else does the same at this moment."""


class _Again(BaseRetryStrategy):
    """When a job that did not end is tried again: at once where a worker was stopped, later where it has to wait."""

    def get_retry_decision(self, *, exception: BaseException, job: Queued) -> RetryDecision | None:
        """Decide, by what ended the job."""
        if isinstance(exception, JobAborted):
            return RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, _Busy | OperationalError | InterfaceError):
            return RetryDecision(retry_in={"seconds": min(5 * 2**job.attempts, 60)})
        return None


@app.task(name=CARRY_OUT, pass_context=True, retry=_Again())
def carry_out_run(context: JobContext, *, run_id: int) -> None:
    """Carry a run out that somebody asked for; nothing where it has ended meanwhile.

    Args:
        context: The job.
        run_id: The run.
    """
    try:
        carry_out(run_id, is_stopping=context.should_abort)
    finally:
        connection.close()  # and with it every lock that it held


class _Stopping(Exception):
    """The worker is told to stop."""


def carry_out(run_id: int, *, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Carry a run out, in the name of whoever asked for it.

    Args:
        run_id: The run.
        is_stopping: Asked after every chunk whether the worker is to stop.

    Raises:
        JobAborted: The worker is to stop; the run is gone on with by another.
    """
    run = Run.objects.filter(pk=run_id, task__isnull=False).first()
    if run is None or run.status not in ("waiting", "running", "interrupted"):
        return
    task = task_of(run.task)
    act = Act(run.company_id, _asked_by(run), task.on, timezone.now())

    def progress(done: int, total: int) -> None:
        if is_stopping():
            raise _Stopping

    try:
        workers_do()[task.event].carries(act, task, run_id, progress)
    except _Stopping:
        raise JobAborted from None
    except RunCanceled:
        return
    except RunTaken as taken:
        if taken.details["status"] == "running":
            raise _Busy from None
    except (RunInProgress, ActInProgress):
        raise _Busy from None
    except Refusal as refusal:
        end_run(act, run_id=run_id, status="refused", refusal=refusal, ended_at=timezone.now())
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        failed = RunFailed(reason=(str(error).strip().splitlines() or [type(error).__name__])[0].rstrip("."))
        end_run(act, run_id=run_id, status="refused", refusal=failed, ended_at=timezone.now())
        raise


def _asked_by(run: Run) -> int:
    return Logged.objects.values_list("person_id", flat=True).get(pk=run.act_id)


@app.task(name="periodic", retry=3)
def carry_out_periodic(*, name: str, company_id: int, timestamp: int) -> None:
    """Do what is due in a company.

    Args:
        name: The periodic task.
        company_id: The company.
        timestamp: The moment it was due, in seconds.
    """
    try:
        company = next((one for one in companies() if one.company_id == company_id), None)
        task = periodic_tasks().get(name)
        if company is not None and task is not None:
            zone = ZoneInfo(company.time_zone)
            administrator = make_administrator(joined_at=timezone.now())
            task.does(Due(company, datetime.fromtimestamp(timestamp, zone), administrator))
    finally:
        connection.close()


def put_what_waits() -> int:
    """Put runs into the queue that wait and have no job there, such as those of a backup; how many."""
    try:
        found = WITHOUT_JOB.rows(task_name=CARRY_OUT)
        for one in found:
            what = workers_do().get(one["event"])
            put(one["run_id"], alone=what.alone(one["company_id"]) if what else "")
        return len(found)
    finally:
        connection.close()


def what_is_due() -> list[tuple[str, int, int]]:
    """What became due: periodic task, company and moment."""
    try:
        return [
            (task.name, company.company_id, int(moment.timestamp()))
            for task, company, moment in due_tasks(datetime.now(UTC))
        ]
    finally:
        connection.close()


async def look_round() -> None:
    """Take up again what workers left behind that give no sign of life, and put what is due into the queue."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await app.job_manager.retry_job(job)
    await sync_to_async(put_what_waits, thread_sensitive=False)()
    for name, company_id, timestamp in await sync_to_async(what_is_due, thread_sensitive=False)():
        told: JSONDict = {"name": name, "company_id": company_id, "timestamp": timestamp}
        deferrer = carry_out_periodic.configure(task_kwargs=told)
        await app.job_manager.defer_periodic_job(
            job=deferrer.job, periodic_id=f"{name} {company_id}", defer_timestamp=timestamp
        )


async def _look_round_for_ever() -> None:
    while True:
        try:
            await look_round()
        except AWAY:
            pass
        except Exception:
            # One task by the clock that cannot be read would end the rounds, and nobody would hear of it.
            log.exception("Looking for what is left behind or due failed; it is tried again.")
        await asyncio.sleep(ROUND_SECONDS)


async def work(*, at_a_time: int = AT_A_TIME, once: bool = False) -> None:
    """Work until told to stop by SIGTERM or SIGINT; with ``once`` until nothing waits.

    While the database is away it is tried again and again.

    Args:
        at_a_time: Runs that are carried out beside each other.
        once: End when the queue is empty.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    if not once:
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, stop.set)
    while not stop.is_set():
        began = time.monotonic()
        with suppress(*AWAY):
            await _work_until(stop, at_a_time=at_a_time, once=once)
        if once:
            return
        if not stop.is_set():
            log.warning("The database is away; trying again.")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), max(0.0, 3.0 - (time.monotonic() - began)))


async def _work_until(stop: asyncio.Event, *, at_a_time: int, once: bool) -> None:
    # One for the notices, one for the queue; what is carried out has connections of its own.
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)
    with app.replace_connector(connector):
        async with app.open_async():
            if once:
                await look_round()
            working = asyncio.ensure_future(
                app.run_worker_async(
                    concurrency=at_a_time,
                    wait=not once,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=PATIENCE_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                )
            )
            rounds = [] if once else [asyncio.ensure_future(_look_round_for_ever())]
            stopping = asyncio.ensure_future(stop.wait())
            try:
                await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not working.done():
                    working.cancel()
                with suppress(asyncio.CancelledError):
                    await working
            finally:
                for one in (*rounds, stopping):
                    one.cancel()
                await asyncio.gather(*rounds, stopping, return_exceptions=True)
