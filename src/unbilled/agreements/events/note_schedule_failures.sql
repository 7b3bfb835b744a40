-- event:   note_schedule_failures
-- moves:   agreements_invoice_schedule_row not_run -> failed
-- returns: nothing; the count of rows is that of the days that failed
-- source:  docs/rules/billing.md#periodic-billing

update agreements_invoice_schedule_row as day
   set status = 'failed',
       ran_on = %(acted_on)s::date,
       problem = due.problem,
       act_id = %(act_id)s
  from (select named.problem, line.contract_id, row.run_date
          from unnest(%(schedule_row_ids)s::bigint[], %(problems)s::text[]) as named (id, problem)
          join agreements_invoice_schedule_row as row on row.id = named.id
          join agreements_contract_line as line on line.id = row.contract_line_id) as due
  join agreements_contract_line as line on line.contract_id = due.contract_id
 where day.contract_line_id = line.id
   and day.run_date = due.run_date
   and day.company_id = %(company_id)s
   and day.status in ('not_run', 'failed')
