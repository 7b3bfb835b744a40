"""Integration journals: what waits in them and what is posted, by cost and sales and currency."""

from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.foundation.lists import Grouped, List
from unbilled.foundation.lists.columns import Code, Count, Identity, Money, Word

JOURNALS = List(
    name="journals",
    title="Journals",
    nothing="There is nothing in the journals.",
    statement=JOURNAL_LINES.statement,
    key=("journal_id", "line_kind", "transaction_currency"),
    columns=(
        Identity("journal_id"),
        Code("journal", "Journal", link="journal", link_id="journal_id"),
        Code("period_key", "Period"),
        Word("line_kind", "Kind"),
        Count("line_count", "Lines"),
        Count("draft_count", "Draft lines"),
        Money("draft_amount", "Draft amount", currency="transaction_currency", is_named=False),
        Count("posted_count", "Posted lines"),
        Money("posted_amount", "Posted amount", currency="transaction_currency", is_named=False),
        Code("transaction_currency"),
    ),
    questions=JOURNAL_LINES.questions,
    sorts={
        "journal": ("period_key", "journal", "line_kind", "transaction_currency"),
        "draft": ("draft_amount",),
    },
    order="journal",
    scope=JOURNAL_LINES.scope,
    totals=("draft_amount", "posted_amount"),
    groups=Grouped(
        by=("journal_id", "journal", "period_key", "line_kind", "transaction_currency"),
        sums={
            "line_count": "count(*)",
            "draft_count": "count(*) filter (where listed.status = 'draft')",
            "draft_amount": "coalesce(sum(listed.transaction_amount) filter (where listed.status = 'draft'), 0)",
            "posted_count": "count(*) filter (where listed.status = 'posted')",
            "posted_amount": "coalesce(sum(listed.transaction_amount) filter (where listed.status = 'posted'), 0)",
        },
    ),
)
"""Journals in the order of their periods. Source: docs/rules/journal.md#journal-lines."""
