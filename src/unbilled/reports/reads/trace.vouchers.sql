-- read:    trace, entries of vouchers
-- returns: per ledger entry, by voucher and line: account, posting type and amounts

select entry.voucher_id,
       entry.posting_type,
       account.number as account,
       account.name as account_name,
       entry.transaction_amount,
       entry.transaction_currency,
       entry.accounting_amount
  from unnest(%(voucher_ids)s::bigint[]) as asked (voucher_id)
  join ledger_entry as entry on entry.voucher_id = asked.voucher_id
  join ledger_main_account as account on account.id = entry.main_account_id
 where entry.company_id = %(company_id)s
 order by entry.voucher_id, entry.line_no
