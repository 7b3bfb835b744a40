-- event:   close_periods, its lock
-- returns: the periods locked
-- keeps:   a posting under way is waited for
-- source:  docs/rules/ledger.md#closing-a-month

select id
  from ledger_fiscal_period
 where company_id = %(company_id)s
   and id = any(%(period_ids)s::bigint[])
 order by id
   for update
