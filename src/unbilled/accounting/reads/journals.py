"""Integration journals: what waits in them and what is posted, by cost and sales and currency."""

from dataclasses import replace

from unbilled.accounting.reads.journal_lines import BY_TOTALS, JOURNAL_LINES
from unbilled.foundation.lists import Grouped, List
from unbilled.foundation.lists.columns import Code, Count, Identity, Money, Word

BY = ("journal_id", "journal", "period_key", "line_kind", "transaction_currency")


def _grouped(count: str) -> Grouped:
    """Journals out of rows of which each stands for so many lines."""

    def of(summed: str, status: str) -> str:
        return f"coalesce({summed} filter (where listed.status = '{status}'), 0)"

    amount = "sum(listed.transaction_amount)"
    return Grouped(
        by=BY,
        sums={
            "line_count": f"{count}::bigint",
            "draft_count": f"{of(count, 'draft')}::bigint",
            "draft_amount": of(amount, "draft"),
            "posted_count": f"{of(count, 'posted')}::bigint",
            "posted_amount": of(amount, "posted"),
        },
    )


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
        Count("draft_count", "Draft"),
        Money("draft_amount", "Draft amount", currency="transaction_currency", is_named=False),
        Count("posted_count", "Posted"),
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
    groups=_grouped("count(*)"),
    shortcut=replace(BY_TOTALS, groups=_grouped("sum(listed.row_count)")),
)
"""Journals in the order of their periods. Source: docs/rules/journal.md#journal-lines."""
