"""Posting rules of a company."""

from unbilled.accounting.rules import POSTING_TYPES
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement

POSTING_RULES = List(
    name="posting-rules",
    title="Posting rules",
    nothing="There is no such rule.",
    statement=statement(__file__),
    key=("posting_rule_id",),
    columns=(
        Identity("posting_rule_id"),
        Text("name", "Rule"),
        Word("posting_type", "Posting type", is_shown=False),
        Identity("project_id"),
        Identity("customer_id"),
        Code("account", "Account"),
        Text("account_name", "Name"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Words("posting_type", "posting_type", POSTING_TYPES),
        Reference("project"),
        Reference("customer"),
        Named("account", "account"),
        Contains(columns=("name", "account_name")),
        Named("person", "changed_by"),
    ),
    sorts={"name": ("name",), "account": ("account",)},
    order="name",
    scope="",
)
"""Posting rules. Source: docs/rules/journal.md#posting-rules."""
