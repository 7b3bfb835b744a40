-- read:    billing_hub
-- returns: per contract: names, what is agreed and posted, open work that charges by class, milestones that are not billed
--          yet, what of these and of retainers is ready, what is on drafts; how much of its limits is asked for in
--          percent; amounts before tax, in contract currency
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/billing.md#limits

-- What is ready puts the contracts in order, and is summed for all of them at once; all else for those on the page alone.
with ready as (
    select part.contract_id, sum(part.amount) as amount
      from (select line.contract_id, total.transaction_amount as amount
              from billing_backlog_total as total
              join agreements_contract_line as line on line.id = total.contract_line_id
             where total.company_id = %(company_id)s::bigint
               and total.billing_status = 'ready_to_invoice'
               and total.billing_type = 'chargeable'
             union all
            select milestone.contract_id, milestone.transaction_amount
              from billing_milestone as milestone
             where milestone.company_id = %(company_id)s::bigint
               and milestone.status = 'ready_to_invoice'
             union all
            select retainer.contract_id, retainer.transaction_amount
              from billing_retainer as retainer
             where retainer.company_id = %(company_id)s::bigint
               and retainer.status = 'ready_to_invoice') as part
     group by part.contract_id
)

select contract.id as contract_id, contract.number as contract, contract.name, contract.status,
       contract.currency_id as transaction_currency, customer.id as customer_id, customer.name as customer,
       agreed.contracted_amount, posted.billed_amount, totals.time_amount, totals.expense_amount,
       totals.material_amount, totals.fee_amount, milestones.open_amount as milestone_amount,
       retainers.open_amount as retainer_amount,
       (select used.percent from billing_limit_percent(%(company_id)s::bigint, contract.id, null) as used) as limit_percent,
       coalesce(ready.amount, 0) as ready_amount,
       totals.draft_amount + milestones.draft_amount + retainers.draft_amount as draft_amount,
       coalesce(ready.amount, 0) <> 0 as is_ready,
       (select min(day.run_date)
          from agreements_contract_line as line
          join agreements_invoice_schedule_row as day on day.contract_line_id = line.id
         where line.contract_id = contract.id
           and day.status in ('not_run', 'failed')) as next_run
  from agreements_contract as contract
  left join agreements_contract_customer as agreed_customer
    on agreed_customer.contract_id = contract.id and agreed_customer.is_primary
  left join masterdata_customer as customer on customer.id = agreed_customer.customer_id
  left join ready on ready.contract_id = contract.id
  left join lateral (
            select coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'time'), 0) as time_amount,
                   coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'expense'), 0) as expense_amount,
                   coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'material'), 0) as material_amount,
                   coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'fee'), 0) as fee_amount,
                   coalesce(sum(total.transaction_amount) filter (where not is_open), 0) as draft_amount
              from agreements_contract_line as line
              join billing_backlog_total as total on total.contract_line_id = line.id
             cross join lateral (values (total.billing_status in ('not_ready', 'ready_to_invoice'))) as open (is_open)
             where line.contract_id = contract.id
               and total.billing_type = 'chargeable'
       ) as totals on true
  left join lateral (
            select coalesce(sum(milestone.transaction_amount)
                                filter (where milestone.status in ('not_ready', 'ready_to_invoice')), 0) as open_amount,
                   coalesce(sum(milestone.transaction_amount)
                                filter (where milestone.status = 'customer_invoice_created'), 0) as draft_amount
              from billing_milestone as milestone
             where milestone.contract_id = contract.id
       ) as milestones on true
  left join lateral (
            select coalesce(sum(retainer.open_amount), 0) as open_amount,
                   coalesce(sum(retainer.transaction_amount)
                                filter (where retainer.status = 'customer_invoice_created'), 0) as draft_amount
              from billing_retainer as retainer
             where retainer.contract_id = contract.id
       ) as retainers on true
  left join lateral (
            select coalesce(sum(line.contracted_amount), 0) as contracted_amount
              from agreements_contract_line as line
             where line.contract_id = contract.id
       ) as agreed on true
  -- The invoices of a contract are those of its proformas, which are found by it.
  left join lateral (
            select coalesce(sum(invoice.net_amount), 0) as billed_amount
              from billing_proforma as proforma
              join ledger_invoice as invoice on invoice.proforma_id = proforma.id
             where proforma.contract_id = contract.id
       ) as posted on true
 where contract.company_id = %(company_id)s::bigint
