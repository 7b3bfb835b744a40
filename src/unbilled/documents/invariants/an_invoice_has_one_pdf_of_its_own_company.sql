-- holds:  A document has the company of the invoice it shows, and an invoice has at most one PDF.
-- breaks: One company's papers appear among another's, or two papers claim to be the same invoice.
-- shows:  invoice_id, documents

select document.invoice_id, count(*) as documents
  from documents_document as document
  join ledger_invoice as invoice on invoice.id = document.invoice_id
 where document.document_format = 'pdf'
 group by document.invoice_id
having count(*) > 1 or bool_or(document.company_id <> invoice.company_id)
