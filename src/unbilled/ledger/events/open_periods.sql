-- event:   open_periods
-- moves:   ledger_fiscal_period on_hold -> open
-- returns: period_id per period moved
-- source:  docs/rules/ledger.md#periods

with picked as (
    select id
      from ledger_fiscal_period
     where company_id = %(company_id)s
       and id = any(%(period_ids)s::bigint[])
       and status = 'on_hold'
     order by id
       for update
)

update ledger_fiscal_period as period
   set act_id = %(act_id)s,
       status = 'open'
  from picked
 where period.id = picked.id
returning period.id as period_id
