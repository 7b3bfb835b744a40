-- holds:  Once all of a retainer is applied or refunded on posted invoices, what it brought to the books is released to zero,
--         in transaction, accounting and reporting currency.
-- breaks: A liability to a customer stays though nothing is owed.
-- shows:  retainer_id, what is left in each currency
select retainer.id as retainer_id, sum(posted.transaction_amount) as transaction_left,
       sum(posted.accounting_amount) as accounting_left, sum(posted.reporting_amount) as reporting_left
  from billing_retainer as retainer
  join billing_proforma_detail as detail on detail.retainer_id = retainer.id
  join actuals_actual as sale
    on sale.proforma_id = detail.proforma_id
   and sale.proforma_line_no = detail.line_no
   and sale.transaction_type = 'billed_sales'
  left join ledger_project_transaction as posted on posted.actual_id = sale.id
 where retainer.status = 'customer_invoice_posted'
   and retainer.open_amount = 0
   and retainer.drafted_amount = 0
 group by retainer.id
having count(*) = count(posted.actual_id)
   and (sum(posted.transaction_amount) <> 0
        or sum(posted.accounting_amount) <> 0
        or coalesce(sum(posted.reporting_amount), 0) <> 0)
