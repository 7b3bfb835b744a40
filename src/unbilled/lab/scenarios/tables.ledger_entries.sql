-- read:    tables, its ledger entries
-- returns: one row per line of a voucher; debit positive, credit negative

select entry.voucher_id || '/' || entry.line_no as key,
       voucher.number as voucher,
       voucher.voucher_kind as kind,
       entry.accounting_date as date,
       entry.posting_type as "posting type",
       account.number as account,
       (select string_agg(value.key || ' ' || value.value, ', ' order by value.key)
          from jsonb_each_text(dimension_set.values) as value) as dimensions,
       entry.transaction_amount as transaction,
       entry.transaction_currency as currency,
       entry.accounting_amount as accounting,
       entry.exchange_rate as rate,
       entry.reporting_amount as reporting,
       entry.reporting_rate as "reporting rate"
  from ledger_entry as entry
  join ledger_voucher as voucher on voucher.id = entry.voucher_id
  join ledger_main_account as account on account.id = entry.main_account_id
  left join companies_dimension_set as dimension_set on dimension_set.id = entry.dimension_set_id
 where entry.company_id = %(company_id)s
 order by entry.voucher_id, entry.line_no
