"""How integration journals, their lines and invoice proposals move."""

from unbilled.foundation.states import Arrow, Diagram

JOURNAL_LINE = Diagram(
    table="accounting_journal_line",
    start="draft",
    arrows=(Arrow("post_journals", "draft", "posted"),),
)

PROPOSAL = Diagram(
    table="accounting_proposal",
    start="header_only",
    arrows=(
        Arrow("populate_proposals", "header_only", "populated"),
        Arrow("post_invoices", "populated", "posted"),
    ),
    words={"header_only": "waits", "populated": "ready"},
)
