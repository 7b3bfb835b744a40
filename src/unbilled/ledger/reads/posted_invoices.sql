-- read:    posted_invoices
-- returns: invoice_id per posted invoice or credit note

select invoice.id as invoice_id
  from ledger_invoice as invoice
 where invoice.company_id = %(company_id)s::bigint
   and (%(contract_ids)s::bigint[] is null or invoice.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null or invoice.customer_id = any(%(customer_ids)s::bigint[]))
   and (%(from_date)s::date is null or invoice.invoice_date >= %(from_date)s::date)
   and (%(through_date)s::date is null or invoice.invoice_date <= %(through_date)s::date)
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from ledger_invoice_line as line
                    where line.invoice_id = invoice.id
                      and line.project_id = any(%(project_ids)s::bigint[])))
 order by invoice.id
