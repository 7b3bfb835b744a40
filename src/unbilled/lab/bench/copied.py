"""More of the same: what the road left in its tables many times over, faster than the road could be gone again.

The copies are whole: each row names those of its own copy, numbers go on, running totals say what there is. They are put
into the tables without their triggers, so that the truths hold of a database of the bench because the first of them do.
"""

from collections.abc import Callable

from django.db import connection

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


def copy_all(copies: int, said: Callable[[str], None]) -> None:
    """Have what the road left so many times in all.

    Args:
        copies: How often, with what is there.
        said: Told of each copy.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select greatest("
            + ", ".join(
                f"(select coalesce(max(id), 0) from {table})" for table in TABLES if _has_identity(table)
            )
            + "), (select coalesce(max(number), 0) from ledger_voucher),"
            " (select coalesce(max(sequence_number), 0) from ledger_invoice)"
        )
        step, vouchers, invoices = cursor.fetchone()
        for table in TABLES:
            cursor.execute(f"alter table {table} disable trigger user")
        for copy in range(1, copies):
            said(f"copy {copy + 1} of {copies}")
            for table in TABLES:
                cursor.execute(
                    _copying(table),
                    {"copy": copy, "step": step, "vouchers": vouchers, "invoices": invoices},
                )
        for table in TABLES:
            cursor.execute(f"alter table {table} enable trigger user")
            if _has_identity(table):
                cursor.execute(
                    "select setval(pg_get_serial_sequence(%s, 'id'), (%s::bigint + 1) * %s)",
                    [table, step, copies],
                )
        for table, columns in TOTALS.items():
            cursor.execute(
                f"update {table} set " + ", ".join(f"{one} = {one} * %(copies)s" for one in columns),
                {"copies": copies},
            )
        cursor.execute(
            "update companies_number_series set next_number = (next_number - 1) * %s + 1", [copies]
        )


def _copying(table: str) -> str:
    """The statement that puts a copy behind the rows that a table had at first, whose identities come up to ``step``."""
    names = _columns(table)
    values = [
        UNIQUE.get((table, name))
        or (f"source.{name} + %(copy)s * %(step)s" if name in NAMING else f"source.{name}")
        for name in names
    ]
    first = next(name for name in names if name in NAMING)
    return (
        f"insert into {table} ({', '.join(names)}) select {', '.join(values)} from {table} as source"
        f" where source.{first} <= %(step)s order by source.{first}"
    )


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and attgenerated = '' order by attnum",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def _has_identity(table: str) -> bool:
    return "id" in _columns(table)
