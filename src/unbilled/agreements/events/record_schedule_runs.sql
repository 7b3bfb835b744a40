-- event:   record_schedule_runs
-- moves:   agreements_invoice_schedule_row not_run -> billed; agreements_invoice_schedule_row failed -> billed;
--          agreements_invoice_schedule_row not_run -> nothing_due; agreements_invoice_schedule_row failed -> nothing_due
-- returns: nothing; the count of rows is that of the days done
-- keeps:   a day of a schedule is done once
-- source:  docs/rules/billing.md#periodic-billing

update agreements_invoice_schedule_row as day
   set status = case when day.id = any(%(billed_ids)s::bigint[]) then 'billed' else 'nothing_due' end,
       ran_on = %(acted_on)s::date,
       problem = '',
       act_id = %(act_id)s
  from unnest(%(billed_ids)s::bigint[] || %(nothing_due_ids)s::bigint[]) as named (id)
 where day.id = named.id
   and day.company_id = %(company_id)s
   and day.status in ('not_run', 'failed')
