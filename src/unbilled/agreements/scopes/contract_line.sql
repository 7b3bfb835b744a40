-- read:    scope of contract_line
-- returns: contract lines of others' contracts and projects: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select line.id as record_id, 'contract ' || contract.number || ', line ' || line.name as name, managed.manager
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
 cross join agreements_manager_of(line.contract_id, line.project_id) as managed
 where line.company_id = %(company_id)s::bigint
   and line.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = line.contract_id)
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = line.project_id)
 order by line.id
