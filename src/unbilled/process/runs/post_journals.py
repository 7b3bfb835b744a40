"""Post the draft lines of the integration journals: cost and accrued revenue reach the ledger.

Returns:
    ``counts``: journal lines, vouchers.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company; docs/rules/journal.md#posting-journals.
"""

from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.reads.draft_journal_lines import draft_journal_lines
from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.runs.running import Job, Tally

POST_JOURNALS = Job(
    event="process.post_journals",
    record_kind="journal_line",
    subject="actual_ids",
    names=journal_line_names,
    select=lambda act, selection: draft_journal_lines(company_id=act.company_id, selection=selection),
    step=lambda act, selection, ids: post_journals(act, actual_ids=ids),
    tally=lambda posted: Tally(counts={"journal lines": posted.line_count, "vouchers": posted.voucher_count}),
    shared=take_contracts,
    again=lambda act, selection, ids: draft_journal_lines(
        company_id=act.company_id, selection=selection, actual_ids=ids
    ),
    listed=lambda act, selection: JOURNAL_LINES.of(
        company_id=act.company_id, selection=selection.but(status="draft"), sight=act.sight
    ),
)
