-- read:    milestone_days
-- returns: per day on which milestones and retainers of lines billed by milestone are due and no run of the schedule is to come yet: contract_line_id, run_date
-- source:  docs/rules/billing.md#periodic-billing

-- A milestone or retainer is due on its day, or on that of its release; where that day was run already, on the day of the run.
select distinct due.contract_line_id,
       case when done.id is null then due.run_date else %(on)s::date end as run_date
  from (select ready.contract_line_id, greatest(ready.due_date, marked.acted_on, line.billing_start) as run_date
          from (select contract_line_id, milestone_date as due_date, ready_act_id
                  from billing_milestone
                 where company_id = %(company_id)s
                   and status = 'ready_to_invoice'
                 union all
                select contract_line_id, retainer_date, ready_act_id
                  from billing_retainer
                 where company_id = %(company_id)s
                   and status = 'ready_to_invoice') as ready
          join agreements_contract_line as line on line.id = ready.contract_line_id
          join agreements_contract as contract on contract.id = line.contract_id
          join people_act as marked on marked.id = ready.ready_act_id
         where line.schedule = 'by milestone'
           and contract.status = 'confirmed') as due
  left join agreements_invoice_schedule_row as done
    on done.contract_line_id = due.contract_line_id
   and done.run_date = due.run_date
   and done.status not in ('not_run', 'failed')
 where due.run_date <= %(on)s::date
 order by due.contract_line_id, run_date
