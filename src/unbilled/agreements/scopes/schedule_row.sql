-- read:    scope of schedule_row
-- returns: rows of invoice schedules of others' contracts: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select day.id as record_id, 'contract ' || contract.number || ' on ' || day.run_date as name, managed.manager
  from agreements_invoice_schedule_row as day
  join agreements_contract_line as line on line.id = day.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 cross join agreements_manager_of(line.contract_id, null) as managed
 where day.company_id = %(company_id)s::bigint
   and day.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = line.contract_id)
 order by day.id
