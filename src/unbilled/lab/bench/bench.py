"""The bench: generated work goes the whole road in a database of its own, stage by stage."""

from collections.abc import Callable

from unbilled.foundation import scratch
from unbilled.lab.bench import generated
from unbilled.lab.bench.batches import NOISE, taken
from unbilled.lab.bench.measured import Measured, measured
from unbilled.lab.bench.stages import Road

DATABASE = "unbilled_bench"


def bench(*, lines: int, per_invoice: int, report: Callable[[Measured], None]) -> list[Measured]:
    """Take so many time entries through every stage and compare each stage with COPY.

    Args:
        lines: Time entries, each an unbilled sale of its own.
        per_invoice: Lines of an invoice.
        report: Told of each stage as soon as it is measured.

    Returns:
        The stages, and last the total.
    """
    contracts = max(1, lines // per_invoice)
    with scratch.scratch_database(DATABASE):
        company_id, person_id = generated.company(contracts=contracts)
        entry_ids = generated.submitted_entries(
            company_id=company_id, reference="A-", entries=lines, first=0, contracts=contracts
        )
        road = Road(company_id, person_id, entry_ids, per_invoice)
        found = []
        for stage, act in road.stages.items():
            found.append(measured(stage, DATABASE, act))
            report(found[-1])
    return [*found, total(found)]


def total(stages: list[Measured]) -> Measured:
    """The whole road: sums of the stages, ratios of the sums."""
    cost = sum(stage.cpu_seconds or stage.seconds for stage in stages)
    copy_a, copy_b = sum(stage.copy_a for stage in stages), sum(stage.copy_b for stage in stages)
    return Measured(
        stage="total",
        rows=sum(stage.rows for stage in stages),
        seconds=sum(stage.seconds for stage in stages),
        cpu_seconds=sum(stage.cpu_seconds for stage in stages),
        ratio_a=cost / copy_a if copy_a else 0.0,
        ratio_b=cost / copy_b if copy_b else 0.0,
        copy_a=copy_a,
        copy_b=copy_b,
        wal_bytes=sum(stage.wal_bytes for stage in stages),
    )


SMALL, LARGE = 100, 50_000
# The same hundred lines may take this many times longer after the fifty thousand than before them.
SMALL_AGAIN = 4.0


def plan_traps() -> list[str]:
    """Run each stage at 100 lines, at 50,000 and at 100 again, in one session without ANALYZE.

    Then everything is analyzed, and a company that the statistics do not know yet takes 50,000 lines.

    Returns:
        A sentence for each stage whose plan did not keep up: a small set after a large one is slow
        where stale statistics or a remembered plan mislead the planner; a large one is slow, by the
        line, where it nests two big sets.
    """
    contracts = {size: size // 100 for size in (SMALL, LARGE)}
    with scratch.scratch_database(DATABASE):
        old = generated.company(contracts=2 * contracts[SMALL] + contracts[LARGE])
        first = taken(old, "A-", SMALL, 0)
        large = taken(old, "B-", LARGE, contracts[SMALL])
        again = taken(old, "C-", SMALL, contracts[SMALL] + contracts[LARGE])
        generated.analyze()
        new = generated.company(contracts=contracts[LARGE], code="NEW")
        unknown = taken(new, "D-", LARGE, 0)
    findings = []
    for stage, seconds in first.items():
        small = max(seconds, NOISE)
        if again[stage] > small * SMALL_AGAIN:
            findings.append(
                f"{stage}: 100 lines took {seconds:.3f} s, and {again[stage]:.3f} s after 50,000."
            )
        for of, seconds_of_large in (("", large[stage]), (" of a new company", unknown[stage])):
            if seconds_of_large / LARGE > small / SMALL:
                findings.append(
                    f"{stage}: 50,000 lines{of} took {seconds_of_large:.2f} s, 100 lines {seconds:.3f} s."
                )
    return findings
