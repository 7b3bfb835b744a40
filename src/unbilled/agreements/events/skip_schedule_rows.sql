-- event:   skip_schedule_rows
-- moves:   agreements_invoice_schedule_row not_run -> skipped; agreements_invoice_schedule_row failed -> skipped
-- returns: run_date per day skipped
-- source:  docs/rules/agreements.md#invoice-schedules

update agreements_invoice_schedule_row as day
   set status = 'skipped',
       problem = '',
       ran_on = null,
       act_id = %(act_id)s
 where day.company_id = %(company_id)s
   and day.contract_line_id = %(contract_line_id)s
   and day.run_date = any(%(run_dates)s::date[])
   and day.status in ('not_run', 'failed')
returning day.run_date
