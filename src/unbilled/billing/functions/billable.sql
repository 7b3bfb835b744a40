-- function: billing_billable
-- returns:  per unbilled sale and milestone that may be billed: id, is_milestone, is_ready, contract_id, customer_id, is_charged (it would come to an amount); null instead of a list or a day restricts nothing; what is held back beyond a day is left out
-- keeps:    a draft contract does not bill; neither does what is over a limit, or on a proforma
-- source:   docs/rules/billing.md#backlog; docs/rules/billing.md#holding-back; docs/rules/billing.md#milestones; docs/rules/agreements.md#draft-contracts
create or replace function billing_billable(
    of_company bigint, only_ready boolean, contract_ids bigint[], project_ids bigint[], customer_ids bigint[],
    task_ids bigint[], role_ids bigint[], resource_ids bigint[], from_date date, through_date date, on_date date)
returns table (id bigint, is_milestone boolean, is_ready boolean, contract_id bigint, customer_id bigint,
               is_charged boolean)
language sql stable as $$
    select line.actual_id, false, line.billing_status = 'ready_to_invoice', line.contract_id, line.customer_id,
           line.billing_type = 'chargeable' and line.transaction_amount <> 0
      from billing_backlog_line as line
      join agreements_contract as contract on contract.id = line.contract_id
     where line.company_id = of_company
       and contract.status = 'confirmed'
       and line.limit_status not in ('failed', 'not_evaluated')
       and (line.billing_status = 'ready_to_invoice'
            or line.billing_status = 'not_ready' and not only_ready
               and (line.hold_reason = '' or line.held_until <= on_date))
       and (contract_ids is null or line.contract_id = any(contract_ids))
       and (project_ids is null or line.project_id = any(project_ids))
       and (customer_ids is null or line.customer_id = any(customer_ids))
       and (coalesce(task_ids, role_ids, resource_ids) is null
            or exists (select
                         from actuals_actual as sale
                        where sale.id = line.actual_id
                          and (task_ids is null or sale.task_id = any(task_ids))
                          and (role_ids is null or sale.role_id = any(role_ids))
                          and (resource_ids is null or sale.resource_id = any(resource_ids))))
       and (from_date is null or line.transaction_date >= from_date)
       and (through_date is null or line.transaction_date <= through_date)
     union all
    select milestone.id, true, milestone.status = 'ready_to_invoice', milestone.contract_id, milestone.customer_id,
           milestone.transaction_amount <> 0
      from billing_milestone as milestone
      join agreements_contract as contract on contract.id = milestone.contract_id
      join agreements_contract_line as contract_line on contract_line.id = milestone.contract_line_id
     where milestone.company_id = of_company
       and contract.status = 'confirmed'
       and (milestone.status = 'ready_to_invoice'
            or milestone.status = 'not_ready' and not only_ready
               and (milestone.hold_reason = '' or milestone.held_until <= on_date))
       and (contract_ids is null or milestone.contract_id = any(contract_ids))
       and (project_ids is null or contract_line.project_id = any(project_ids))
       and (customer_ids is null or milestone.customer_id = any(customer_ids))
       -- Nobody in particular does a milestone.
       and coalesce(task_ids, role_ids, resource_ids) is null
       and (from_date is null or milestone.milestone_date >= from_date)
       and (through_date is null or milestone.milestone_date <= through_date)
$$
