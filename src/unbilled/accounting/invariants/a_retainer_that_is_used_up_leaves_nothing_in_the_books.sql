-- holds:  Once all of a retainer is applied, refunded or expired, and posted, what it brought to the books is released to zero,
--         in transaction, accounting and reporting currency.
-- breaks: A liability to a customer stays though nothing is owed.
-- shows:  retainer_id, what is left in each currency
select retainer.id as retainer_id, rest.net_amount as transaction_left, rest.accounting_amount as accounting_left,
       rest.reporting_amount as reporting_left
  from billing_retainer as retainer
 cross join lateral accounting_left_of_retainer(retainer.billed_actual_id) as rest
 where retainer.status = 'customer_invoice_posted'
   and retainer.open_amount = 0
   and retainer.drafted_amount = 0
   and rest.is_posted
   and (rest.net_amount <> 0 or rest.accounting_amount <> 0 or coalesce(rest.reporting_amount, 0) <> 0)
