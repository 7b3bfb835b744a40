-- read:    posted_documents
-- returns: per posted invoice or credit note: number, dates, names, amounts; with projects, those that have a line
--          of one

select invoice.id as invoice_id, invoice.number, invoice.document_class, invoice.invoice_date, invoice.due_date,
       invoice.customer_id, customer.name as customer, invoice.contract_id, contract.number as contract,
       original.number as credits, invoice.net_amount, invoice.tax_amount, invoice.gross_amount,
       invoice.transaction_currency,
       exists (select
                 from documents_document as document
                where document.invoice_id = invoice.id
                  and document.document_format = 'pdf') as has_pdf,
       coalesce((select delivery.status
                   from documents_delivery as delivery
                  where delivery.invoice_id = invoice.id
                    and delivery.purpose = 'document'
                  order by delivery.sending_no desc
                  limit 1), 'not_sent') as delivery
  from ledger_invoice as invoice
  left join masterdata_customer as customer on customer.id = invoice.customer_id
  left join agreements_contract as contract on contract.id = invoice.contract_id
  left join ledger_invoice as original on original.id = invoice.corrects_id
 where invoice.company_id = %(company_id)s::bigint
   and (%(project_ids)s::bigint[] is null
        or exists (select
                     from ledger_invoice_line as line
                    where line.invoice_id = invoice.id
                      and line.project_id = any(%(project_ids)s::bigint[])))
