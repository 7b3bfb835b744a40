-- event:   change_retainers
-- moves:   billing_retainer ready_to_invoice -> not_ready
-- returns: retainer_id per retainer changed
-- keeps:   whoever marked an amount ready did not mark another one
-- source:  docs/rules/retainers.md#retainers

with wanted as materialized (
    select id, name, retainer_date, amount, hours, unit_price, overage_price
      from unnest(%(retainer_ids)s::bigint[], %(names)s::text[], %(retainer_dates)s::date[], %(amounts)s::numeric[],
                  %(hours)s::numeric[], %(unit_prices)s::numeric[], %(overage_prices)s::numeric[])
             as wanted (id, name, retainer_date, amount, hours, unit_price, overage_price)
),

renamed as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           name = wanted.name,
           retainer_date = wanted.retainer_date,
           overage_price = wanted.overage_price
      from wanted
     where retainer.company_id = %(company_id)s
       and retainer.id = wanted.id
       and (retainer.transaction_amount, retainer.hours, retainer.unit_price)
           is not distinct from (wanted.amount, wanted.hours, wanted.unit_price)
       and retainer.status in ('not_ready', 'ready_to_invoice')
    returning retainer.id
),

changed as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           name = wanted.name,
           retainer_date = wanted.retainer_date,
           transaction_amount = wanted.amount,
           hours = wanted.hours,
           unit_price = wanted.unit_price,
           overage_price = wanted.overage_price,
           status = 'not_ready',
           ready_act_id = null
      from wanted
     where retainer.company_id = %(company_id)s
       and retainer.id = wanted.id
       and (retainer.transaction_amount, retainer.hours, retainer.unit_price)
           is distinct from (wanted.amount, wanted.hours, wanted.unit_price)
       and retainer.status in ('not_ready', 'ready_to_invoice')
    returning retainer.id
)

select id as retainer_id
  from renamed
 union all
select id
  from changed
