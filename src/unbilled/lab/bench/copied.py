"""More of the same: what the road left in its tables many times over, faster than the road could be gone again.

The copies are whole: each row names those of its own copy, numbers go on, running totals say what there is. They come
into the tables without their triggers; the truths hold of them because they hold of what is copied.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composable, Composed, Identifier

# What the road writes, in the order in which rows may name each other.
TABLES = (
    "work_entry",
    "billing_proforma",
    "actuals_actual",
    "billing_proforma_line",
    "billing_proforma_detail",
    "billing_backlog_line",
    "accounting_journal_line",
    "accounting_proposal",
    "accounting_proposal_line",
    "accounting_proposal_tax",
    "ledger_voucher",
    "ledger_entry",
    "ledger_project_transaction",
    "ledger_invoice",
    "ledger_invoice_party",
    "ledger_invoice_line",
    "ledger_customer_transaction",
    "ledger_tax_transaction",
)
# Columns that name a row of these tables.
NAMING = {
    "id", "entry_id", "proforma_id", "actual_id", "reverses_id", "replaces_id", "released_actual_id",
    "corrected_actual_id", "corrects_id", "proposal_id", "voucher_id", "invoice_id",
}  # fmt: skip
# Columns that are unique, and how those of a copy follow.
UNIQUE = {
    ("work_entry", "external_reference"): "source.external_reference || '-' || %(copy)s",
    ("billing_proforma", "number"): "source.number || '-' || %(copy)s",
    ("accounting_proposal", "number"): "source.number || '-' || %(copy)s",
    ("ledger_voucher", "number"): "source.number + %(copy)s * %(vouchers)s",
    ("ledger_invoice", "number"): "source.number || '-' || %(copy)s",
    ("ledger_invoice", "sequence_number"): "source.sequence_number + %(copy)s * %(invoices)s",
}
TOTALS = {
    "accounting_draft_total": ("line_count", "untaxed_count"),
    "billing_backlog_total": ("line_count", "quantity", "transaction_amount"),
    "ledger_account_balance": ("debit", "credit", "reporting_amount"),
    "ledger_posted_total": ("line_count", "transaction_amount"),
}


LAST = SQL("select max(last) from ({}) as found (last)")


def copy_all(copies: int, said: Callable[[str], None]) -> None:
    """Have what the road left so many times in all.

    Args:
        copies: How often, with what is there.
        said: Told of each table.
    """
    columns = {table: _columns(table) for table in TABLES}
    identified = [table for table in TABLES if "id" in columns[table]]
    lasts = [SQL("select max(id) from {}").format(Identifier(table)) for table in identified]
    with connection.cursor() as cursor:
        [step] = _row(LAST.format(SQL(" union all ").join(lasts)))
        [vouchers] = _row(SQL("select coalesce(max(number), 0) from ledger_voucher"))
        [invoices] = _row(SQL("select coalesce(max(sequence_number), 0) from ledger_invoice"))
        asked = {"step": step, "vouchers": vouchers, "invoices": invoices}
        cursor.execute("set maintenance_work_mem = '1GB'")
        for table in TABLES:
            said(f"{table}, {copies} times")
            cursor.execute(SQL("alter table {} disable trigger user").format(Identifier(table)))
            with _without_indexes(table):
                for copy in range(1, copies):
                    cursor.execute(_copying(table, columns[table]), asked | {"copy": copy})
            cursor.execute(SQL("alter table {} enable trigger user").format(Identifier(table)))
        cursor.execute("reset maintenance_work_mem")
        for table in identified:
            cursor.execute(
                "select setval(pg_get_serial_sequence(%s, 'id'), (%s::bigint + 1) * %s)",
                [table, step, copies],
            )
        for table, sums in TOTALS.items():
            times = [SQL("{0} = {0} * %(copies)s").format(Identifier(one)) for one in sums]
            cursor.execute(
                SQL("update {} set {}").format(Identifier(table), SQL(", ").join(times)), {"copies": copies}
            )
        cursor.execute(
            "update companies_number_series set next_number = (next_number - 1) * %s + 1", [copies]
        )


def _copying(table: str, columns: list[str]) -> Composed:
    """The statement that puts a copy behind the rows that a table had at first: their identities end at ``step``."""
    values: list[Composable] = []
    for name in columns:
        column = SQL("source.{}").format(Identifier(name))
        if (table, name) in UNIQUE:
            values.append(SQL(UNIQUE[table, name]))
        else:
            values.append(column + SQL(" + %(copy)s * %(step)s") if name in NAMING else column)
    first = next(name for name in columns if name in NAMING)
    return SQL(
        "insert into {0} ({1}) select {2} from {0} as source where source.{3} <= %(step)s order by source.{3}"
    ).format(
        Identifier(table), SQL(", ").join(map(Identifier, columns)), SQL(", ").join(values), Identifier(first)
    )


@contextmanager
def _without_indexes(table: str) -> Iterator[None]:
    """Its indexes are made at once in the end, but for keys: that takes a third of growing them row by row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select index.indexrelid::regclass::text, pg_get_indexdef(index.indexrelid) from pg_index as index"
            " where index.indrelid = %s::regclass"
            " and not exists (select from pg_constraint where conindid = index.indexrelid)",
            [table],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"drop index {name}")
        yield
        for _, definition in found:
            cursor.execute(definition)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and attgenerated = '' order by attnum",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def _row(query: Composable) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
