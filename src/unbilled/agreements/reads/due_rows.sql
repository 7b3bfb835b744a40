-- read:    due_rows
-- returns: per confirmed contract and run date that is still to be done, in the order of contracts and days: schedule_row_id (the first of its rows), contract_id
-- source:  docs/rules/billing.md#periodic-billing

select min(day.id) as schedule_row_id, line.contract_id
  from agreements_invoice_schedule_row as day
  join agreements_contract_line as line on line.id = day.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 where day.company_id = %(company_id)s
   and day.status in ('not_run', 'failed')
   and day.run_date <= %(on)s::date
   and contract.status = 'confirmed'
   and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
   and (%(project_ids)s::bigint[] is null or line.project_id = any(%(project_ids)s::bigint[]))
   and (%(customer_ids)s::bigint[] is null
        or exists (select
                     from agreements_line_customer as share
                    where share.contract_line_id = line.id
                      and share.customer_id = any(%(customer_ids)s::bigint[])))
 group by line.contract_id, day.run_date
 order by line.contract_id, day.run_date
