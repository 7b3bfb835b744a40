-- read:    tables, its balances by period
-- returns: one row per fiscal period, posting type and transaction currency: sums of its entries; a sum of nothing
--          is not shown

select to_char(period.starts_on, 'YYYY-MM') || entry.posting_type || entry.transaction_currency as key,
       to_char(period.starts_on, 'YYYY-MM') as period,
       entry.posting_type as "posting type",
       entry.transaction_currency as currency,
       sum(entry.transaction_amount) as transaction,
       sum(entry.accounting_amount) as accounting,
       sum(entry.reporting_amount) as reporting
  from ledger_entry as entry
  join ledger_fiscal_period as period
    on period.company_id = entry.company_id
   and entry.accounting_date >= period.starts_on
   and entry.accounting_date < period.ends_before
 where entry.company_id = %(company_id)s
 group by period.starts_on, entry.posting_type, entry.transaction_currency
having sum(entry.transaction_amount) <> 0
    or sum(entry.accounting_amount) <> 0
    or coalesce(sum(entry.reporting_amount), 0) <> 0
 order by period.starts_on, entry.posting_type, entry.transaction_currency
