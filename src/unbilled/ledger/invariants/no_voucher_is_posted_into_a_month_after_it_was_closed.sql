-- holds:  A voucher in a closed period was posted before the period was closed.
-- breaks: A month that was reported has other figures now.
-- shows:  period_id, number (the last voucher in it), last_voucher_number (the last there was when it was closed)
select period.id as period_id, posted.number, period.last_voucher_number
  from (select company_id, accounting_date, max(number) as number
          from ledger_voucher
         group by company_id, accounting_date) as posted
  join ledger_fiscal_period as period
    on period.company_id = posted.company_id
   and period.starts_on <= posted.accounting_date
   and posted.accounting_date < period.ends_before
 where period.status = 'closed'
   and posted.number > period.last_voucher_number
