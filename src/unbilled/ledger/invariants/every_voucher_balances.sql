-- holds:  The entries of a voucher sum to zero in accounting and reporting currency, and in transaction
--         currency where it is one; a voucher has at least two.
-- breaks: The trial balance does not balance.
-- shows:  voucher_id, number, entries, sums in accounting, reporting and transaction currency
select voucher.id as voucher_id, voucher.number, count(entry.line_no) as entries,
       sum(entry.accounting_amount) as accounting_amount, sum(entry.reporting_amount) as reporting_amount,
       sum(entry.transaction_amount) as transaction_amount
  from ledger_voucher as voucher
  left join ledger_entry as entry on entry.voucher_id = voucher.id
 group by voucher.id, voucher.number
having count(entry.line_no) < 2
    or sum(entry.accounting_amount) <> 0
    or coalesce(sum(entry.reporting_amount), 0) <> 0
    or (min(entry.transaction_currency) = max(entry.transaction_currency)
        and sum(entry.transaction_amount) <> 0)
