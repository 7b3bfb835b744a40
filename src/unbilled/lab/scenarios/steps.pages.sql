-- read:    steps, which pages of customers
-- returns: pages of these invoices, in order

select page.id
  from documents_customer_page as page
  join ledger_invoice as invoice on invoice.id = page.invoice_id
 where page.company_id = %(company_id)s
   and invoice.number = any(%(numbers)s::text[])
 order by page.id
