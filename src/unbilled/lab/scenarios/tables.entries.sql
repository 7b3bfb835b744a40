-- read:    tables, its entries
-- returns: one row per entry of work

select entry.id as key,
       entry.external_reference as entry,
       entry.transaction_class as class,
       entry.transaction_date as date,
       project.code as project,
       task.name as task,
       role.name as role,
       category.name as category,
       resource.name as resource,
       entry.quantity,
       entry.unit,
       entry.billable_quantity as billable,
       entry.unit_cost as cost,
       entry.cost_currency_id as "cost currency",
       entry.unit_price as price,
       entry.billing_type as "billing type",
       entry.description,
       entry.status,
       approval.comment
  from work_entry as entry
  join masterdata_project as project on project.id = entry.project_id
  left join masterdata_task as task on task.id = entry.task_id
  left join masterdata_role as role on role.id = entry.role_id
  left join masterdata_category as category on category.id = entry.category_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
  left join work_approval as approval on approval.id = entry.approval_id
 where entry.company_id = %(company_id)s
 order by entry.id
