"""Print many papers: in this process when they are few, in as many as there are processors when they are many."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from unbilled.documents.paper import InvoicePaper
from unbilled.documents.pdf import render_pdf
from unbilled.foundation.refusals import Refusal

FEW = 16
"""Up to so many papers are printed sooner than other processes have started."""
FEW_LINES = 2000
"""Lines of all papers up to which likewise."""

Printed = bytes | Refusal
Crossing = tuple[bytes, type[Refusal] | None, dict[str, Any]]
"""What a process sends back: a refusal crosses over as its class and details."""


class PrintingStopped(Refusal):
    """The process that printed a document was ended, and again when it printed nothing else."""

    sentence = "Printing document {number} was ended by the system, which may be out of memory."
    remedy = "Run `unbilled print` again when the machine has memory to spare; all else is printed."


class _Presses:
    """Processes that print, started when they are first needed."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self.pool: ProcessPoolExecutor | None = None

    def printed(self, papers: Sequence[InvoicePaper]) -> Iterator[Crossing | None]:
        """Print papers; None for each that was under way or waiting when a process was ended."""
        if self.pool is None:
            # By spawn: typst's threads do not survive a fork.
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(self.processes, mp_context=context, initializer=end_with_parent)
        waiting = [self.pool.submit(print_elsewhere, paper) for paper in papers]
        for future in waiting:
            try:
                yield future.result()
            except BrokenProcessPool:
                self.close()
                yield None

    def close(self) -> None:
        """End the processes; the next papers start new ones."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None


_kept: ContextVar["_Presses | None"] = ContextVar("presses", default=None)
"""Those of the run that is under way here; another thread has its own."""


@contextmanager
def presses() -> Iterator[None]:
    """Keep the processes that print until the end, for whoever prints set after set."""
    kept = _Presses(usable_processors())
    before = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(before)
        kept.close()


def print_papers(
    papers: Sequence[InvoicePaper], progress: Callable[[int], None] | None = None
) -> list[Printed]:
    """Print papers; one that cannot be printed does not keep the others back.

    Args:
        papers: What is printed.
        progress: Told how many more are done, for a progress bar.

    Returns:
        Per paper, in the same order: its file, or the refusal that says why there is none.
    """
    is_little = len(papers) <= FEW and sum(paper.line_count for paper in papers) <= FEW_LINES
    printed: Iterator[Printed]
    if is_little or len(papers) < 2 or usable_processors() < 2:
        printed = map(print_paper, papers)
    elif kept := _kept.get():
        printed = printed_elsewhere(papers, kept)
    else:
        with presses():
            return print_papers(papers, progress)
    done: list[Printed] = []
    for one in printed:
        done.append(one)
        if progress:
            progress(1)
    return done


def printed_elsewhere(papers: Sequence[InvoicePaper], kept: _Presses) -> Iterator[Printed]:
    """Print papers in other processes; what was lost with one of them is printed again, each by itself."""
    for paper, answer in zip(papers, kept.printed(papers), strict=True):
        if answer is None:
            alone = _Presses(1)
            [answer] = alone.printed([paper])
            alone.close()
        if answer is None:
            yield PrintingStopped(number=paper.number)
        else:
            content, refusal, details = answer
            yield refusal(**details) if refusal else content


def print_paper(paper: InvoicePaper) -> Printed:
    """Print one paper; a refusal is an answer here."""
    try:
        return render_pdf(paper)
    except Refusal as refusal:
        return refusal


def print_elsewhere(paper: InvoicePaper) -> Crossing:
    """Print one paper in another process."""
    printed = print_paper(paper)
    return (b"", type(printed), printed.details) if isinstance(printed, Refusal) else (printed, None, {})


def end_with_parent() -> None:
    """Have a process end when the one that started it was killed, instead of waiting for ever."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
