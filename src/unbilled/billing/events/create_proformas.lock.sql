-- event:   create_proformas
-- returns: contract_id per contract, locked in id order
-- keeps:   two events never put the same work on two proformas
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.company_id = %(company_id)s
   and contract.id = any(%(contract_ids)s::bigint[])
 order by contract.id
   for no key update
