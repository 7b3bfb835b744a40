"""Judge many documents by the rules of others, in processes of their own.

SaxonC keeps a hundred megabytes or more and ties itself to a thread, so it never runs where people's work does. A
process judges so many documents and makes room for another; one that takes too long is ended. Whatever is not
judged has not passed.
"""

import atexit
import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unbilled.documents.einvoice.validating import Finding, Rules
from unbilled.documents.press import end_with_parent, usable_processors
from unbilled.foundation.refusals import Refusal

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
        self.folder = ""
        self.lock = threading.Lock()

    def answers(self, folder: str, cases: Sequence[Case], count: int) -> Iterator[list[Finding]]:
        with self.lock:
            if self.pool is None or self.folder != folder or self.count < count:
                self.close()
                # By spawn: neither SaxonC nor typst survives a fork.
                self.pool = ProcessPoolExecutor(
                    count,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=end_with_parent,
                    max_tasks_per_child=DOCUMENTS,
                )
                self.count, self.folder = count, folder
            waiting = [self.pool.submit(_judged, folder, one) for one in cases]
            for future in waiting:
                try:
                    yield future.result(timeout=SECONDS)
                except (BrokenProcessPool, TimeoutError) as error:
                    why = "took too long" if isinstance(error, TimeoutError) else "was ended by the system"
                    self.close()
                    yield [Finding("RULES", True, f"Checking the document {why}.", layer="process")]

    def close(self) -> None:
        """End the processes."""
        if self.pool is not None:
            for process in list((self.pool._processes or {}).values()):
                process.terminate()
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None


_judges = _Judges()
atexit.register(_judges.close)


def judged(
    folder: Path | None, cases: Sequence[Case], progress: Callable[[int], None] | None = None
) -> list[list[Finding]]:
    """What rules find in documents.

    Args:
        folder: Where the rules are; None: there are none, and nothing is found.
        cases: The documents.
        progress: Told how many more are done.

    Returns:
        Per document, in the same order.

    Raises:
        RulesFolderMissing: The folder is not there.

    Source:
        docs/rules/documents.md#validation.
    """
    if folder is None or not cases:
        return [[] for _ in cases]
    if not folder.is_dir():
        raise RulesFolderMissing(folder=folder)
    count = usable_processors() if len(cases) > FEW else 1
    found = []
    for one in _judges.answers(str(folder), cases, count):
        found.append(one)
        if progress:
            progress(1)
    return found


@cache
def _rules(folder: str) -> Rules:
    """The rules of this process, compiled once."""
    return Rules(Path(folder))


def _judged(folder: str, case: Case) -> list[Finding]:
    """Judge one document, in a process of its own."""
    return _rules(folder).check(case.content, case.rules, structure=case.structure)
