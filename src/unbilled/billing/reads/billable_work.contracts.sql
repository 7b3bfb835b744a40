-- read:    billable_work, its contracts
-- returns: per contract: contract_id, row_count (its unbilled sales, milestones and retainers)
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/retainers.md#retainers

select contract_id, count(*) as row_count
  from (select contract_id
          from billing_billable(%(company_id)s, %(only_ready)s::boolean, %(contract_ids)s::bigint[],
                                %(project_ids)s::bigint[], %(customer_ids)s::bigint[], %(task_ids)s::bigint[],
                                %(role_ids)s::bigint[], %(resource_ids)s::bigint[], %(from_date)s::date,
                                %(through_date)s::date, %(on)s::date)
         union all
        select contract_id
          from billing_billable_retainers(%(company_id)s, %(contract_ids)s::bigint[], %(project_ids)s::bigint[],
                                          %(customer_ids)s::bigint[], %(task_ids)s::bigint[], %(role_ids)s::bigint[],
                                          %(resource_ids)s::bigint[], %(from_date)s::date,
                                          %(through_date)s::date)) as billable
 group by contract_id
 order by contract_id
