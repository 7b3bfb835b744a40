-- event:   extend_schedules
-- returns: nothing; the count of rows is that of the days written
-- keeps:   an open schedule never ends, and a milestone that is due has a run date
-- source:  docs/rules/agreements.md#invoice-schedules

with open_lines as (
    select line.id, line.schedule, line.billing_start,
           (select max(known.run_date)
              from agreements_invoice_schedule_row as known
             where known.contract_line_id = line.id) as last_date
      from agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
     where line.company_id = %(company_id)s
       and line.schedule not in ('', 'by milestone')
       and line.billing_through is null
       and contract.status = 'confirmed'
),

days as (
    select open_lines.id as contract_line_id, day.run_date, day.run_date - 1 as cutoff_date
      from open_lines
     cross join lateral agreements_run_dates(open_lines.schedule, open_lines.billing_start,
                                             coalesce(open_lines.last_date + 1, open_lines.billing_start),
                                             (%(acted_on)s::date + interval '1 year')::date) as day
     where coalesce(open_lines.last_date, open_lines.billing_start) < (%(acted_on)s::date + interval '11 months')::date
     union
    select contract_line_id, run_date, run_date
      from unnest(%(contract_line_ids)s::bigint[], %(run_dates)s::date[]) as due (contract_line_id, run_date)
)

insert into agreements_invoice_schedule_row
       (company_id, contract_line_id, run_date, cutoff_date, status, problem, act_id)
select %(company_id)s, contract_line_id, run_date, cutoff_date, 'not_run', '', %(act_id)s
  from days
 order by contract_line_id, run_date
    on conflict (contract_line_id, run_date) do nothing
