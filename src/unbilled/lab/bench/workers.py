"""Several workers: how much faster the road is when runs share a company, or have companies of their own."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from unbilled.foundation import scratch
from unbilled.foundation.acts import Act
from unbilled.lab.bench import generated
from unbilled.lab.bench.bench import DATABASE
from unbilled.lab.bench.stages import LAST_DAY
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.bill import BILL
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.runs.running import CHUNK_ROWS, Job, carry_out

# Chunks for each worker at the least, so that none of them has nothing left to do.
CHUNKS_OF_A_WORKER = 4
RUNS: tuple[tuple[Job, dict[str, Any]], ...] = (
    (APPROVE, {}),
    (POST_JOURNALS, {}),
    (BILL, {"through": LAST_DAY}),
    (CONFIRM, {}),
    (POST_INVOICES, {"invoice_date": LAST_DAY}),
)


@dataclass(frozen=True)
class Shared:
    """What so many workers took for the same number of lines.

    Attributes:
        workers: Processes, each with a connection of its own.
        companies: Companies; workers share the only one, or have one each.
        lines: Lines in all.
        seconds: On the clock, until the last of them was done.
        alone: What one worker took.
    """

    workers: int
    companies: int
    lines: int
    seconds: float
    alone: float

    @property
    def factor(self) -> float:
        """How many times as fast as one worker."""
        return self.alone / self.seconds

    def as_json(self) -> dict[str, Any]:
        """The figures that ``unbilled bench workers --json`` prints."""
        return {
            "workers": self.workers,
            "companies": self.companies,
            "lines": self.lines,
            "seconds": round(self.seconds, 3),
            "factor": round(self.factor, 2),
        }


def side_by_side(*, lines: int, workers: int, per_invoice: int, said: Callable[[str], None]) -> list[Shared]:
    """Take lines from approval to posted invoices with one worker, with several on one company, and on one each.

    The workers are the runs that people start; each begins the next one as soon as it has done the last.

    Args:
        lines: Lines of each of the three.
        workers: How many processes.
        per_invoice: Lines of an invoice.
        said: Told what is being done.
    """
    contracts = max(workers, lines // per_invoice)
    with scratch.scratch_database(DATABASE):
        one = generated.company(contracts=2 * contracts)
        each = [
            generated.company(contracts=contracts // workers, code=f"OWN{place}") for place in range(workers)
        ]
        said(f"{lines:,} lines, one worker")
        _submit(one, "A-", lines, first=0, contracts=contracts)
        alone = _road([one], lines, workers)
        said(f"{lines:,} lines of one company, {workers} workers")
        _submit(one, "B-", lines, first=contracts, contracts=contracts)
        together = _road([one] * workers, lines, workers)
        said(f"{lines:,} lines of {workers} companies, {workers} workers")
        for company in each:
            _submit(company, "C-", lines // workers, first=0, contracts=contracts // workers)
        apart = _road(each, lines, workers)
    return [
        Shared(1, 1, lines, alone, alone),
        Shared(workers, 1, lines, together, alone),
        Shared(workers, workers, lines // workers * workers, apart, alone),
    ]


def _submit(company: tuple[int, int], reference: str, lines: int, *, first: int, contracts: int) -> None:
    generated.submitted_entries(
        company_id=company[0], reference=reference, entries=lines, first=first, contracts=contracts
    )


def _road(companies: Sequence[tuple[int, int]], lines: int, workers: int) -> float:
    """Start a worker for each of these, and say after how many seconds the last was done."""
    rows = max(1, min(CHUNK_ROWS, lines // (workers * CHUNKS_OF_A_WORKER)))
    connection.close()
    start = multiprocessing.get_context("fork")
    processes = [start.Process(target=_work, args=(*company, rows)) for company in companies]
    clock = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    seconds = time.perf_counter() - clock
    if failed := [process.exitcode for process in processes if process.exitcode]:
        raise RuntimeError(f"{len(failed)} of {len(processes)} workers failed.")
    return seconds


def _work(company_id: int, person_id: int, chunk_rows: int) -> None:
    for job, needs in RUNS:
        act = Act(company_id, person_id, LAST_DAY, datetime.now(UTC))
        report = carry_out(act, job, chunk_rows=chunk_rows, **needs)
        if report.set_aside:
            raise RuntimeError(f"{job.event} set aside: {report.set_aside[0].sentence}")
