"""Adding posting rules."""

from acting import an_act
from mastering import WORLD, done, refused, rows
from unbilled.accounting.events.add_posting_rules import add_posting_rules
from unbilled.accounting.models import PostingRule
from unbilled.accounting.records import NewPostingRule
from unbilled.lab.scenarios.books import Books


def test_rules_are_added_for_what_they_select(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books,
        add_posting_rules,
        posting_rules=[
            NewPostingRule("cost", "5100", project="P-1", category="Travel"),
            NewPostingRule("sales_tax_payable", "2100", tax_code="VAT20"),
            NewPostingRule("cost", "5100", customer="10010", project_group="Large"),
        ],
    )
    assert list(added) == [
        "cost, project P-1, category expense/Travel",
        "sales_tax_payable, tax code VAT20",
        "cost, project group Large, customer 10010",
    ]
    columns = ("posting_type", "main_account__number", "project__code", "category__name", "customer__account")
    assert rows(PostingRule, *columns, "project_group", "tax_code__code", pk__in=added.values()) == {
        ("cost", "5100", "P-1", "Travel", None, "", None),
        ("sales_tax_payable", "2100", None, None, None, "", "VAT20"),
        ("cost", "5100", None, None, "10010", "Large", None),
    }


def test_rules_that_are_none_are_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD.replace("Travel: expense", "Travel: expense, Trip: {class: expense}"))
    assert refused(
        books,
        add_posting_rules,
        posting_rules=[
            NewPostingRule("cost", "5100"),
            NewPostingRule("cost", "5101", category="Trip"),
            NewPostingRule("cost", "5100", category="expense/Trip"),
            NewPostingRule("revenue", "5100", project="P-2"),
        ],
    ) == [
        "posting rule cost, category expense/Trip is given twice",
        "there is a posting rule cost already",
        "posting rule cost, category expense/Trip: there is no account 5101, the nearest is 5100",
        "posting rule revenue, project P-2: posting type is 'revenue', not one of cost, cost_item, "
        "payroll_allocation, expense_offset, wip_cost_value, wip_cost_value_item, wip_sales_value, accrued_revenue, "
        "invoiced_revenue, invoiced_revenue_on_account, wip_invoiced_on_account, customer_balance, sales_tax_payable",
        "posting rule revenue, project P-2: there is no project P-2, the nearest is P-1",
    ]


def test_a_category_that_several_classes_have_is_named_with_its_class(books: Books) -> None:
    books.given(WORLD)
    from unbilled.masterdata.models import Category

    Category.objects.create(
        act_id=an_act(), company_id=books.company_id, name="Travel", transaction_class="time"
    )
    rule = NewPostingRule("cost", "5100", category="Travel")
    assert refused(books, add_posting_rules, posting_rules=[rule]) == [
        "posting rule cost, category Travel: several are called Travel: expense/Travel, time/Travel"
    ]
