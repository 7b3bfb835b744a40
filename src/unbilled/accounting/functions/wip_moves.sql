-- function: accounting_wip_moves
-- returns:  per accrual of an unbilled sale and per release of one: actual_id, moved_on (accounting date), transaction_amount, accounting_amount and reporting_amount (a release has them negative)
-- keeps:    work in progress of any day follows from the facts alone
-- source:   docs/rules/journal.md#work-in-progress-of-a-day
create or replace function accounting_wip_moves(of_company bigint)
returns table (actual_id bigint, moved_on date, transaction_amount numeric, accounting_amount numeric,
               reporting_amount numeric)
language sql stable as $$
    select accrued.actual_id, accrued.accounting_date, accrued.transaction_amount, accrued.accounting_amount,
           accrued.reporting_amount
      from ledger_project_transaction as accrued
     where accrued.company_id = of_company
       and accrued.is_accrued
     union all
    select released.actual_id, invoice.accounting_date, -released.transaction_amount, -released.accounting_amount,
           -released.reporting_amount
      from ledger_invoice as invoice
      join accounting_proposal_line as line on line.proposal_id = invoice.proposal_id
      join ledger_project_transaction as released on released.actual_id = line.released_actual_id
     where invoice.company_id = of_company
       and released.is_accrued
$$
