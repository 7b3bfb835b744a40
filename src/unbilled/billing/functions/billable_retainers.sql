-- function: billing_billable_retainers
-- returns:  per retainer that is ready to invoice: id, contract_id, customer_id; null instead of a list or a day restricts nothing
-- keeps:    what nobody has marked is not asked for; nobody in particular does a retainer
-- source:   docs/rules/retainers.md#retainers
create or replace function billing_billable_retainers(
    of_company bigint, contract_ids bigint[], project_ids bigint[], customer_ids bigint[], task_ids bigint[],
    role_ids bigint[], resource_ids bigint[], from_date date, through_date date)
returns table (id bigint, contract_id bigint, customer_id bigint)
language sql stable as $$
    select retainer.id, retainer.contract_id, retainer.customer_id
      from billing_retainer as retainer
      join agreements_contract_line as line on line.id = retainer.contract_line_id
     where retainer.company_id = of_company
       and retainer.status = 'ready_to_invoice'
       and (contract_ids is null or retainer.contract_id = any(contract_ids))
       and (project_ids is null or line.project_id = any(project_ids))
       and (customer_ids is null or retainer.customer_id = any(customer_ids))
       and coalesce(task_ids, role_ids, resource_ids) is null
       and (from_date is null or retainer.retainer_date >= from_date)
       and (through_date is null or retainer.retainer_date <= through_date)
$$
