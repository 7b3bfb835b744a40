-- holds:  A proforma that schedules made is of a run date of its contract that is done.
-- breaks: Its work would be billed again by the next run, or nobody could say why the proforma was made.
-- shows:  proforma, scheduled_on
select proforma.number as proforma, proforma.scheduled_on
  from billing_proforma as proforma
 where proforma.scheduled_on is not null
   and not exists (select
                     from agreements_contract_line as line
                     join agreements_invoice_schedule_row as day on day.contract_line_id = line.id
                    where line.contract_id = proforma.contract_id
                      and day.run_date = proforma.scheduled_on
                      and day.status = 'billed')
 order by proforma.number
