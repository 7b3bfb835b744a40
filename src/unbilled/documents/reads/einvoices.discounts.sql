-- read:    einvoices, their discounts and surcharges
-- returns: per line and discount or surcharge that it bears, as issued: position in the document, is_of_document, is_surcharge, text, percent, amount
-- source:  docs/rules/documents.md#discounts-on-documents; docs/rules/invoices.md#frozen-data

select invoice_id as id, line_no, position, is_of_document, is_surcharge, text, percent, amount
  from ledger_invoice_discount
 where company_id = %(company_id)s
   and invoice_id = any(%(ids)s::bigint[])
 order by invoice_id, line_no, position
