"""``unbilled worker``: carry out what people ask for in the back office."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from unbilled.cli import setup
from unbilled.cli.terminal import terminal
from unbilled.foundation.processes import end_with_parent

BESIDE_SERVE = "UNBILLED_WORKER_BESIDE_SERVE"
"""Set by ``unbilled serve`` for the worker beside it: number of the process with which it ends."""
SHORTEST_LIFE_SECONDS = 5.0
STOP_SECONDS = 60.0


def worker(
    at_a_time: Annotated[
        int,
        typer.Option("--at-a-time", metavar="N", help="Jobs carried out beside each other.", min=1, max=16),
    ] = 2,
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then end.")] = False,
) -> None:
    """Carry out jobs of the back office, as many beside each other as told, until stopped.

    `unbilled serve` starts one; start more, on other machines as well, with the same UNBILLED_DATABASE_URL. Ctrl-C or
    SIGTERM stops it after the chunk it is at; the rest waits for the next worker. Example: unbilled worker.
    """
    setup.books()
    from django.db import connection

    from unbilled.runs.worker import work

    # Of procrastinate only what went wrong is said.
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # that the database is away is said once
    if beside := os.environ.get(BESIDE_SERVE):
        end_with_parent(int(beside))
    connection.close()
    say = terminal(errors=True)
    if not beside and not once:
        say.print("Working on jobs of the back office (Ctrl-C stops it).")
    asyncio.run(work(at_a_time=at_a_time, once=once))


@contextmanager
def one_worker() -> Iterator[None]:
    """Keep one worker beside this process: another is started when it dies, and it is stopped at the end."""
    beside = _Beside()
    keeper = threading.Thread(target=beside.keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        beside.end()
        keeper.join(STOP_SECONDS)


class _Beside:
    """A worker beside the server."""

    def __init__(self) -> None:
        self.ending = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Start it, and another each time it has died."""
        while not self.ending.is_set():
            began = time.monotonic()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "unbilled", "worker"],
                stdin=subprocess.DEVNULL,
                env=os.environ | {BESIDE_SERVE: str(os.getpid())},
                # Ctrl-C in a terminal reaches the server alone, which then tells the worker.
                start_new_session=True,
            )
            self.process.wait()
            self.ending.wait(max(0.0, SHORTEST_LIFE_SECONDS - (time.monotonic() - began)))

    def end(self) -> None:
        """Tell it to stop, and wait until it has."""
        self.ending.set()
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
