-- event:   mark_not_ready
-- moves:   billing_milestone ready_to_invoice -> not_ready
-- returns: milestone_id per milestone taken back
-- source:  docs/rules/billing.md#marking-not-ready

update billing_milestone as milestone
   set act_id = %(act_id)s,
       ready_act_id = null,
       status = 'not_ready'
 where milestone.company_id = %(company_id)s
   and milestone.id = any(%(milestone_ids)s::bigint[])
   and milestone.status = 'ready_to_invoice'
returning milestone.id as milestone_id
