"""The second month: what a line costs behind a history of posted lines that the planner knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from unbilled.foundation import scratch
from unbilled.lab.bench import generated
from unbilled.lab.bench.batches import NOISE, taken
from unbilled.lab.bench.bench import DATABASE

# Months that follow a history, as shares of its lines.
MONTHS = (0.005, 0.01, 0.02, 0.04)
# What a line of a month may cost beside a line in an empty database.
FLAT = 1.3
TASKS_OF_A_PROJECT = 5
HISTORY_CHUNK = 100_000
# Rows of a table of the history that the work on a single line may have read.
READ_OF_HISTORY = 1_000
# Counted by the server, so that it makes no difference how busy the machine is. Masters are no history.
ROWS_READ = """
select told.relname,
       told.seq_tup_read + (select coalesce(sum(index.idx_tup_read), 0)
                              from pg_stat_user_indexes as index
                             where index.relid = told.relid)
  from pg_stat_user_tables as told
 where told.n_live_tup >= %(history)s / 2
   and told.relname not like 'masterdata%%'
"""


@dataclass(frozen=True)
class Growth:
    """What a stage takes behind a history.

    Attributes:
        stage: The stage.
        lines: Lines of the first batch, in an empty database.
        seconds: What they took, CPU of the backend where it is known, else on the clock.
        months: Per later batch, by its lines: what it took.
        single: What a single line took behind them.
        noise: Seconds below which nothing is said.
        read: Rows that a single line has read of each table that the history filled, where they are too many.
    """

    stage: str
    lines: int
    seconds: float
    months: dict[int, float]
    single: float = 0.0
    noise: float = NOISE
    read: Mapping[str, int] = field(default_factory=dict)

    def factor(self, lines: int) -> float:
        """How many times as much a line of a batch takes as one in an empty database; noise counts for nothing.

        A single line, most of which is planning, stands beside a single one.
        """
        before, of = (self.single, 1) if lines == 1 else (self.seconds, self.lines)
        return max(0.0, self.months[lines] - self.noise) / lines / (max(before, self.noise) / of)

    def as_json(self) -> dict[str, Any]:
        """The figures that ``unbilled bench history --json`` prints: microseconds a line, and factors."""
        return {
            "stage": self.stage,
            "empty": round(self.seconds / self.lines * 1e6, 1),
            "months": [
                {
                    "lines": lines,
                    "seconds": round(seconds, 3),
                    "microseconds": round(seconds / lines * 1e6, 1),
                    "factor": round(self.factor(lines), 2),
                }
                for lines, seconds in self.months.items()
            ],
            "read": dict(self.read),
        }


def behind_history(
    *,
    history: int,
    lines: int,
    per_invoice: int,
    said: Callable[[str], None],
    months: Sequence[float] = MONTHS,
    tasks: int = TASKS_OF_A_PROJECT,
) -> list[Growth]:
    """Take lines the whole road in an empty database, and months of work behind a history of posted lines.

    The planner knows the history: it is analyzed. What comes after it is not, as on the first days of a month.

    Args:
        history: Lines that are posted before the months.
        lines: Lines of the first batch, part of the history.
        per_invoice: Lines of an invoice.
        said: Told what is being done.
        months: Lines of each month as a share of the history; a single line follows them.
        tasks: Tasks of a project.

    Returns:
        Per stage, submitting included, and last all of them together.
    """
    sizes = [*dict.fromkeys(max(2, round(history * share)) for share in months), 1]
    with scratch.scratch_database(DATABASE):
        owner = generated.company(contracts=max(1, history // per_invoice), tasks=tasks)
        said(f"{lines:,} lines in an empty database")
        first = taken(owner, "A-", lines, 0, per_invoice, analyzed=True)
        single = taken(owner, "B-", 1, 0, per_invoice)
        for number, start in enumerate(range(lines, history, HISTORY_CHUNK)):
            size = min(HISTORY_CHUNK, history - start)
            said(f"history: {start:,} of {history:,} lines")
            taken(owner, f"H{number}-", size, start // per_invoice, per_invoice, analyzed=True)
        generated.analyze()
        later: dict[str, dict[int, float]] = {stage: {} for stage in first}
        readings = _Readings(history)
        for number, size in enumerate(sizes):
            said(f"a month of {size:,} lines behind it")
            month = taken(
                owner, f"M{number}-", size, 0, per_invoice, days=range(330, 360), done=readings.take
            )
            for stage, seconds in month.items():
                later[stage][size] = seconds
    stages = [
        Growth(stage, lines, first[stage], later[stage], single=single[stage], read=readings.much_of(stage))
        for stage in first
    ]
    return [*stages, _together(stages)]


class _Readings:
    """Rows that scans have read of the tables that a history filled, stage by stage, in the batch that ran last."""

    def __init__(self, history: int) -> None:
        self.history = history
        self.before: dict[str, int] = {}
        self.stages: dict[str, dict[str, int]] = {}

    def take(self, stage: str) -> None:
        """Note what a stage has read since the one before it."""
        now = self._counted()
        self.stages[stage] = {table: rows - self.before.get(table, rows) for table, rows in now.items()}
        self.before = now

    def much_of(self, stage: str) -> dict[str, int]:
        """Tables of which a stage has read more than a single line needs."""
        return {table: rows for table, rows in self.stages[stage].items() if rows > READ_OF_HISTORY}

    def _counted(self) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_force_next_flush()")
            cursor.execute(ROWS_READ, {"history": self.history})
            return {table: int(rows) for table, rows in cursor.fetchall()}


def _together(stages: list[Growth]) -> Growth:
    months = {size: sum(one.months[size] for one in stages) for size in stages[0].months}
    seconds = sum(one.seconds for one in stages)
    single = sum(one.single for one in stages)
    return Growth("total", stages[0].lines, seconds, months, single, NOISE * len(stages))


def growing(stages: list[Growth]) -> list[str]:
    """A sentence for each stage and month that costs more a line than in an empty database, or reads the history."""
    costly = [
        f"{one.stage}: a line of {size:,} takes {one.factor(size):.1f} times what it takes in an empty database."
        for one in stages
        for size in one.months
        if one.factor(size) > FLAT
    ]
    reading = [
        f"{one.stage}: a single line has {rows:,} rows of {table} read."
        for one in stages
        for table, rows in one.read.items()
    ]
    return costly + reading
