-- holds:  The backlog has every unbilled sale but those of retainers that nothing reverses, and no other; each line says what its sale says.
-- breaks: Work would never be invoiced, or be invoiced a second time.
-- shows:  actual_id, is_open (the sale is open), is_listed (the backlog has it)
with open_sales as (
    select sale.id, sale.company_id, sale.contract_id, sale.contract_line_id, sale.customer_id, sale.project_id,
           sale.transaction_class, sale.transaction_date, sale.quantity, sale.transaction_amount,
           sale.transaction_currency, sale.billing_type
      from actuals_actual as sale
      left join actuals_actual as reversal on reversal.reverses_id = sale.id
     where sale.transaction_type = 'unbilled_sales'
       and sale.transaction_class <> 'retainer'
       and sale.reverses_id is null
       and reversal.id is null
)

select coalesce(sale.id, line.actual_id) as actual_id,
       sale.id is not null as is_open, line.actual_id is not null as is_listed
  from open_sales as sale
  full join billing_backlog_line as line on line.actual_id = sale.id
 where row(line.company_id, line.contract_id, line.contract_line_id, line.customer_id, line.project_id,
           line.transaction_class, line.transaction_date, line.quantity, line.transaction_amount,
           line.transaction_currency, line.billing_type)
       is distinct from
       row(sale.company_id, sale.contract_id, sale.contract_line_id, sale.customer_id, sale.project_id,
           sale.transaction_class, sale.transaction_date, sale.quantity, sale.transaction_amount,
           sale.transaction_currency, sale.billing_type)
 order by actual_id
