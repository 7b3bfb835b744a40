-- read:    invoice_sheet, taxes
-- returns: per tax code and rate of a posted document: what is taxed and the tax, in invoice and accounting currency
-- source:  docs/rules/tax.md#rounding

select tax.code, tax.name, tax.legal_text, tax.rate_percent, sum(tax.base_amount) as base_amount,
       sum(tax.tax_amount) as tax_amount, sum(tax.accounting_tax_amount) as accounting_tax_amount
  from ledger_tax_transaction as tax
 where tax.company_id = %(company_id)s::bigint
   and tax.invoice_id = %(invoice_id)s::bigint
 group by tax.code, tax.name, tax.legal_text, tax.rate_percent
 order by tax.code, tax.rate_percent
