-- holds:  What a customer owes for a document is due on its date or later.
-- breaks: A customer is in arrears before there is an invoice.
-- shows:  invoice_id, invoice_date, due_date
select invoice.id as invoice_id, invoice.invoice_date, owed.due_date
  from ledger_customer_transaction as owed
  join ledger_invoice as invoice on invoice.id = owed.invoice_id
 where owed.due_date < invoice.invoice_date
