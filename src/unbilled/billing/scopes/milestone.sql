-- read:    scope of milestone
-- returns: milestones of others' contracts and projects: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select milestone.id as record_id, 'milestone ' || milestone.name as name, managed.manager
  from billing_milestone as milestone
  join agreements_contract_line as line on line.id = milestone.contract_line_id
 cross join agreements_manager_of(milestone.contract_id, line.project_id) as managed
 where milestone.company_id = %(company_id)s::bigint
   and milestone.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = milestone.contract_id)
   and not exists (select
                     from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.project_id = line.project_id)
 order by milestone.id
