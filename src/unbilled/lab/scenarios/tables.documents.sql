-- read:    tables, its documents
-- returns: one row per rendered document

select document.id as key,
       invoice.number as invoice,
       document.document_format as format,
       length(document.content) > 0 as rendered
  from documents_document as document
  join ledger_invoice as invoice on invoice.id = document.invoice_id
 where document.company_id = %(company_id)s
 order by document.id
