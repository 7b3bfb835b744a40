-- read:    customer_transactions
-- returns: per customer transaction: who owes by which document, when it is due, in transaction and accounting currency
-- source:  docs/rules/ledger.md#subledgers

select owed.id as customer_transaction_id, owed.customer_id, customer.name as customer,
       customer.account, owed.document_class, owed.invoice_id, invoice.number as document,
       original.number as credits, invoice.contract_id, contract.number as contract, owed.voucher_id,
       voucher.number as voucher, owed.accounting_date, owed.due_date, owed.transaction_amount,
       owed.transaction_currency, owed.accounting_amount, company.accounting_currency_id as accounting_currency
  from ledger_customer_transaction as owed
  left join companies_company as company on company.id = owed.company_id
  left join masterdata_customer as customer on customer.id = owed.customer_id
  left join ledger_invoice as invoice on invoice.id = owed.invoice_id
  left join ledger_invoice as original on original.id = invoice.corrects_id
  left join agreements_contract as contract on contract.id = invoice.contract_id
  left join ledger_voucher as voucher on voucher.id = owed.voucher_id
 where owed.company_id = %(company_id)s::bigint
