-- read:    customer_statement
-- returns: of a customer: how they are addressed, and per document through a day, the oldest first of each currency: class,
--          number, days and amount; once without a document where there is none
-- source:  docs/rules/documents.md#statements

select customer.account, customer.name as buyer_name, customer.address as buyer_address, customer.country as buyer_country,
       customer.vat_id as buyer_vat_id, customer.language, owed.document_class, invoice.number, owed.accounting_date,
       owed.due_date, owed.transaction_amount, owed.transaction_currency, currency.digits as currency_digits
  from masterdata_customer as customer
  left join ledger_customer_transaction as owed
    on owed.customer_id = customer.id
   and owed.company_id = %(company_id)s::bigint
   and owed.accounting_date <= %(on)s::date
  left join companies_currency as currency on currency.code = owed.transaction_currency
  left join ledger_invoice as invoice on invoice.id = owed.invoice_id
 where customer.company_id = %(company_id)s::bigint
   and customer.id = %(customer_id)s::bigint
 order by owed.transaction_currency, owed.accounting_date, owed.id
