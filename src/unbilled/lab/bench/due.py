"""The daily run: what it asks of the database where few of many contracts are due."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from unbilled.foundation import scratch
from unbilled.lab.bench import generated
from unbilled.lab.bench.batches import NOISE
from unbilled.lab.bench.bench import DATABASE
from unbilled.lab.bench.measured import Stopwatch
from unbilled.lab.bench.stages import LAST_DAY, Road
from unbilled.process.runs.bill_daily import bill_daily

# Of so many contracts with schedules one is due on a day; the smaller of two companies has a tenth of the contracts.
ONE_DUE_OF, TENTH = 20, 10
LINES_OF_A_CONTRACT = 40
# What a contract that is due may cost among many, beside one among a tenth of them.
FLAT = 1.5


@dataclass(frozen=True)
class DailyRun:
    """What one run took.

    Attributes:
        contracts: Contracts with schedules.
        due: Contracts that were due.
        proformas: Drafts that it made.
        statements: Statements that it asked.
        seconds: CPU of the backend where it is known, else on the clock.
    """

    contracts: int
    due: int
    proformas: int
    statements: int
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The figures that ``unbilled bench due --json`` prints."""
        return {
            "contracts": self.contracts,
            "due": self.due,
            "proformas": self.proformas,
            "statements": self.statements,
            "seconds": round(self.seconds, 3),
            "milliseconds_a_contract_due": round(self.seconds / self.due * 1e3, 2),
        }


def due_bench(*, contracts: int, report: Callable[[DailyRun], None]) -> list[DailyRun]:
    """Run the schedules of a company with a tenth of so many contracts, and of one with all of them.

    Args:
        contracts: Contracts of the larger company, each with four lines and schedules.
        report: Told of each run as soon as it is measured.
    """
    with scratch.scratch_database(DATABASE):
        found = []
        for size in (contracts // TENTH, contracts):
            found.append(daily_run(contracts=size, due=max(1, size // ONE_DUE_OF), code=f"DUE{size}"))
            report(found[-1])
    return found


def daily_run(*, contracts: int, due: int, code: str, analyzed: bool = True) -> DailyRun:
    """Run the schedules of a new company on a day on which some of its contracts are due."""
    company_id, person_id = generated.company(contracts=contracts, code=code)
    generated.scheduled(company_id=company_id, on=LAST_DAY, due=due)
    if analyzed:
        generated.analyze()
    entry_ids = generated.submitted_entries(
        company_id=company_id,
        reference="A-",
        entries=due * LINES_OF_A_CONTRACT,
        first=0,
        contracts=due,
        analyzed=False,
    )
    road = Road(company_id, person_id, entry_ids, LINES_OF_A_CONTRACT)
    road.record()
    road.mark_ready()
    if analyzed:
        generated.analyze()
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        watch = Stopwatch(cursor.fetchone()[0])
    with watch.running(), counted() as statements:
        [report] = bill_daily(road.act)
    return DailyRun(contracts, due, report.counts["proformas"], len(statements), watch.cost)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is asked inside the block."""
    asked: list[str] = []

    def ask(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ask):
        yield asked


def growing(runs: list[DailyRun]) -> list[str]:
    """A sentence for each way in which the larger company's run grows beyond what it bills."""
    small, large = runs
    findings = []
    if large.statements != small.statements:
        findings.append(
            f"{large.due:,} contracts due take {large.statements} statements, {small.due:,} take {small.statements}."
        )
    each = [max(one.seconds, NOISE) / one.due for one in runs]
    if each[1] > FLAT * each[0]:
        findings.append(
            f"A contract due among {large.contracts:,} costs {each[1] / each[0]:.1f} times "
            f"what one among {small.contracts:,} costs."
        )
    return findings
