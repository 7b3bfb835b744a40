-- read:    backlog
-- returns: per open unbilled sale: what it is worth, where it stands, and the names people know
-- source:  docs/rules/billing.md#backlog; docs/rules/lists.md#pages

-- Names come from left joins on keys: a count or a sum needs none of them, and PostgreSQL then leaves them out.
select line.actual_id, sale.entry_id, line.transaction_date, line.contract_id, contract.number as contract, line.contract_line_id,
       contract_line.line_no, contract_line.name as contract_line, line.customer_id, customer.name as customer,
       line.project_id, project.code as project, sale.task_id, task.name as task, sale.role_id, role.name as role,
       sale.category_id, category.name as category, sale.resource_id, resource.name as resource,
       concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                 nullif(entry.description, '')) as work,
       entry.description, coalesce(entry.external_reference, entry.id::text) as entry, line.transaction_class, line.quantity, sale.unit,
       sale.unit_price, line.transaction_amount,
       case when line.billing_type = 'chargeable' then line.transaction_amount else 0 end as chargeable_amount,
       line.transaction_currency, line.billing_type, line.billing_status, line.limit_status, line.limit_reason,
       line.hold_reason <> '' as is_held, line.hold_reason, line.held_until, hold.acted_on as held_since,
       coalesce(line.hold_act_id, 9223372036854775807) as hold_order,
       line.proforma_id, proforma.number as proforma, act.acted_at as changed_at,
       person.username as changed_by
  from billing_backlog_line as line
  left join actuals_actual as sale on sale.id = line.actual_id
  left join agreements_contract as contract on contract.id = line.contract_id
  left join agreements_contract_line as contract_line on contract_line.id = line.contract_line_id
  left join masterdata_customer as customer on customer.id = line.customer_id
  left join masterdata_project as project on project.id = line.project_id
  left join masterdata_task as task on task.id = sale.task_id
  left join masterdata_role as role on role.id = sale.role_id
  left join masterdata_category as category on category.id = sale.category_id
  left join masterdata_resource as resource on resource.id = sale.resource_id
  left join work_entry as entry on entry.id = sale.entry_id
  left join billing_proforma as proforma on proforma.id = line.proforma_id
  left join people_act as act on act.id = line.act_id
  left join people_act as hold on hold.id = line.hold_act_id
  left join people_person as person on person.id = act.person_id
 where line.company_id = %(company_id)s::bigint
