-- read:    invoice_xml
-- returns: per electronic invoice kept: invoice_id, number, company_code, content, sha256
-- source:  docs/rules/documents.md#electronic-invoices

select document.invoice_id, invoice.number, company.code as company_code, document.content, document.sha256
  from documents_document as document
  join ledger_invoice as invoice on invoice.id = document.invoice_id
  join companies_company as company on company.id = document.company_id
 where document.company_id = %(company_id)s
   and document.invoice_id = any(%(invoice_ids)s::bigint[])
   and document.document_format = 'xml'
 order by document.invoice_id
