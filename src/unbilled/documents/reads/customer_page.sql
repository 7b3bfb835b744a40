-- read:    customer_page
-- returns: the document of a page as issued: names, dates, amounts, what is kept of it
-- source:  docs/rules/documents.md#the-customers-page

select invoice.id as invoice_id, invoice.number, invoice.document_class, invoice.invoice_date, invoice.due_date,
       invoice.transaction_currency, invoice.currency_digits, invoice.net_amount, invoice.tax_amount,
       invoice.gross_amount, invoice.language, invoice.locale, invoice.contract_number, invoice.contract_name,
       invoice.terms_text, seller.name as seller, seller.address as seller_address, buyer.name as buyer,
       buyer.customer_reference,
       (select coalesce(array_agg(document.document_format order by document.document_format), '{}')
          from documents_document as document
         where document.invoice_id = invoice.id) as kept,
       exists (select
                 from ledger_invoice_line as line
                where line.invoice_id = invoice.id
                  and line.transaction_class = 'time') as has_timesheet
  from ledger_invoice as invoice
  join ledger_invoice_party as seller
    on seller.invoice_id = invoice.id
   and seller.party = 'seller'
  join ledger_invoice_party as buyer
    on buyer.invoice_id = invoice.id
   and buyer.party = 'buyer'
 where invoice.company_id = %(company_id)s
   and invoice.id = %(invoice_id)s
