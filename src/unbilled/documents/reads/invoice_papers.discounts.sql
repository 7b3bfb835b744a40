-- read:    invoice_papers, discounts and surcharges
-- returns: per line and discount or surcharge that it bears, as issued: position in the document, is_of_document, text, percent, amount (invoice currency)
-- source:  docs/rules/documents.md#discounts-on-documents

select invoice_id, line_no, position, is_of_document, text, percent, amount
  from ledger_invoice_discount
 where company_id = %(company_id)s
   and invoice_id = any(%(invoice_ids)s::bigint[])
 order by invoice_id, line_no, position
