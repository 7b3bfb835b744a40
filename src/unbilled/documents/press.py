"""Print many papers: in this process when they are few, in several when they are many."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from unbilled.documents.paper import InvoicePaper
from unbilled.documents.pdf import render_pdf
from unbilled.foundation.refusals import Refusal

FEW = 16
"""Up to so many papers are printed sooner than other processes have started."""

Printed = bytes | Refusal


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
    printed: list[Printed] = []
    processes = min(usable_processors(), len(papers))
    if len(papers) <= FEW or processes < 2:
        for paper in papers:
            printed.append(print_paper(paper))
            if progress:
                progress(1)
        return printed
    # By spawn: typst's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for content, refusal, details in pool.map(print_elsewhere, papers, chunksize=4):
            printed.append(refusal(**details) if refusal else content)
            if progress:
                progress(1)
    return printed


def print_paper(paper: InvoicePaper) -> Printed:
    """Print one paper; a refusal is an answer here."""
    try:
        return render_pdf(paper)
    except Refusal as refusal:
        return refusal


def print_elsewhere(paper: InvoicePaper) -> tuple[bytes, type[Refusal] | None, dict[str, Any]]:
    """Print one paper in another process; a refusal crosses over as its class and details."""
    printed = print_paper(paper)
    return (b"", type(printed), printed.details) if isinstance(printed, Refusal) else (printed, None, {})


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
