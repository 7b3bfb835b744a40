-- read:    backlog
-- returns: a page of open unbilled sales by date and identity, each with the names people know
-- source:  docs/rules/billing.md#backlog; docs/rules/lists.md#pages

with page as (
    select line.actual_id, line.transaction_date, line.contract_id, line.contract_line_id, line.customer_id,
           line.project_id, line.transaction_class, line.quantity, line.transaction_amount,
           line.transaction_currency, line.billing_type, line.billing_status, line.limit_status,
           line.limit_reason, line.proforma_id
      from billing_backlog_line as line
     where line.company_id = %(company_id)s::bigint
       and (%(after_id)s::bigint is null
            or (line.transaction_date, line.actual_id) > (%(after_date)s::date, %(after_id)s::bigint))
       and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or line.project_id = any(%(project_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or line.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or line.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or line.transaction_date <= %(through_date)s::date)
       and (%(classes)s::text[] is null or line.transaction_class = any(%(classes)s::text[]))
       and (%(billing_types)s::text[] is null or line.billing_type = any(%(billing_types)s::text[]))
       and (%(billing_statuses)s::text[] is null or line.billing_status = any(%(billing_statuses)s::text[]))
     order by line.transaction_date, line.actual_id
     limit %(size)s::integer
)

select page.actual_id, page.transaction_date, page.contract_id, contract.number as contract,
       page.contract_line_id, line.name as contract_line, page.customer_id, customer.name as customer,
       page.project_id, project.code as project, task.name as task, role.name as role,
       category.name as category, resource.name as resource, entry.description, page.transaction_class,
       page.quantity, sale.unit, sale.unit_price, page.transaction_amount, page.transaction_currency,
       page.billing_type, page.billing_status, page.limit_status, page.limit_reason, page.proforma_id,
       proforma.number as proforma
  from page
  join actuals_actual as sale on sale.id = page.actual_id
  join agreements_contract as contract on contract.id = page.contract_id
  join agreements_contract_line as line on line.id = page.contract_line_id
  join masterdata_customer as customer on customer.id = page.customer_id
  join masterdata_project as project on project.id = page.project_id
  left join masterdata_task as task on task.id = sale.task_id
  left join masterdata_role as role on role.id = sale.role_id
  left join masterdata_category as category on category.id = sale.category_id
  left join masterdata_resource as resource on resource.id = sale.resource_id
  left join work_entry as entry on entry.id = sale.entry_id
  left join billing_proforma as proforma on proforma.id = page.proforma_id
 order by page.transaction_date, page.actual_id
