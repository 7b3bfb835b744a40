-- read:    tables, its schedule
-- returns: one row per contract line and run date of an invoice schedule

select day.id as key,
       contract.number as contract,
       line.name as line,
       day.run_date as run,
       day.cutoff_date as cutoff,
       day.status,
       day.ran_on as ran,
       (select string_agg(proforma.number, ', ' order by proforma.number)
          from billing_proforma as proforma
         where proforma.contract_id = line.contract_id
           and proforma.scheduled_on = day.run_date
           and day.status = 'billed'
           and exists (select
                         from billing_proforma_detail as detail
                        where detail.proforma_id = proforma.id
                          and detail.contract_line_id = line.id)) as proforma,
       day.problem
  from agreements_invoice_schedule_row as day
  join agreements_contract_line as line on line.id = day.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 where day.company_id = %(company_id)s
 order by contract.number, line.line_no, day.run_date
