-- holds:  Each unbilled sale of a retainer that nothing reverses is the open balance of one retainer.
-- breaks: An advance is kept that nobody would ever deduct.
-- shows:  actual_id, transaction_amount
select sale.id as actual_id, sale.transaction_amount
  from actuals_actual as sale
  left join actuals_actual as reversal on reversal.reverses_id = sale.id
  left join billing_retainer as retainer on retainer.open_actual_id = sale.id
 where sale.transaction_type = 'unbilled_sales'
   and sale.transaction_class = 'retainer'
   and sale.reverses_id is null
   and reversal.id is null
   and retainer.id is null
