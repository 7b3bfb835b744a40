-- event:   hold_work
-- moves:   billing_milestone ready_to_invoice -> not_ready; billing_retainer ready_to_invoice -> not_ready
-- returns: id and is_milestone per milestone or retainer held
-- keeps:   what is held back says why
-- source:  docs/rules/billing.md#holding-back; docs/rules/billing.md#milestones; docs/rules/retainers.md#retainers

with held_milestones as (
    update billing_milestone as milestone
       set status = 'not_ready',
           (hold_reason, held_until, hold_act_id, ready_act_id, act_id)
           = (%(reason)s, %(until)s::date, %(act_id)s, null, %(act_id)s)
     where milestone.company_id = %(company_id)s
       and milestone.id = any(%(milestone_ids)s::bigint[])
       and milestone.status in ('not_ready', 'ready_to_invoice')
    returning milestone.id
),

held_retainers as (
    update billing_retainer as retainer
       set status = 'not_ready',
           (hold_reason, held_until, hold_act_id, ready_act_id, act_id)
           = (%(reason)s, %(until)s::date, %(act_id)s, null, %(act_id)s)
     where retainer.company_id = %(company_id)s
       and retainer.id = any(%(retainer_ids)s::bigint[])
       and retainer.status in ('not_ready', 'ready_to_invoice')
    returning retainer.id
)

select id, true as is_milestone
  from held_milestones
 union all
select id, false
  from held_retainers
