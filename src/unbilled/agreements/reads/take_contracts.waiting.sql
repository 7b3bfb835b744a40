-- read:    take_contracts
-- returns: contract_id per contract taken, locked in id order
-- keeps:   whoever works on one of them has finished with it
-- source:  docs/rules/performance.md#locking; docs/rules/runs.md#sharing-a-company

select contract.id as contract_id
  from agreements_contract as contract
 where contract.company_id = %(company_id)s
   and contract.id = any(%(contract_ids)s::bigint[])
 order by contract.id
   for no key update
