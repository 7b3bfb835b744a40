-- read:    tables, its tax transactions
-- returns: one row per tax code of a posted document, or per line and code where its lines differ in sign

select tax.id as key,
       invoice.number as invoice,
       voucher.number as voucher,
       code.code,
       tax.line_no as line,
       tax.rate_percent as rate,
       tax.accounting_date as date,
       tax.base_amount as base,
       tax.tax_amount as tax,
       tax.transaction_currency as currency,
       tax.accounting_base_amount as "accounting base",
       tax.accounting_tax_amount as "accounting tax"
  from ledger_tax_transaction as tax
  join ledger_invoice as invoice on invoice.id = tax.invoice_id
  left join ledger_voucher as voucher on voucher.id = tax.voucher_id
  join tax_tax_code as code on code.id = tax.tax_code_id
 where tax.company_id = %(company_id)s
 order by tax.id
