-- event:   mark_ready
-- moves:   billing_milestone not_ready -> ready_to_invoice
-- returns: milestone_id per milestone marked
-- keeps:   a contract that is not confirmed bills nothing
-- source:  docs/rules/billing.md#marking-ready; docs/rules/billing.md#milestones

update billing_milestone as milestone
   set act_id = %(act_id)s,
       ready_act_id = %(act_id)s,
       status = 'ready_to_invoice',
       hold_reason = '',
       held_until = null,
       hold_act_id = null
  from agreements_contract as contract
 where milestone.company_id = %(company_id)s
   and milestone.id = any(%(milestone_ids)s::bigint[])
   and milestone.status = 'not_ready'
   and contract.id = milestone.contract_id
   and contract.status = 'confirmed'
returning milestone.id as milestone_id
