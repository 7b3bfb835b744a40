-- read:    schedule_row_names
-- returns: per row of an invoice schedule: id, name, state
-- source:  docs/rules/agreements.md#invoice-schedules

select day.id, contract.number || ' on ' || day.run_date as name, day.status as state
  from agreements_invoice_schedule_row as day
  join agreements_contract_line as line on line.id = day.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 where day.company_id = %(company_id)s
   and day.id = any(%(ids)s::bigint[])
