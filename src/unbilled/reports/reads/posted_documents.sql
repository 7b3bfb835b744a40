-- read:    posted_documents
-- returns: posted invoices and credit notes, the latest first, from below the one named on

select invoice.id as invoice_id,
       invoice.number,
       invoice.document_class,
       invoice.invoice_date,
       invoice.due_date,
       customer.name as customer,
       contract.number as contract,
       original.number as credits,
       invoice.net_amount,
       invoice.tax_amount,
       invoice.gross_amount,
       invoice.transaction_currency as currency,
       currency.digits,
       exists (select from documents_document as document
                where document.invoice_id = invoice.id and document.document_format = 'pdf') as has_pdf
  from ledger_invoice as invoice
  join masterdata_customer as customer on customer.id = invoice.customer_id
  join agreements_contract as contract on contract.id = invoice.contract_id
  join companies_currency as currency on currency.code = invoice.transaction_currency
  left join ledger_invoice as original on original.id = invoice.corrects_id
 where invoice.company_id = %(company_id)s
   and (invoice.invoice_date, invoice.id)
       < (coalesce(%(before_date)s::date, date 'infinity'), coalesce(%(before_id)s::bigint, 0))
   and (%(contract_ids)s::bigint[] is null or invoice.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null or invoice.customer_id = any(%(customer_ids)s::bigint[]))
   and (%(from_date)s::date is null or invoice.invoice_date >= %(from_date)s::date)
   and (%(through_date)s::date is null or invoice.invoice_date <= %(through_date)s::date)
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from ledger_invoice_line as line
                    where line.invoice_id = invoice.id
                      and line.project_id = any(%(project_ids)s::bigint[])))
 order by invoice.invoice_date desc, invoice.id desc
 limit %(most)s
