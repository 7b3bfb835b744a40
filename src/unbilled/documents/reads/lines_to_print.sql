-- read:    lines_to_print
-- returns: per invoice without PDF: invoice_id, line_count
-- source:  docs/rules/documents.md#printing

select line.invoice_id, count(*) as line_count
  from unnest(%(invoice_ids)s::bigint[]) as asked (invoice_id)
  join ledger_invoice_line as line on line.invoice_id = asked.invoice_id
 where line.company_id = %(company_id)s
   and not exists (select from documents_document as document
                    where document.invoice_id = asked.invoice_id
                      and document.document_format = 'pdf')
 group by line.invoice_id
