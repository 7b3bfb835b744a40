"""Changing posting rules: another account, never what they select."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.accounting.events.change_posting_rules import change_posting_rules
from unbilled.accounting.models import PostingRule
from unbilled.lab.scenarios.books import Books


def test_a_rule_posts_to_another_account(books: Books) -> None:
    books.given(WORLD)
    done(books, change_posting_rules, changes={"invoiced_revenue": {"account": "4010"}})
    assert rows(PostingRule, "main_account__number", posting_type="invoiced_revenue") == {("4010",)}
    assert logged() == [("posting rule", "invoiced_revenue", "account", "4000", "4010")]
    assert refused(
        books,
        change_posting_rules,
        changes={
            "invoiced_revenue": {"account": None, "project": "P-1"},
            "cost, project P-1": {"account": "4000"},
        },
    ) == [
        "there is no posting rule cost, project P-1, there is accrued_revenue, cost, cost_item, customer_balance, "
        "expense_offset and 8 more",
        "posting rule invoiced_revenue: project does not change",
        "posting rule invoiced_revenue: account is empty",
    ]
