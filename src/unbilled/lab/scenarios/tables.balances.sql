-- read:    tables, its balances
-- returns: one row per posting type, transaction currency: sums of all entries; a sum of nothing is not shown

select entry.posting_type || entry.transaction_currency as key,
       entry.posting_type as "posting type",
       entry.transaction_currency as currency,
       sum(entry.transaction_amount) as transaction,
       sum(entry.accounting_amount) as accounting,
       sum(entry.reporting_amount) as reporting
  from ledger_entry as entry
 where entry.company_id = %(company_id)s
 group by entry.posting_type, entry.transaction_currency
having sum(entry.transaction_amount) <> 0
    or sum(entry.accounting_amount) <> 0
    or coalesce(sum(entry.reporting_amount), 0) <> 0
 order by entry.posting_type, entry.transaction_currency
