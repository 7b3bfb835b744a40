-- read:    billable_work, its retainers
-- returns: id per retainer that is ready to invoice
-- source:  docs/rules/retainers.md#retainers

select id
  from billing_billable_retainers(%(company_id)s, %(contract_ids)s::bigint[], %(project_ids)s::bigint[],
                                  %(customer_ids)s::bigint[], %(task_ids)s::bigint[], %(role_ids)s::bigint[],
                                  %(resource_ids)s::bigint[], %(from_date)s::date, %(through_date)s::date)
 order by id
