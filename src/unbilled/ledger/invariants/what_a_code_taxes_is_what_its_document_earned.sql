-- holds:  Where one tax code serves a document, its base is the document's net amount, in both currencies.
-- breaks: The tax return and the revenue accounts tell different turnovers.
-- shows:  invoice_id, base_amount and net_amount (invoice currency), accounting_base_amount and accounting_net_amount (accounting currency)
select tax.invoice_id, tax.base_amount, invoice.net_amount, tax.accounting_base_amount,
       invoice.accounting_net_amount
  from (select invoice_id, sum(base_amount) as base_amount, sum(accounting_base_amount) as accounting_base_amount
          from ledger_tax_transaction
         group by invoice_id
        having count(distinct (tax_code_id, rate_percent)) = 1) as tax
  join ledger_invoice as invoice on invoice.id = tax.invoice_id
 where tax.base_amount <> invoice.net_amount
    or tax.accounting_base_amount <> invoice.accounting_net_amount
