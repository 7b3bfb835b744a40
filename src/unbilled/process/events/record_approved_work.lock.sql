-- event:   record_approved_work
-- returns: contract_id per contract that covers a project of the entries, locked in id order
-- source:  docs/rules/performance.md#locking

with projects as (
    select distinct project_id
      from work_entry
     where company_id = %(company_id)s
       and id = any(%(entry_ids)s::bigint[])
)

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id in (select line.contract_id
                         from agreements_contract_line as line
                         join projects on projects.project_id = line.project_id)
 order by contract.id
   for no key update of contract
