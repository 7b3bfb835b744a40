"""Documents: how many are printed, written, checked and kept in a second, by their length."""

import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import active_children
from typing import Any

from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.press import presses
from unbilled.foundation import scratch
from unbilled.lab.bench import generated
from unbilled.lab.bench.bench import DATABASE
from unbilled.lab.bench.stages import Road, chunks
from unbilled.ledger.models import Invoice
from unbilled.masterdata.models import Customer

LENGTHS = (10, 100, 1_000, 10_000)
"""Lines of a document."""
LINES = 2_000
"""Lines of all documents of a length, where one has fewer."""
AT_ONCE = 500
FORMAT = "facturx"
"""A PDF with its electronic invoice inside: both are made, checked and kept."""


@dataclass(frozen=True)
class Kept:
    """What documents of a length took.

    Attributes:
        lines: Lines of each.
        documents: How many.
        seconds: On the clock.
        cpu_seconds: Of all processes that made them; that of the database is not among them.
        byte_count: Size of the PDFs.
    """

    lines: int
    documents: int
    seconds: float
    cpu_seconds: float
    byte_count: int

    @property
    def a_second(self) -> float:
        """Documents a second on this machine."""
        return self.documents / self.seconds

    @property
    def cores(self) -> float:
        """Processors that were busy with it, on average."""
        return self.cpu_seconds / self.seconds

    @property
    def a_core(self) -> float:
        """Documents a second of one processor."""
        return self.documents / self.cpu_seconds

    def as_json(self) -> dict[str, Any]:
        """The figures that ``unbilled bench documents --json`` prints."""
        return {
            "lines": self.lines,
            "documents": self.documents,
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "cores": round(self.cores, 2),
            "documents_a_second": round(self.a_second, 3),
            "documents_a_second_and_core": round(self.a_core, 3),
            "milliseconds_a_line": round(self.cpu_seconds / self.documents / self.lines * 1e3, 3),
            "bytes_a_document": self.byte_count // self.documents,
        }


def document_bench(
    *, report: Callable[[Kept], None], lengths: Sequence[int] = LENGTHS, lines: int = LINES
) -> list[Kept]:
    """Post invoices of each length, and keep their documents as the run that prints does.

    Args:
        report: Told of each length as soon as it is measured.
        lengths: Lines of a document.
        lines: Lines of all documents of a length; two documents at least.

    Returns:
        One result per length.
    """
    found = []
    with scratch.scratch_database(DATABASE):
        for length in lengths:
            count = max(2, lines // length)
            road = posted(count, length)
            ids = list(Invoice.objects.filter(company_id=road.company_id).values_list("id", flat=True))
            with measured_processes() as watch, presses():
                sizes = [
                    document.byte_count
                    for some in chunks(ids, AT_ONCE)
                    for document in render_invoices(road.act, invoice_ids=some)
                ]
            found.append(Kept(length, count, watch.seconds, watch.cpu_seconds, sum(sizes)))
            report(found[-1])
    return found


def posted(documents: int, lines: int) -> Road:
    """So many invoices of so many lines, in a company of their own."""
    company_id, person_id = generated.company(contracts=documents, code=f"L{lines}")
    Customer.objects.filter(company_id=company_id).update(einvoice_format=FORMAT)
    entry_ids = generated.submitted_entries(
        company_id=company_id, reference="D-", entries=documents * lines, first=0, contracts=documents
    )
    road = Road(company_id, person_id, entry_ids, lines)
    for take in road.stages.values():
        take()
    return road


@dataclass
class Watch:
    """Seconds on the clock, and of the processors."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0


@contextmanager
def measured_processes() -> Iterator[Watch]:
    """Count what this process and those that it starts take inside the block."""
    watch = Watch()
    clock, cpu = time.perf_counter(), _cpu()
    yield watch
    watch.seconds, watch.cpu_seconds = time.perf_counter() - clock, _cpu() - cpu


def _cpu() -> float:
    """Seconds of this process, of those that have ended, and of those that still run."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    for child in active_children():
        with suppress(OSError), open(f"/proc/{child.pid}/stat") as told:
            fields = told.read().rsplit(")", 1)[1].split()
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds
