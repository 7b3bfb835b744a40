"""Lists on filled tables: an index finds the page, and names are joined to what stands on it alone."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.foundation.lists import Listing
from unbilled.foundation.selections import Selection
from unbilled.foundation.statements import AS_JOINED
from unbilled.lab.scenarios.books import Books
from unbilled.work.reads.entries import ENTRIES
from worlds import larkfield

LINES = 20_000
COPIES = """
with template as materialized (
    select to_jsonb(row) as fields, row_number() over (order by row.{key}) as place, count(*) over () as templates
      from {table} as row
)
insert into {table}
select made.*
  from generate_series(1, {lines}) as copy
  join template on template.place = 1 + copy % template.templates
 cross join lateral jsonb_populate_record(
       null::{table},
       template.fields || jsonb_build_object(
           '{key}', 1000000 + copy, 'transaction_date', date '2026-01-01' + (copy % 365)::integer {further})
       ) as made
"""


@pytest.fixture
def filled(db: None) -> Iterator[Books]:
    """The open work of a few contracts many times over; guards and totals are not asked, so no truth is checked."""
    books = larkfield(Books(), posted=False)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for table, key, further in (
            ("work_entry", "id", ", 'external_reference', null"),
            ("actuals_actual", "id", ", 'entry_id', 1000000 + copy"),
            ("billing_backlog_line", "actual_id", ", 'contract_id', 1000 + copy % 200"),
            ("accounting_journal_line", "actual_id", ", 'status', 'posted'"),
        ):
            cursor.execute(COPIES.format(table=table, key=key, further=further, lines=LINES))
            cursor.execute(f"analyze {table}")
        yield books


def plan(listing: Listing, size: int = 100, after: str = "") -> str:
    """How PostgreSQL reads a page."""
    with CaptureQueriesContext(connection) as asked:
        listing.page(limit=size, after=after)
    return explained(asked.captured_queries[0]["sql"])


def explained(query: str) -> str:
    with connection.cursor() as cursor:
        before, behind = AS_JOINED
        if query.startswith(before):
            cursor.execute("set local join_collapse_limit = 1")
            query = query.removeprefix(before).removesuffix(behind)
        cursor.execute(f"explain (costs off) {query}")
        return "\n".join(row[0] for row in cursor.fetchall())


def test_indexes_find_the_page_and_counts_join_no_names(filled: Books) -> None:
    company_id = filled.company_id
    listing = OPEN_SALES.of(company_id=company_id)
    after = listing.page(limit=100).following
    for told in (plan(listing), plan(listing, after=after)):
        assert "Index Scan using billing_backlog_date" in told
        assert "Sort" not in told
        assert "Seq Scan on billing_backlog_line" not in told
        assert "Seq Scan on actuals_actual" not in told

    contract = Selection(contract_ids=[1007])
    for selection in (contract, contract.but(status="ready", from_date="2026-03-01")):
        told = plan(OPEN_SALES.of(company_id=company_id, selection=selection))
        assert "billing_backlog_contract" in told
        assert "Seq Scan on billing_backlog_line" not in told
        assert "Seq Scan on actuals_actual" not in told

    with CaptureQueriesContext(connection) as asked:
        assert listing.count() == 10_001
        assert listing.totals().count > LINES
    for query in asked.captured_queries:
        told = explained(query["sql"])
        assert "billing_backlog_line" in told
        assert "actuals_actual" not in told
        assert "agreements_contract" not in told
        assert "work_entry" not in told

    # Which entries stand on a page is found first; only they get names, and the line that covers each.
    entries = ENTRIES.of(company_id=company_id)
    for told in (plan(entries), plan(entries, after=entries.page(limit=100).following)):
        assert "using work_entry_date" in told
        assert "Seq Scan on work_entry" not in told
        found, named = told.split("Limit", 1)[1].split("->  Index Scan using work_entry_pkey", 1)
        assert "agreements_contract_line" not in found
        assert "masterdata_project" in named

    # Lines of journals stand as they were recorded, which their key tells: no other index is written by posting.
    lines = JOURNAL_LINES.of(company_id=company_id)
    for told in (plan(lines), plan(lines, after=lines.page(limit=100).following)):
        assert told.count("Scan Backward using accounting_journal_line_pkey") >= 1
        assert "Seq Scan on accounting_journal_line" not in told
        assert "Seq Scan on actuals_actual" not in told
