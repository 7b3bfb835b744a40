-- read:    billing_hub
-- returns: per contract: names, what is agreed and posted, open work that charges by class, milestones that are not billed
--          yet, what of these and of retainers is ready, what is on drafts; how much of its limits is used in percent, and
--          what is over them; amounts before tax, in contract currency
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/billing.md#limits

with totals as (
    select line.contract_id,
           coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'time'), 0) as time_amount,
           coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'expense'), 0) as expense_amount,
           coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'material'), 0) as material_amount,
           coalesce(sum(total.transaction_amount) filter (where is_open and total.transaction_class = 'fee'), 0) as fee_amount,
           coalesce(sum(total.transaction_amount) filter (where total.billing_status = 'ready_to_invoice'), 0) as ready_amount,
           coalesce(sum(total.transaction_amount) filter (where not is_open), 0) as draft_amount
      from billing_backlog_total as total
      join agreements_contract_line as line on line.id = total.contract_line_id
     cross join lateral (values (total.billing_status in ('not_ready', 'ready_to_invoice'))) as open (is_open)
     where total.company_id = %(company_id)s::bigint
       and total.billing_type = 'chargeable'
     group by line.contract_id
),

milestones as (
    select contract_id,
           coalesce(sum(transaction_amount) filter (where status in ('not_ready', 'ready_to_invoice')), 0) as open_amount,
           coalesce(sum(transaction_amount) filter (where status = 'ready_to_invoice'), 0) as ready_amount,
           coalesce(sum(transaction_amount) filter (where status = 'customer_invoice_created'), 0) as draft_amount
      from billing_milestone
     where company_id = %(company_id)s::bigint
     group by contract_id
),

retainers as (
    select contract_id, sum(open_amount) as open_amount,
           coalesce(sum(transaction_amount) filter (where status = 'ready_to_invoice'), 0) as ready_amount,
           coalesce(sum(transaction_amount) filter (where status = 'customer_invoice_created'), 0) as draft_amount
      from billing_retainer
     where company_id = %(company_id)s::bigint
     group by contract_id
),

agreed as (
    select contract_id, sum(contracted_amount) as contracted_amount
      from agreements_contract_line
     where company_id = %(company_id)s::bigint
     group by contract_id
),

posted as (
    select contract_id, sum(net_amount) as billed_amount
      from ledger_invoice
     where company_id = %(company_id)s::bigint
     group by contract_id
)

select contract.id as contract_id, contract.number as contract, contract.name, contract.status,
       contract.currency_id as transaction_currency, customer.id as customer_id, customer.name as customer,
       coalesce(agreed.contracted_amount, 0) as contracted_amount, coalesce(posted.billed_amount, 0) as billed_amount,
       coalesce(totals.time_amount, 0) as time_amount, coalesce(totals.expense_amount, 0) as expense_amount,
       coalesce(totals.material_amount, 0) as material_amount, coalesce(totals.fee_amount, 0) as fee_amount,
       coalesce(milestones.open_amount, 0) as milestone_amount, coalesce(retainers.open_amount, 0) as retainer_amount,
       billing_limit_percent(%(company_id)s::bigint, contract.id, null) as limit_percent,
       (select coalesce(sum(sale.transaction_amount), 0)
          from billing_backlog_line as sale
         where sale.company_id = %(company_id)s::bigint
           and sale.contract_id = contract.id
           and sale.limit_status = 'failed'
           and sale.billing_type = 'chargeable') as over_amount,
       standing.ready_amount, standing.draft_amount, standing.ready_amount <> 0 as is_ready,
       (select min(day.run_date)
          from agreements_contract_line as line
          join agreements_invoice_schedule_row as day on day.contract_line_id = line.id
         where line.contract_id = contract.id
           and day.status in ('not_run', 'failed')) as next_run
  from agreements_contract as contract
  left join agreements_contract_customer as agreed_customer
    on agreed_customer.contract_id = contract.id and agreed_customer.is_primary
  left join masterdata_customer as customer on customer.id = agreed_customer.customer_id
  left join totals on totals.contract_id = contract.id
  left join milestones on milestones.contract_id = contract.id
  left join retainers on retainers.contract_id = contract.id
  left join agreed on agreed.contract_id = contract.id
  left join posted on posted.contract_id = contract.id
 cross join lateral (values (coalesce(totals.ready_amount, 0) + coalesce(milestones.ready_amount, 0)
                             + coalesce(retainers.ready_amount, 0),
                             coalesce(totals.draft_amount, 0) + coalesce(milestones.draft_amount, 0)
                             + coalesce(retainers.draft_amount, 0)))
            as standing (ready_amount, draft_amount)
 where contract.company_id = %(company_id)s::bigint
