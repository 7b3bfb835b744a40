-- read:    tax_transactions
-- returns: per tax code of a posted document: what is taxed and the tax, in invoice and accounting currency
-- source:  docs/rules/tax.md#tax-in-the-books

select tax.id as tax_transaction_id, tax.code, tax.name, tax.category, tax.rate_percent, tax.invoice_id,
       invoice.number as document, invoice.document_class, invoice.customer_id, customer.name as customer,
       buyer.vat_id, invoice.contract_id, contract.number as contract, tax.voucher_id, voucher.number as voucher,
       tax.accounting_date, tax.base_amount, tax.tax_amount, tax.transaction_currency, tax.accounting_base_amount,
       tax.accounting_tax_amount, company.accounting_currency_id as accounting_currency
  from ledger_tax_transaction as tax
  left join companies_company as company on company.id = tax.company_id
  left join ledger_invoice as invoice on invoice.id = tax.invoice_id
  left join ledger_invoice_party as buyer on buyer.invoice_id = tax.invoice_id and buyer.party = 'buyer'
  left join masterdata_customer as customer on customer.id = invoice.customer_id
  left join agreements_contract as contract on contract.id = invoice.contract_id
  left join ledger_voucher as voucher on voucher.id = tax.voucher_id
 where tax.company_id = %(company_id)s::bigint
