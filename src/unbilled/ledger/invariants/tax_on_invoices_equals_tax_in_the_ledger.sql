-- holds:  Sales tax of a posted document is the same on the document, in its tax transactions and in its
--         voucher, in transaction and accounting currency.
-- breaks: The tax return differs from the account of tax owed.
-- shows:  invoice, and the tax in each place, transaction currency, then accounting currency
select invoice.number as invoice, invoice.tax_amount, taxes.tax_amount as tax_transactions,
       payable.tax_amount as payable, invoice.accounting_tax_amount,
       taxes.accounting_tax_amount as accounting_tax_transactions,
       payable.accounting_tax_amount as accounting_payable
  from ledger_invoice as invoice
 cross join lateral (
          select coalesce(sum(tax.tax_amount), 0) as tax_amount,
                 coalesce(sum(tax.accounting_tax_amount), 0) as accounting_tax_amount
            from ledger_tax_transaction as tax
           where tax.invoice_id = invoice.id
      ) as taxes
 cross join lateral (
          select coalesce(-sum(entry.transaction_amount), 0) as tax_amount,
                 coalesce(-sum(entry.accounting_amount), 0) as accounting_tax_amount
            from ledger_entry as entry
           where entry.voucher_id = invoice.voucher_id
             and entry.posting_type = 'sales_tax_payable'
      ) as payable
 where (invoice.tax_amount, invoice.tax_amount, invoice.accounting_tax_amount, invoice.accounting_tax_amount)
       is distinct from
       (taxes.tax_amount, payable.tax_amount, taxes.accounting_tax_amount, payable.accounting_tax_amount)
