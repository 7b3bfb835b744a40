-- event:   hold_work
-- moves:   billing_retainer ready_to_invoice -> not_ready
-- returns: retainer_id per retainer held
-- keeps:   what is held back says why
-- source:  docs/rules/billing.md#holding-back; docs/rules/retainers.md#retainers

update billing_retainer as retainer
   set hold_reason = %(reason)s,
       held_until = %(until)s::date,
       hold_act_id = %(act_id)s,
       status = 'not_ready',
       ready_act_id = null,
       act_id = %(act_id)s
 where retainer.company_id = %(company_id)s
   and retainer.id = any(%(retainer_ids)s::bigint[])
   and retainer.status in ('not_ready', 'ready_to_invoice')
returning retainer.id as retainer_id
