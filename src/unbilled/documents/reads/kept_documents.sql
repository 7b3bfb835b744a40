-- read:    kept_documents
-- returns: per document kept of an invoice, paper first: format, size, hash, and of an electronic invoice the rules it has passed and what they warn of
-- source:  docs/rules/documents.md#electronic-invoices

select document.document_format, document.einvoice_format, octet_length(document.content) as byte_count,
       document.sha256, document.rules, document.findings
  from documents_document as document
 where document.company_id = %(company_id)s
   and document.invoice_id = %(invoice_id)s
 order by document.document_format
