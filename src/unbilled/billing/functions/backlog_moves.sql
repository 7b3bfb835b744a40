-- function: billing_backlog_moves
-- returns:  per unbilled sale of some contracts that came to the backlog or left it: actual_id, contract_line_id, customer_id, transaction_currency, billing_type, moved_on (by the books), transaction_amount (what left has it negative)
-- keeps:    the backlog of any day follows from the facts alone; what is open of a retainer is none of it; work is in it from its accounting date to that of the proforma that bills it
-- source:   docs/rules/billing.md#backlog-of-a-day
create or replace function billing_backlog_moves(of_company bigint, of_contracts bigint[])
returns table (actual_id bigint, contract_line_id bigint, customer_id bigint, transaction_currency text,
               billing_type text, moved_on date, transaction_amount numeric)
language sql stable as $$
    -- A confirmation reverses what it bills with the dates of the work; it leaves the backlog when it is confirmed.
    select sale.id, sale.contract_line_id, sale.customer_id, sale.transaction_currency, sale.billing_type,
           greatest(sale.accounting_date, proforma.accounting_date), sale.transaction_amount
      from agreements_contract_line as line
      join actuals_actual as sale on sale.contract_line_id = line.id
      left join billing_proforma as proforma on proforma.id = sale.proforma_id
     where line.contract_id = any(of_contracts)
       and sale.company_id = of_company
       and sale.transaction_type = 'unbilled_sales'
       and sale.transaction_class <> 'retainer'
$$
