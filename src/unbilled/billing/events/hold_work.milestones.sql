-- event:   hold_work
-- moves:   billing_milestone ready_to_invoice -> not_ready
-- returns: milestone_id per milestone held
-- keeps:   what is held back says why
-- source:  docs/rules/billing.md#holding-back; docs/rules/billing.md#milestones

update billing_milestone as milestone
   set hold_reason = %(reason)s,
       held_until = %(until)s::date,
       hold_act_id = %(act_id)s,
       status = 'not_ready',
       ready_act_id = null,
       act_id = %(act_id)s
 where milestone.company_id = %(company_id)s
   and milestone.id = any(%(milestone_ids)s::bigint[])
   and milestone.status in ('not_ready', 'ready_to_invoice')
returning milestone.id as milestone_id
