-- read:    project_transactions, in total
-- returns: per type, class and currency, and whether revenue was accrued: row_count, transaction_amount
-- source:  docs/rules/ledger.md#subledgers

select total.transaction_type, total.transaction_class, total.is_accrued, total.transaction_currency,
       total.line_count as row_count, total.transaction_amount
  from ledger_posted_total as total
 where total.company_id = %(company_id)s::bigint
