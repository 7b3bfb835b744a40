-- read:    work_without_line
-- returns: per approved piece of work that no contract line sells: what it cost, the names people know, and reason, why nothing sells it
-- source:  docs/rules/agreements.md#work-without-a-line

-- Why goes by project, class and task, of which there are few: PostgreSQL remembers it.
select cost.id as actual_id, cost.transaction_date, cost.project_id, project.code as project, cost.task_id,
       task.name as task, cost.category_id, category.name as category, cost.resource_id, resource.name as resource,
       concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                 nullif(entry.description, '')) as work,
       coalesce(entry.external_reference, entry.id::text) as entry, cost.transaction_class, cost.quantity, cost.unit,
       cost.transaction_amount, cost.transaction_currency,
       why.reason
  from actuals_actual as cost
  left join masterdata_project as project on project.id = cost.project_id
  left join masterdata_task as task on task.id = cost.task_id
  left join masterdata_role as role on role.id = cost.role_id
  left join masterdata_category as category on category.id = cost.category_id
  left join masterdata_resource as resource on resource.id = cost.resource_id
  left join work_entry as entry on entry.id = cost.entry_id
 cross join lateral agreements_uncovered(cost.company_id, cost.project_id, cost.transaction_class, cost.task_id) as why
 where cost.company_id = %(company_id)s::bigint
   and cost.transaction_type = 'cost'
   and cost.contract_line_id is null
   and cost.reverses_id is null
   and not exists (select
                     from actuals_actual as reversal
                    where reversal.reverses_id = cost.id)
