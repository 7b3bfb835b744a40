"""A process that what companies write runs in: bounded in time and memory, and ended where it goes beyond."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, TypeVar

from unbilled.foundation.refusals import Refusal

T = TypeVar("T")
MOST_BYTES = 1_000_000_000
"""Memory that it may write to; typst takes a fifth of it for a thousand lines."""
PATIENCE = 10
"""How many times as long it may take on the clock, on a machine that is busy with other things."""
TOO_LONG = "it takes longer than {seconds} seconds of a processor"
TOO_MUCH = "it takes more memory than {most} MB, or ended its process"


class Ended(Exception):
    """A process was ended, or failed, before it had an answer; the text says why."""


class _Cell:
    """One process, started when it is first needed and kept until it is ended."""

    def __init__(self) -> None:
        self.process: Any = None
        self.line: Connection | None = None
        self.lock = Lock()

    def answer(self, function: Callable[..., T], args: tuple[Any, ...], seconds: int) -> T:
        with self.lock:
            try:
                line = self.ready()
                line.send((function, args, seconds))
                if not line.poll(seconds * PATIENCE):
                    self.end()
                    raise Ended(TOO_LONG.format(seconds=seconds))
                found, refusal, details = line.recv()
            except (EOFError, OSError):
                is_late = self.end() == -signal.SIGXCPU
                said = TOO_LONG if is_late else TOO_MUCH
                raise Ended(said.format(seconds=seconds, most=MOST_BYTES // 1_000_000)) from None
        if refusal:
            raise refusal(**details)
        return found  # type: ignore[no-any-return]

    def ready(self) -> Connection:
        """The line to the process, which is started by spawn: typst's threads do not survive a fork."""
        if self.line is None or not self.process.is_alive():
            self.end()
            context = multiprocessing.get_context("spawn")
            self.line, theirs = context.Pipe()
            self.process = context.Process(target=_serve, args=(theirs, MOST_BYTES), daemon=True)
            self.process.start()
            theirs.close()
        return self.line

    def end(self) -> int | None:
        """End the process; how it ended, or None where there is none."""
        if self.line is None:
            return None
        self.line.close()
        self.line = None
        # One that was ended by the system is given the moment that takes, so that it says why.
        self.process.join(1)
        self.process.kill()
        self.process.join()
        return int(self.process.exitcode)


_cell = _Cell()


def confined(function: Callable[..., T], *args: Any, seconds: int) -> T:
    """Call a function in a process that has so much memory and so long, and nothing of ours in it.

    Args:
        function: A function of a module; what it takes and answers crosses over to another process.
        args: What it is called with.
        seconds: Time of a processor that it may take.

    Raises:
        Ended: It took more time or memory, or failed.
        Refusal: Whatever the function refuses.

    Source:
        docs/rules/documents.md#layouts.
    """
    return _cell.answer(function, args, seconds)


def _serve(line: Connection, most_bytes: int) -> None:
    """Answer calls until nobody is at the other end."""
    # As many threads as are needed: each has memory of its own.
    os.environ["RAYON_NUM_THREADS"] = "1"
    resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            function, args, seconds = line.recv()
        except EOFError:
            return
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(_used()) + seconds + 1, most))
        answer: tuple[Any, type[Exception] | None, dict[str, Any]]
        try:
            answer = (function(*args), None, {})
        except Refusal as refusal:
            answer = (None, type(refusal), refusal.details)
        line.send(answer)


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
