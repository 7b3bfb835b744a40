-- event:   refund_retainers
-- returns: per retainer asked for: retainer_id, available_amount (open and on no draft; of prepaid hours, hours), contract_id, contract, is_closed (the contract is)
-- source:  docs/rules/retainers.md#refunding

select asked.id as retainer_id, coalesce(case when retainer.hours is null then retainer.open_amount - retainer.drafted_amount
                     else retainer.open_hours - retainer.drafted_hours
                end, 0) as available_amount,
       contract.id as contract_id, contract.number as contract, coalesce(contract.status = 'closed', false) as is_closed
  from unnest(%(retainer_ids)s::bigint[]) as asked (id)
  left join billing_retainer as retainer
    on retainer.id = asked.id
   and retainer.company_id = %(company_id)s
  left join agreements_contract as contract on contract.id = retainer.contract_id
 order by retainer.contract_id, retainer.customer_id, asked.id
