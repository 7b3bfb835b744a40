-- read:    billable_work, its contracts
-- returns: per contract: contract_id, row_count (its unbilled sales and milestones)
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones

with billable as (
    select line.contract_id
      from billing_backlog_line as line
     where line.company_id = %(company_id)s::bigint
       and line.limit_status <> 'failed'
       and (line.billing_status = 'ready_to_invoice'
            or line.billing_status = 'not_ready' and not %(only_ready)s::boolean)
       and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or line.project_id = any(%(project_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or line.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or line.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or line.transaction_date <= %(through_date)s::date)
     union all
    select milestone.contract_id
      from billing_milestone as milestone
      join agreements_contract as contract on contract.id = milestone.contract_id
      join agreements_contract_line as contract_line on contract_line.id = milestone.contract_line_id
     where milestone.company_id = %(company_id)s::bigint
       and contract.status = 'confirmed'
       and (milestone.status = 'ready_to_invoice' or milestone.status = 'not_ready' and not %(only_ready)s::boolean)
       and (%(contract_ids)s::bigint[] is null or milestone.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or contract_line.project_id = any(%(project_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or milestone.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or milestone.milestone_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or milestone.milestone_date <= %(through_date)s::date)
)

select contract_id, count(*) as row_count
  from billable
 group by contract_id
 order by contract_id
