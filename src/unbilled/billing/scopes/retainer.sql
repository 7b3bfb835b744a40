-- read:    scope of retainer
-- returns: retainers of others' contracts and projects: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select retainer.id as record_id, 'retainer ' || retainer.name as name, managed.manager
  from billing_retainer as retainer
  join agreements_contract_line as line on line.id = retainer.contract_line_id
 cross join agreements_manager_of(retainer.contract_id, line.project_id) as managed
 where retainer.company_id = %(company_id)s::bigint
   and retainer.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = retainer.contract_id)
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = line.project_id)
 order by retainer.id
