-- event:   close_periods
-- moves:   ledger_fiscal_period open -> closed; ledger_fiscal_period on_hold -> closed
-- returns: period_id per period moved
-- keeps:   what was posted before a period was closed can be told from what would come after
-- source:  docs/rules/ledger.md#closing-a-month

update ledger_fiscal_period as period
   set act_id = %(act_id)s,
       status = 'closed',
       last_voucher_number = coalesce((select max(voucher.number)
                                         from ledger_voucher as voucher
                                        where voucher.company_id = %(company_id)s), 0)
 where period.company_id = %(company_id)s
   and period.id = any(%(period_ids)s::bigint[])
   and period.status in ('open', 'on_hold')
returning period.id as period_id
