-- read:    schedule
-- returns: per contract line and run date of an invoice schedule: what came of it, and the proformas with work of the line
-- source:  docs/rules/agreements.md#invoice-schedules; docs/rules/billing.md#periodic-billing

select day.id as schedule_row_id, day.run_date, day.cutoff_date, line.contract_id, contract.number as contract,
       day.contract_line_id, line.line_no, line.name as contract_line, line.schedule, line.project_id, day.status, day.ran_on,
       (select string_agg(distinct proforma.number, ', ' order by proforma.number)
          from billing_proforma as proforma
          join billing_proforma_detail as detail on detail.proforma_id = proforma.id
         where proforma.contract_id = line.contract_id
           and proforma.scheduled_on = day.run_date
           and detail.contract_line_id = line.id) as proformas,
       day.problem, act.acted_at as changed_at, person.username as changed_by
  from agreements_invoice_schedule_row as day
  join agreements_contract_line as line on line.id = day.contract_line_id
  left join agreements_contract as contract on contract.id = line.contract_id
  left join people_act as act on act.id = day.act_id
  left join people_person as person on person.id = act.person_id
 where day.company_id = %(company_id)s::bigint
