-- read:    invoice_pdf
-- returns: per posted invoice: number, company_code, content and sha256 (both empty before it is rendered)

select invoice.id as invoice_id,
       invoice.number,
       company.code as company_code,
       document.content,
       document.sha256
  from ledger_invoice as invoice
  join companies_company as company on company.id = invoice.company_id
  left join documents_document as document
    on document.invoice_id = invoice.id and document.document_format = 'pdf'
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
