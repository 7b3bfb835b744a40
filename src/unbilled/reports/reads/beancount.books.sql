-- read:    beancount, the company and the days its books cover
-- returns: one row: code, name, currencies, first_day, last_day, other_currencies

with days as (
    select min(accounting_date) as first_day, max(accounting_date) as last_day
      from ledger_voucher
     where company_id = %(company_id)s
),

used as (
    select array_agg(distinct transaction_currency order by transaction_currency) as currencies
      from ledger_entry
     where company_id = %(company_id)s
)

select company.code,
       company.name,
       company.accounting_currency_id as accounting_currency,
       company.reporting_currency_id as reporting_currency,
       coalesce(days.first_day, date '1970-01-01') as first_day,
       coalesce(days.last_day, date '1970-01-01') as last_day,
       case when company.reporting_currency_id is null
            then used.currencies
            else array_append(used.currencies, company.reporting_currency_id)
        end as other_currencies
  from companies_company as company
 cross join days
 cross join used
 where company.id = %(company_id)s
