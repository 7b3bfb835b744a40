"""The queue: jobs for workers, kept by procrastinate in the same database.

A job is a call to look at a run and carry it out; what is to be done stands with the run.
"""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager

CARRY_OUT = "carry_out_run"
"""The task that carries a run out; see ``runs.worker``."""


def put(run_id: int, *, alone: str = "") -> None:
    """Put a run into the queue, in the transaction that is open; once while it waits there.

    Args:
        run_id: A run that waits.
        alone: What it has to itself: of jobs that name the same, one is carried out at a time.
    """
    deferrer = app.configure_task(
        CARRY_OUT,
        task_kwargs={"run_id": run_id},
        lock=alone or None,
        queueing_lock=f"run {run_id}",
    )
    # Also within a worker, whose own connections are not those of its transactions.
    ours = JobDeferrer(job_manager=JobManager(DjangoConnector()), job=deferrer.job)
    try:
        with transaction.atomic():
            ours.defer()
    except AlreadyEnqueued:
        pass
