-- read:    entry_words
-- returns: per entry that the company has: entry_id, name, and what it says in the words people know
-- source:  docs/rules/work.md#changing

select entry.id as entry_id, named.name, entry.transaction_class as class, entry.transaction_date as day,
       project.code as project, task.name as task, role.name as role, category.name as category,
       resource.name as resource, trim_scale(entry.quantity) as quantity, entry.unit,
       trim_scale(entry.unit_cost) as cost, entry.cost_currency_id as cost_currency,
       trim_scale(entry.unit_price) as price, entry.billing_type, entry.description, entry.internal_note as note
  from work_entry as entry
  join masterdata_project as project on project.id = entry.project_id
  left join masterdata_task as task on task.id = entry.task_id
  left join masterdata_role as role on role.id = entry.role_id
  left join masterdata_category as category on category.id = entry.category_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
 cross join lateral work_entry_name(entry.id) as named
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
 order by entry.id
