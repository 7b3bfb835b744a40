-- event:   preview_journals
-- returns: per account, posting type and currency of the vouchers that some journal lines have made: how many entries and
--          their sums, debit positive; how many vouchers
-- keeps:   it reads what was posted a moment before, in the transaction that undoes it
-- source:  docs/rules/journal.md#previewing

select account.number as account, account.name as account_name, entry.posting_type, entry.transaction_currency,
       count(*) as entry_count, sum(entry.transaction_amount) as transaction_amount,
       sum(entry.accounting_amount) as accounting_amount
  from unnest(%(actual_ids)s::bigint[]) as asked (actual_id)
  join ledger_project_transaction as booked on booked.actual_id = asked.actual_id
  join ledger_entry as entry on entry.voucher_id = booked.voucher_id
  join ledger_main_account as account on account.id = entry.main_account_id
 where entry.company_id = %(company_id)s
 group by account.number, account.name, entry.posting_type, entry.transaction_currency
 order by account.number, entry.posting_type, entry.transaction_currency
