-- event:   render_invoices, what is stored
-- returns: per invoice that has a PDF: invoice_id, number, document_id, byte_count, sha256
-- source:  docs/rules/documents.md#printing

select document.invoice_id,
       invoice.number,
       document.id as document_id,
       octet_length(document.content) as byte_count,
       document.sha256
  from documents_document as document
  join ledger_invoice as invoice on invoice.id = document.invoice_id
 where document.company_id = %(company_id)s
   and document.invoice_id = any(%(invoice_ids)s::bigint[])
   and document.document_format = 'pdf'
 order by document.invoice_id
