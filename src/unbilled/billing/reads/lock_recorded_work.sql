-- read:    lock_recorded_work
-- returns: contract_id per contract of a project of the entries, or under which one is recorded, locked in id order
-- keeps:   nobody bills what is being taken back, and nobody takes back what is being billed
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
                         join projects on projects.project_id = line.project_id
                       union all
                       select cost.contract_id
                         from actuals_actual as cost
                        where cost.entry_id = any(%(entry_ids)s::bigint[])
                          and cost.company_id = %(company_id)s
                          and cost.transaction_type = 'cost')
 order by contract.id
   for no key update of contract
