-- read:    scope of contract
-- returns: contracts that somebody else manages: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select contract.id as record_id, 'contract ' || contract.number as name, managed.manager
  from agreements_contract as contract
 cross join agreements_manager_of(contract.id, null) as managed
 where contract.company_id = %(company_id)s::bigint
   and contract.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = contract.id)
 order by contract.id
