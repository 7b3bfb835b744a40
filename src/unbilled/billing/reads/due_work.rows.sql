-- read:    due_work, the rows of schedules it is for
-- returns: per row of the contracts and days of some rows that is still to be done: schedule_row_id, contract_line_id, contract_id, contract (its number), run_date
-- source:  docs/rules/billing.md#periodic-billing

select day.id as schedule_row_id, line.id as contract_line_id, line.contract_id, contract.number as contract,
       day.run_date
  from (select distinct line.contract_id, day.run_date
          from agreements_invoice_schedule_row as day
          join agreements_contract_line as line on line.id = day.contract_line_id
         where day.company_id = %(company_id)s
           and day.id = any(%(schedule_row_ids)s::bigint[])) as due
  join agreements_contract as contract on contract.id = due.contract_id
  join agreements_contract_line as line on line.contract_id = due.contract_id
  join agreements_invoice_schedule_row as day
    on day.contract_line_id = line.id
   and day.run_date = due.run_date
 where day.status in ('not_run', 'failed')
   and contract.status = 'confirmed'
 order by day.run_date, line.contract_id, line.line_no
