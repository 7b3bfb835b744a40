-- event:   add_retainers
-- returns: contract_id of the contract, locked
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.company_id = %(company_id)s
   and contract.id = %(contract_id)s
   for no key update
