-- event:   mark_not_ready
-- moves:   billing_retainer ready_to_invoice -> not_ready
-- returns: retainer_id per retainer taken back
-- source:  docs/rules/billing.md#marking-not-ready; docs/rules/retainers.md#retainers

update billing_retainer as retainer
   set act_id = %(act_id)s,
       ready_act_id = null,
       status = 'not_ready'
 where retainer.company_id = %(company_id)s
   and retainer.id = any(%(retainer_ids)s::bigint[])
   and retainer.status = 'ready_to_invoice'
returning retainer.id as retainer_id
