-- read:    invoice_retainers
-- returns: per retainer that a posted invoice tells of, in the order of invoices and of their age: invoice_id, name, amounts (invoice currency, before tax) and hours (null: it is money): opening, invoiced, used, expired, closing
-- source:  docs/rules/retainers.md#on-the-invoice

select told.invoice_id, told.name, told.opening_amount, told.invoiced_amount, told.used_amount, told.expired_amount,
       told.closing_amount, told.opening_hours, told.invoiced_hours, told.used_hours, told.expired_hours, told.closing_hours
  from ledger_invoice_retainer as told
 where told.company_id = %(company_id)s
   and told.invoice_id = any(%(invoice_ids)s::bigint[])
 order by told.invoice_id, told.position
