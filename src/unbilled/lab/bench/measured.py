"""What a stage took, and what COPY takes for the rows it left behind.

The rows that a stage wrote are those whose row version is younger than the stage's first transaction,
so no list of tables has to be kept. They are loaded twice by COPY, into a copy of the database as it
stood before the stage: (a) into bare unlogged tables, which guards the schema; (b) into the same
tables with their indexes and guards, which guards the statements. Deleted rows are in neither.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Any, LiteralString

import psycopg
from django.apps import apps
from django.db import connection, models
from psycopg import sql

from unbilled.accounting.states import JOURNAL_LINE, PROPOSAL
from unbilled.billing.states import BACKLOG, MILESTONE
from unbilled.foundation import scratch
from unbilled.work.states import ENTRY

BEFORE = "unbilled_bench_before"
# Not counted: tables that triggers keep (COPY fires them as well), number counters and the logs of acts and runs (a
# row or two, which COPY would not bring).
LEFT_OUT = {
    "billing_backlog_total",
    "work_submitted_total",
    "accounting_draft_total",
    "ledger_account_balance",
    "ledger_posted_total",
    "companies_number_series",
    "people_act",
    "runs_run",
}
# Nor are terms of contracts, which are a few for each.
MASTERS = "agreements"
# Rows that stages update; the copy's old versions go first. They arrive at the start of their drawing,
# as the guards ask; the bytes are about the same.
AT_THE_START: dict[str, dict[str, str]] = {
    ENTRY.table: {ENTRY.column: f"'{ENTRY.start}'"},
    JOURNAL_LINE.table: {JOURNAL_LINE.column: f"'{JOURNAL_LINE.start}'"},
    MILESTONE.table: {
        MILESTONE.column: f"'{MILESTONE.start}'",
        "proforma_id": "null",
        "ready_act_id": "null",
    },
    BACKLOG.table: {BACKLOG.column: f"'{BACKLOG.start}'", "proforma_id": "null", "ready_act_id": "null"},
}
INSERTED_AT_THE_START: dict[str, dict[str, str]] = {
    PROPOSAL.table: {PROPOSAL.column: f"'{PROPOSAL.start}'", "line_count": "0"},
}
# Lines that move from document to document have other keys than before: those of all drafts go first.
OF_DRAFTS: dict[str, LiteralString] = {
    "billing_proforma_detail": "proforma_id in (select id from billing_proforma where status = 'draft')",
    "billing_proforma_line": "proforma_id in (select id from billing_proforma where status = 'draft')",
}


@dataclass(frozen=True)
class Measured:
    """What one stage took.

    ``rows`` counts row versions written; ``seconds`` is time on the clock, ``cpu_seconds`` of the backend
    (0 when the server runs elsewhere). The ratios compare CPU where it is known, else the clock. ``wal_bytes`` is what
    the whole server wrote to its log meanwhile; unlike seconds it does not depend on how busy the machine is.
    """

    stage: str
    rows: int
    seconds: float
    cpu_seconds: float
    ratio_a: float
    ratio_b: float
    copy_a: float
    copy_b: float
    wal_bytes: int

    def as_json(self, lines: int) -> dict[str, Any]:
        """The figures that ``unbilled bench road --json`` prints."""
        return {
            "stage": self.stage,
            "rows": self.rows,
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "ratio_a": round(self.ratio_a, 2),
            "ratio_b": round(self.ratio_b, 2),
            "microseconds_a_line": round(self.microseconds(lines), 1),
            "wal_bytes_a_line": self.wal_bytes // lines,
        }

    def microseconds(self, lines: int) -> float:
        """What a line takes, of the backend's CPU where it is known."""
        return (self.cpu_seconds or self.seconds) / lines * 1e6


class Stopwatch:
    """Seconds on the clock and of one backend's CPU, with those of this process where it does part of the work."""

    def __init__(self, backend: int, *, with_client: bool = False) -> None:
        self.backend, self.with_client = backend, with_client
        self.seconds = self.cpu_seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what passes inside the block."""
        clock, cpu = time.perf_counter(), self._cpu()
        yield
        self.seconds += time.perf_counter() - clock
        self.cpu_seconds += self._cpu() - cpu

    def _cpu(self) -> float:
        own = time.process_time() if self.with_client else 0.0
        # Nanoseconds on a processor; what counts ticks says nothing of a hundred lines.
        with suppress(OSError), open(f"/proc/{self.backend}/schedstat") as told:
            return own + int(told.read().split()[0]) / 1e9
        with suppress(OSError), open(f"/proc/{self.backend}/stat") as told:
            fields = told.read().rsplit(")", 1)[1].split()
            return own + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    @property
    def cost(self) -> float:
        """CPU seconds where they are known, else seconds on the clock."""
        return self.cpu_seconds or self.seconds


def measured(stage: str, database: str, act: Callable[[], object], *, with_client: bool = False) -> Measured:
    """Carry out a stage in the connected database and compare it with COPY of the same rows.

    Args:
        stage: Its name.
        database: The one that is connected.
        act: Carries it out.
        with_client: Count what this process takes, too, as it reads files; COPY is the backend's alone.
    """
    connection.close()
    scratch.create(BEFORE, database)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid(), pg_current_xact_id()::xid::text::bigint")
            backend, first_transaction = cursor.fetchone()
        watch = Stopwatch(backend, with_client=with_client)
        logged = _logged()
        with watch.running():
            act()
        wal_bytes = _logged() - logged
        rows, bare, same = _copied(first_transaction)
    finally:
        connection.close()
        scratch.drop(BEFORE)
    return Measured(
        stage=stage,
        rows=rows,
        seconds=watch.seconds,
        cpu_seconds=watch.cpu_seconds,
        ratio_a=watch.cost / bare.cost if bare.cost else 0.0,
        ratio_b=watch.cost / same.cost if same.cost else 0.0,
        copy_a=bare.cost,
        copy_b=same.cost,
        wal_bytes=wal_bytes,
    )


def _logged() -> int:
    """Bytes that the server has written to its log so far."""
    with connection.cursor() as cursor:
        cursor.execute("select (pg_current_wal_insert_lsn() - '0/0')::bigint")
        return int(cursor.fetchone()[0])


def _copied(first_transaction: int) -> tuple[int, Stopwatch, Stopwatch]:
    """Load what the stage wrote into the copy: how many rows, and what it took bare and guarded."""
    rows = 0
    with psycopg.connect(**scratch.server_address(BEFORE), autocommit=True) as copy:  # type: ignore[arg-type]
        backend = copy.info.backend_pid
        bare, same = Stopwatch(backend), Stopwatch(backend)
        for model in _tables():
            with tempfile.TemporaryFile() as written:
                count = _unloaded(model, first_transaction, written)
                if not count:
                    continue
                if not _load(copy, model, first_transaction, written, bare, same):
                    continue
            rows += count
    return rows, bare, same


def _tables() -> list[type[models.Model]]:
    """The rooms' tables, parents before children."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("unbilled.")
        for model in config.get_models()
        if model._meta.db_table not in LEFT_OUT and model._meta.app_label != MASTERS
    ]


def _columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if field.column]


def _unloaded(model: type[models.Model], first_transaction: int, into: IO[bytes]) -> int:
    """Write the stage's rows of a table into a file as COPY text, at the start of their drawing."""
    table = model._meta.db_table
    overrides = AT_THE_START.get(table, {}) | INSERTED_AT_THE_START.get(table, {})
    chosen = sql.SQL(", ").join(
        sql.SQL(overrides[column]) if column in overrides else sql.Identifier(column)
        for column in _columns(model)
    )
    query = sql.SQL("copy (select {} from {} where xmin::text::bigint >= {}) to stdout").format(
        chosen, sql.Identifier(table), sql.Literal(first_transaction)
    )
    with connection.cursor() as cursor:
        with cursor.cursor.copy(query) as reader:
            for block in reader:
                into.write(block)
        return int(cursor.cursor.rowcount)


def _load(
    copy: "psycopg.Connection[tuple[Any, ...]]",
    model: type[models.Model],
    first_transaction: int,
    written: IO[bytes],
    bare: Stopwatch,
    same: Stopwatch,
) -> bool:
    """Load the file bare and guarded; false for headers that were updated, which are not counted.

    They cannot be taken out to be loaded again, as others refer to them, and are one row in a hundred.
    """
    table = model._meta.db_table
    columns = sql.SQL(", ").join(map(sql.Identifier, _columns(model)))
    is_rewritten = table in AT_THE_START or table in OF_DRAFTS
    if not is_rewritten and _has_older_rows(copy, model, first_transaction):
        return False
    copy.execute(sql.SQL("create unlogged table bare (like {})").format(sql.Identifier(table)))
    _copy_in(copy, sql.SQL("copy bare ({}) from stdin").format(columns), written, bare)
    if is_rewritten:
        key, name = sql.Identifier(_key(model)), sql.Identifier(table)
        older: sql.Composable = sql.SQL("{} in (select {} from bare)").format(key, key)
        if table in OF_DRAFTS:
            older = sql.SQL(OF_DRAFTS[table])
        copy.execute(sql.SQL("alter table {} disable trigger user").format(name))
        copy.execute(sql.SQL("delete from {} where {}").format(name, older))
        copy.execute(sql.SQL("alter table {} enable trigger user").format(name))
        copy.execute(sql.SQL("vacuum analyze {}").format(name))
    copy.execute("drop table bare")
    _copy_in(copy, sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), columns), written, same)
    return True


def _has_older_rows(
    copy: "psycopg.Connection[tuple[Any, ...]]", model: type[models.Model], first_transaction: int
) -> bool:
    """Whether the stage's rows of a table stood there before, so that they were updated."""
    key, table = _key(model), model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select min({}) from {} where xmin::text::bigint >= {}").format(
                sql.Identifier(key), sql.Identifier(table), sql.Literal(first_transaction)
            )
        )
        [first] = cursor.fetchone()
    found = copy.execute(
        sql.SQL("select 1 from {} where {} = {}").format(
            sql.Identifier(table), sql.Identifier(key), sql.Literal(first)
        )
    ).fetchone()
    return found is not None


def _key(model: type[models.Model]) -> str:
    """The first column of the key, which for lines is that of their document."""
    return str(model._meta.pk_fields[0].column)


def _copy_in(
    copy: "psycopg.Connection[tuple[Any, ...]]", query: sql.Composed, written: IO[bytes], watch: Stopwatch
) -> None:
    written.seek(0)
    with watch.running(), copy.cursor() as cursor, cursor.copy(query) as writer:
        while block := written.read(1 << 16):
            writer.write(block)
