-- function: accounting_wip_moves
-- returns:  per accrual of an unbilled sale of some contracts and per release of one: actual_id, contract_line_id, customer_id, transaction_currency, moved_on (accounting date), transaction_amount, accounting_amount and reporting_amount (a release has them negative)
-- keeps:    work in progress of any day follows from the facts alone
-- source:   docs/rules/journal.md#work-in-progress-of-a-day
create or replace function accounting_wip_moves(of_company bigint, of_contracts bigint[])
returns table (actual_id bigint, contract_line_id bigint, customer_id bigint, transaction_currency text, moved_on date,
               transaction_amount numeric, accounting_amount numeric, reporting_amount numeric)
language sql stable as $$
    select accrued.actual_id, sale.contract_line_id, sale.customer_id, sale.transaction_currency,
           accrued.accounting_date, accrued.transaction_amount, accrued.accounting_amount, accrued.reporting_amount
      from agreements_contract_line as line
      join actuals_actual as sale on sale.contract_line_id = line.id
      join ledger_project_transaction as accrued on accrued.actual_id = sale.id
     where line.contract_id = any(of_contracts)
       and sale.company_id = of_company
       and sale.transaction_type = 'unbilled_sales'
       and accrued.is_accrued
     union all
    select released.actual_id, sale.contract_line_id, sale.customer_id, sale.transaction_currency,
           invoice.accounting_date, -released.transaction_amount, -released.accounting_amount,
           -released.reporting_amount
      from billing_proforma as proforma
      join ledger_invoice as invoice on invoice.proforma_id = proforma.id
      join accounting_proposal_line as line on line.proposal_id = invoice.proposal_id
      join ledger_project_transaction as released on released.actual_id = line.released_actual_id
      join actuals_actual as sale on sale.id = released.actual_id
     where proforma.contract_id = any(of_contracts)
       and proforma.company_id = of_company
       and released.is_accrued
$$
