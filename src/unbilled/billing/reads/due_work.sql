-- read:    due_work
-- returns: per unbilled sale, milestone and retainer that is ready and due with a row of a schedule: id, kind (work, milestone, retainer), schedule_row_id, run_date, is_nil (all that its customer would be billed with it charges nothing, and the customer wants no invoice of nothing)
-- keeps:   work goes with the first run of its line that reaches its day, so that missed days are caught up with as they would have been
-- source:  docs/rules/billing.md#periodic-billing; docs/rules/billing.md#nothing-to-charge; docs/rules/retainers.md#retainers

with due as materialized (
    select day.id as schedule_row_id, day.contract_line_id, line.contract_id, day.run_date, day.cutoff_date,
           (select max(earlier.cutoff_date)
              from agreements_invoice_schedule_row as earlier
             where earlier.contract_line_id = day.contract_line_id
               and earlier.run_date < day.run_date
               and earlier.status in ('not_run', 'failed')) as cutoff_before,
           (select max(earlier.run_date)
              from agreements_invoice_schedule_row as earlier
             where earlier.contract_line_id = day.contract_line_id
               and earlier.run_date < day.run_date
               and earlier.status in ('not_run', 'failed')) as run_before
      from agreements_invoice_schedule_row as day
      join agreements_contract_line as line on line.id = day.contract_line_id
     where day.company_id = %(company_id)s
       and day.id = any(%(schedule_row_ids)s::bigint[])
),

work as materialized (
    select sale.actual_id as id, 'work' as kind, due.schedule_row_id, due.run_date, sale.contract_id,
           sale.customer_id, sale.billing_type = 'chargeable' and sale.transaction_amount <> 0 as is_charged
      from due
      join billing_backlog_line as sale
        on sale.contract_id = due.contract_id
       and sale.contract_line_id = due.contract_line_id
       and sale.transaction_date <= due.cutoff_date
     where sale.billing_status = 'ready_to_invoice'
       and (due.cutoff_before is null or sale.transaction_date > due.cutoff_before)
     union all
    select milestone.id, 'milestone', due.schedule_row_id, due.run_date, milestone.contract_id, milestone.customer_id,
           milestone.transaction_amount <> 0
      from due
      join billing_milestone as milestone
        on milestone.contract_id = due.contract_id
       and milestone.contract_line_id = due.contract_line_id
       and milestone.milestone_date <= due.run_date
     where milestone.status = 'ready_to_invoice'
       and (due.run_before is null or milestone.milestone_date > due.run_before)
     union all
    select retainer.id, 'retainer', due.schedule_row_id, due.run_date, retainer.contract_id, retainer.customer_id, true
      from due
      join billing_retainer as retainer
        on retainer.contract_id = due.contract_id
       and retainer.contract_line_id = due.contract_line_id
       and retainer.retainer_date <= due.run_date
     where retainer.status = 'ready_to_invoice'
       and (due.run_before is null or retainer.retainer_date > due.run_before)
),

nothing as (
    select work.contract_id, work.customer_id, work.run_date
      from work
      join masterdata_customer as customer on customer.id = work.customer_id
     where not customer.wants_nil_invoices
     group by work.contract_id, work.customer_id, work.run_date
    having not bool_or(work.is_charged)
)

select work.id, work.kind, work.schedule_row_id, work.run_date, nothing.customer_id is not null as is_nil
  from work
  left join nothing
    on nothing.contract_id = work.contract_id
   and nothing.customer_id = work.customer_id
   and nothing.run_date = work.run_date
 order by work.run_date, work.kind, work.id
