-- event:   mark_ready
-- moves:   billing_retainer not_ready -> ready_to_invoice
-- returns: retainer_id per retainer marked
-- keeps:   a contract that is not confirmed bills nothing
-- source:  docs/rules/billing.md#marking-ready; docs/rules/retainers.md#retainers

update billing_retainer as retainer
   set act_id = %(act_id)s,
       ready_act_id = %(act_id)s,
       status = 'ready_to_invoice',
       hold_reason = '',
       held_until = null,
       hold_act_id = null
  from agreements_contract as contract
 where retainer.company_id = %(company_id)s
   and retainer.id = any(%(retainer_ids)s::bigint[])
   and retainer.status = 'not_ready'
   and contract.id = retainer.contract_id
   and contract.status = 'confirmed'
returning retainer.id as retainer_id
