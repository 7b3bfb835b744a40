-- read:    tables, its customer transactions
-- returns: one row per customer transaction

select owed.id as key,
       customer.account as customer,
       owed.document_class as kind,
       invoice.number as invoice,
       voucher.number as voucher,
       owed.accounting_date as date,
       owed.due_date as "due date",
       owed.transaction_amount as transaction,
       owed.transaction_currency as currency,
       owed.accounting_amount as accounting,
       owed.reporting_amount as reporting
  from ledger_customer_transaction as owed
  join masterdata_customer as customer on customer.id = owed.customer_id
  join ledger_voucher as voucher on voucher.id = owed.voucher_id
  left join ledger_invoice as invoice on invoice.id = owed.invoice_id
 where owed.company_id = %(company_id)s
 order by owed.id
