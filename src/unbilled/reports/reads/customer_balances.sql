-- read:    customer_balances
-- returns: per customer and currency: what is owed at the end of a day, by how long it has been due; without a day, of
--          the last one on which anything was posted
-- source:  docs/rules/ledger.md#customer-balances

select owed.customer_id, customer.account, customer.name as customer, owed.transaction_currency,
       sum(owed.transaction_amount) as balance_amount,
       coalesce(sum(owed.transaction_amount) filter (where owed.late_days <= 0), 0) as current_amount,
       coalesce(sum(owed.transaction_amount) filter (where owed.late_days between 1 and 30), 0) as days_30_amount,
       coalesce(sum(owed.transaction_amount) filter (where owed.late_days between 31 and 60), 0) as days_60_amount,
       coalesce(sum(owed.transaction_amount) filter (where owed.late_days between 61 and 90), 0) as days_90_amount,
       coalesce(sum(owed.transaction_amount) filter (where owed.late_days > 90), 0) as older_amount,
       sum(owed.accounting_amount) as accounting_amount, company.accounting_currency_id as accounting_currency,
       owed.as_of_day
  from (select one.customer_id, one.transaction_currency, one.transaction_amount, one.accounting_amount,
               asked.day - one.due_date as late_days, asked.day as as_of_day
          from (select coalesce(%(as_of_date)s::date, max(latest.accounting_date)) as day
                  from ledger_customer_transaction as latest
                 where latest.company_id = %(company_id)s::bigint) as asked
          join ledger_customer_transaction as one
            on one.company_id = %(company_id)s::bigint
           and one.accounting_date <= asked.day) as owed
  join masterdata_customer as customer on customer.id = owed.customer_id
  join companies_company as company on company.id = customer.company_id
 group by owed.customer_id, customer.account, customer.name, owed.transaction_currency,
          company.accounting_currency_id, owed.as_of_day
