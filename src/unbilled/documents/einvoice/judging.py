"""Judge many documents by the rules of others, in processes of their own.

SaxonC keeps a hundred megabytes or more and ties itself to a thread, so it never runs where people's work does. A
process judges so many documents and makes room for another; one that takes too long is ended. Whatever is not
judged has not passed.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, TypeVar

from unbilled.documents.einvoice.validating import Finding, Rules
from unbilled.documents.press import end_with_parent, usable_processors
from unbilled.foundation.refusals import Refusal

T = TypeVar("T")
SECONDS = 120
"""Longest time for one document, starting and compiling included."""
DOCUMENTS = 500
"""Documents after which a process ends, so that memory does not grow with them."""
FEW = 8
"""Up to so many documents one process judges sooner than others have started."""


class RulesFolderMissing(Refusal):
    """A folder of rules is named, and it is not there: nothing can pass what nobody has."""

    sentence = "There is no folder of rules {folder}."
    remedy = "Put the rules there, or name the folder that has them with UNBILLED_EINVOICE_RULES in the environment."


@dataclass(frozen=True)
class Case:
    """A document to be judged, by which rules, and whether by the schema of its syntax first."""

    content: bytes
    rules: tuple[str, ...]
    structure: bool = True


class _Judges:
    """Processes that judge, started when they are first needed and kept."""

    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None
        self.count = 0
        self.lock = threading.Lock()

    def answers(
        self, judge: Callable[..., T], cases: Sequence[tuple[Any, ...]], lost: Callable[[str], T]
    ) -> Iterator[T]:
        """What processes answer, in order; ``lost`` makes the answer of a case that gives none.

        Those that were under way beside it are judged again, and what has lost its process once, by itself.
        """
        place, alone = 0, -1
        with self.lock:
            while place < len(cases):
                pool = self.ready(usable_processors() if len(cases) > FEW else 1)
                some = cases[place:] if place != alone else cases[place : place + 1]
                for future in [pool.submit(judge, *case) for case in some]:
                    try:
                        yield future.result(timeout=SECONDS)
                    except TimeoutError:
                        self.close()
                        yield lost("Checking the document took too long.")
                    except (BrokenProcessPool, CancelledError):
                        self.close()
                        if place != alone:
                            alone = place
                            break
                        yield lost(
                            "Checking the document was ended by the system, which may be out of memory."
                        )
                    place += 1
                    if self.pool is None:
                        break

    def ready(self, count: int) -> ProcessPoolExecutor:
        """The processes, at least so many."""
        if self.pool is None or self.count < count:
            self.close()
            # By spawn: neither SaxonC nor typst survives a fork.
            self.pool = ProcessPoolExecutor(
                count,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=end_with_parent,
                max_tasks_per_child=DOCUMENTS,
            )
            # A process of the server ends by waiting for its own: this ends them before, which ``atexit`` would not.
            Finalize(None, self.close, exitpriority=10)
            self.count = count
        return self.pool

    def close(self) -> None:
        """End the processes."""
        if self.pool is not None:
            for process in list((self.pool._processes or {}).values()):
                process.terminate()
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None


_judges = _Judges()


def elsewhere(
    judge: Callable[..., T],
    cases: Sequence[tuple[Any, ...]],
    lost: Callable[[str], T],
    progress: Callable[[int], None] | None = None,
) -> list[T]:
    """Have cases judged in processes of their own, as many as there are processors where they are many.

    Args:
        judge: A function of a module; what it takes and answers crosses over to another process.
        cases: What it is called with.
        lost: The answer for a case whose process gave none, of the reason in words.
        progress: Told how many more are done.
    """
    found = []
    for one in _judges.answers(judge, cases, lost):
        found.append(one)
        if progress:
            progress(1)
    return found


def refuse_missing(folder: Path | None) -> None:
    """Refuse a folder of rules that is named and not there.

    Raises:
        RulesFolderMissing: So it is.
    """
    if folder is not None and not folder.is_dir():
        raise RulesFolderMissing(folder=folder)


def judged(folder: Path | None, cases: Sequence[Case]) -> list[list[Finding]]:
    """What rules find in documents.

    Args:
        folder: Where the rules are; None: there are none, and nothing is found.
        cases: The documents.

    Returns:
        Per document, in the same order.

    Raises:
        RulesFolderMissing: The folder is not there.

    Source:
        docs/rules/documents.md#validation.
    """
    refuse_missing(folder)
    if folder is None:
        return [[] for _ in cases]
    return elsewhere(judge, [(str(folder), case) for case in cases], lambda why: [fatal(why)])


def fatal(why: str) -> Finding:
    """What is found in a document that nobody has judged."""
    return Finding("RULES", True, why, layer="process")


@cache
def _rules(folder: str) -> Rules:
    """The rules of this process, compiled once."""
    return Rules(Path(folder))


def judge(folder: str, case: Case) -> list[Finding]:
    """Judge one document, in a process of its own."""
    return _rules(folder).check(case.content, case.rules, structure=case.structure)
