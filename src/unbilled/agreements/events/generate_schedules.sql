-- event:   generate_schedules
-- returns: nothing; the count of rows is that of the days written
-- keeps:   the work of a day is billed on one run date; nothing is scheduled before what was run
-- source:  docs/rules/agreements.md#invoice-schedules

insert into agreements_invoice_schedule_row
       (company_id, contract_line_id, run_date, cutoff_date, status, problem, act_id)
select line.company_id, line.id, day.run_date, day.run_date - 1, 'not_run', '', %(act_id)s
  from agreements_contract_line as line
  left join lateral (select max(done.run_date) as run_date
                       from agreements_invoice_schedule_row as done
                      where done.contract_line_id = line.id) as last on true
 cross join lateral agreements_run_dates(line.schedule, line.billing_start,
                                         coalesce(last.run_date + 1, line.billing_start),
                                         coalesce(line.billing_through,
                                                  (greatest(%(acted_on)s::date, line.billing_start)
                                                   + interval '1 year')::date)) as day
 where line.company_id = %(company_id)s
   and line.id = any(%(contract_line_ids)s::bigint[])
   and line.schedule <> ''
 order by line.id, day.run_date
