-- read:    steps, which invoices
-- returns: invoices with these numbers, or all

select invoice.id
  from ledger_invoice as invoice
 where invoice.company_id = %(company_id)s
   and (%(numbers)s::text[] is null or invoice.number = any(%(numbers)s::text[]))
 order by invoice.id
