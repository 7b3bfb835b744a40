-- event:   hold_periods
-- moves:   ledger_fiscal_period open -> on_hold
-- returns: period_id per period moved
-- source:  docs/rules/ledger.md#periods

with picked as (
    select id
      from ledger_fiscal_period
     where company_id = %(company_id)s
       and id = any(%(period_ids)s::bigint[])
       and status = 'open'
     order by id
       for update
)

update ledger_fiscal_period as period
   set act_id = %(act_id)s,
       status = 'on_hold'
  from picked
 where period.id = picked.id
returning period.id as period_id
