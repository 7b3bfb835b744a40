-- holds:  Where one tax code serves a document, its base is the document's net amount, in both currencies.
-- breaks: The tax return and the revenue accounts tell different turnovers.
-- shows:  invoice_id, base_amount and net_amount (invoice currency), accounting_base_amount and accounting_net_amount (accounting currency)
select tax.invoice_id, tax.base_amount, invoice.net_amount, tax.accounting_base_amount,
       invoice.accounting_net_amount
  from ledger_tax_transaction as tax
  join ledger_invoice as invoice on invoice.id = tax.invoice_id
 where not exists (select
                     from ledger_tax_transaction as other
                    where other.invoice_id = tax.invoice_id
                      and other.id <> tax.id)
   and (tax.base_amount <> invoice.net_amount
        or tax.accounting_base_amount <> invoice.accounting_net_amount)
