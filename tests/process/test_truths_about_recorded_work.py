"""The truths about work, from contract to journal: each finds what is planted to break it."""

import pytest
from django.db import connection, transaction

from unbilled.foundation.invariants import all_invariants
from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-1: {tasks: [Design]}, P-9: {tasks: [Rest]}}
contracts:
  C-1:
    customers: {Helios: 75, Selene: 25}
    lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, task: Design, date: 2026-03-02, hours: 8}
    T2: {resource: Ada Moreau, project: P-9, date: 2026-03-03, hours: 1}
- submit: all
- approve: [T1]
"""
COLUMNS = """company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id, project_id,
    task_id, role_id, resource_id, transaction_date, accounting_date, unit, unit_price, transaction_currency,
    billing_type, entry_id, goes_to_journal, act_id"""


def another(transaction_type: str, amount: str = "transaction_amount", reverses: str = "null") -> str:
    """One more actual, like the first of a type but for what is said."""
    return f"""
        insert into actuals_actual ({COLUMNS}, quantity, transaction_amount, reverses_id)
        select {COLUMNS}, quantity, {amount}, {reverses}
          from actuals_actual
         where transaction_type = '{transaction_type}'
         order by id
         limit 1
    """


BREACHES = {
    "the_task_of_an_entry_is_of_its_project": """
        insert into work_entry (company_id, transaction_class, transaction_date, project_id, task_id, quantity,
                                unit, description, internal_note, status, entered_act_id, act_id)
        select company_id, transaction_class, transaction_date, project_id,
               (select id from masterdata_task where name = 'Rest'), quantity, unit, '', '', 'draft',
               entered_act_id, act_id
          from work_entry
         where external_reference = 'T1'""",
    "the_shares_of_a_confirmed_line_total_100_percent": """
        update agreements_line_customer set split_percent = 24.999999 where split_percent = 25""",
    "no_work_is_covered_by_two_lines": """
        insert into agreements_contract_line
               (company_id, contract_id, line_no, name, billing_method, project_id, include_time, include_expense,
                include_material, include_fee, covers_all_tasks, contracted_amount, act_id)
        select company_id, contract_id, 2, 'Again', 'fixed_price', project_id, false, true, false, false, false, 0,
               act_id
          from agreements_contract_line""",
    "every_approved_entry_is_recorded": another("cost"),
    "a_split_gives_every_part_a_home": another("unbilled_sales"),
    "recorded_work_is_worth_quantity_times_price": another(
        "unbilled_sales", amount="transaction_amount + 0.01"
    ),
    "a_reversal_mirrors_what_it_reverses": another("unbilled_sales", reverses="id"),
    "a_sale_is_connected_with_its_cost_and_its_billed_sale_with_it": f"""
        insert into actuals_actual ({COLUMNS}, quantity, transaction_amount)
        select {COLUMNS.replace(" act_id", " 0")}, quantity, transaction_amount
          from actuals_actual
         where transaction_type = 'unbilled_sales'
         limit 1""",
    "every_open_unbilled_sale_is_in_the_backlog": "delete from billing_backlog_line where quantity = 2",
    "backlog_totals_equal_what_they_total": "update billing_backlog_total set quantity = quantity + 1",
    "totals_of_draft_lines_equal_what_they_total": "update accounting_draft_total set line_count = line_count + 1",
    "totals_of_undecided_entries_equal_what_they_total": "update work_submitted_total set hours = hours + 1",
    "every_actual_for_the_journal_has_a_journal_line": "delete from accounting_journal_line where line_kind = 'cost'",
}


@pytest.mark.parametrize("name", BREACHES)
def test_a_planted_breach_is_found(books: Books, name: str) -> None:
    books.given(WORLD)
    books.do(WORK)
    [truth] = [one for one in all_invariants() if one.name == name]
    assert truth.offenders() == []

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BREACHES[name])
        assert cursor.rowcount > 0
        assert truth.offenders() != []
        transaction.set_rollback(True)
