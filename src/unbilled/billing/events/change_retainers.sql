-- event:   change_retainers
-- moves:   billing_retainer ready_to_invoice -> not_ready
-- returns: retainer_id per retainer changed
-- keeps:   whoever marked an amount ready did not mark another one
-- source:  docs/rules/retainers.md#retainers

update billing_retainer as retainer
   set act_id = %(act_id)s,
       name = wanted.name,
       retainer_date = wanted.retainer_date,
       transaction_amount = wanted.amount,
       status = case when wanted.amount = retainer.transaction_amount then retainer.status else 'not_ready' end,
       ready_act_id = case when wanted.amount = retainer.transaction_amount then retainer.ready_act_id end
  from unnest(%(retainer_ids)s::bigint[], %(names)s::text[], %(retainer_dates)s::date[], %(amounts)s::numeric[])
         as wanted (id, name, retainer_date, amount)
 where retainer.company_id = %(company_id)s
   and retainer.id = wanted.id
   and retainer.status in ('not_ready', 'ready_to_invoice')
returning retainer.id as retainer_id
