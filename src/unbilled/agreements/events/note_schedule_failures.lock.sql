-- event:   note_schedule_failures
-- returns: contract_id per contract of the rows, locked in id order
-- keeps:   a day that is billed meanwhile is not said to have failed
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.id in (select line.contract_id
                         from agreements_invoice_schedule_row as day
                         join agreements_contract_line as line on line.id = day.contract_line_id
                        where day.company_id = %(company_id)s
                          and day.id = any(%(schedule_row_ids)s::bigint[]))
 order by contract.id
   for no key update of contract
