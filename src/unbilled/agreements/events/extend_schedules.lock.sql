-- event:   extend_schedules
-- returns: contract_id per contract whose schedules lack something, locked in id order
-- keeps:   terms that are changed meanwhile do not get the days of the old ones
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id
  from agreements_contract as contract
 where contract.company_id = %(company_id)s
   and contract.status = 'confirmed'
   and exists (select
                 from agreements_contract_line as line
                where line.contract_id = contract.id
                  and (line.id = any(%(contract_line_ids)s::bigint[])
                       or line.schedule not in ('', 'by milestone')
                          and line.billing_through is null
                          and coalesce((select max(known.run_date)
                                          from agreements_invoice_schedule_row as known
                                         where known.contract_line_id = line.id), line.billing_start)
                              < (%(acted_on)s::date + interval '11 months')::date))
 order by contract.id
   for no key update of contract
