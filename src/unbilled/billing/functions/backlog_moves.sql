-- function: billing_backlog_moves
-- returns:  per unbilled sale that came to the backlog or left it: actual_id, moved_on (by the books), transaction_amount (what left has it negative)
-- keeps:    the backlog of any day follows from the facts alone; what is open of a retainer is none of it; work is in it from its accounting date to that of the proforma that bills it
-- source:   docs/rules/billing.md#backlog-of-a-day
create or replace function billing_backlog_moves(of_company bigint)
returns table (actual_id bigint, moved_on date, transaction_amount numeric)
language sql stable as $$
    -- A confirmation reverses what it bills with the dates of the work; it leaves the backlog when it is confirmed.
    select sale.id, greatest(sale.accounting_date, proforma.accounting_date), sale.transaction_amount
      from actuals_actual as sale
      left join billing_proforma as proforma on proforma.id = sale.proforma_id
     where sale.company_id = of_company
       and sale.transaction_type = 'unbilled_sales'
       and sale.transaction_class <> 'retainer'
$$
