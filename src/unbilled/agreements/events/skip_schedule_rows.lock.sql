-- event:   skip_schedule_rows
-- returns: contract_id of the contract of the line, locked
-- keeps:   a day that a run is billing is not skipped meanwhile
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id in (select line.contract_id
                         from agreements_contract_line as line
                        where line.company_id = %(company_id)s
                          and line.id = %(contract_line_id)s)
   for no key update
