-- read:    entries_alike
-- returns: per entry of the references, of the resources on their days, or of nobody for the projects on theirs: entry_id, name, external_reference, transaction_class, transaction_date, project_id, project, resource_id, resource, task_id, task, category_id, category, quantity, unit, amount (cost of the quantity, of a fee its price, unrounded), currency, billing_type, description, status, entered_act_id, is_untouched (nothing has happened to it since)

-- Each person and day is looked up by its index: statistics that do not know the company would have the planner begin
-- with its entries, of which they expect one, and go through all days for each.
with alike as (
    select entry.id
      from work_entry as entry
     where entry.company_id = %(company_id)s::bigint
       and entry.external_reference = any(string_to_array(%(external_references)s, chr(31)))
       and entry.external_reference is not null
     union
    select entry.id
      from unnest(string_to_array(%(resource_ids)s, ',')::bigint[],
                string_to_array(%(resource_days)s, ',')::date[]) as named (resource_id, day)
     cross join lateral (
              select work_entry.id, work_entry.company_id, work_entry.transaction_class
                from work_entry
               where work_entry.resource_id = named.resource_id
                 and work_entry.transaction_date = named.day
              offset 0
          ) as entry
     where entry.company_id = %(company_id)s::bigint
       and entry.transaction_class = any(%(transaction_classes)s::text[])
     union
    select entry.id
      from unnest(%(project_ids)s::bigint[], %(project_days)s::date[]) as named (project_id, day)
     cross join lateral (
              select work_entry.id, work_entry.company_id, work_entry.transaction_class, work_entry.resource_id
                from work_entry
               where work_entry.project_id = named.project_id
                 and work_entry.transaction_date = named.day
              offset 0
          ) as entry
     where entry.company_id = %(company_id)s::bigint
       and entry.transaction_class = any(%(transaction_classes)s::text[])
       and entry.resource_id is null
)

select entry.id as entry_id, named.name, coalesce(entry.external_reference, '') as external_reference,
       entry.transaction_class, entry.transaction_date, entry.project_id, project.code as project,
       entry.resource_id, coalesce(resource.name, '') as resource, entry.task_id,
       coalesce(task.name, '') as task, entry.category_id, coalesce(category.name, '') as category, entry.quantity, entry.unit,
       case when entry.transaction_class = 'fee' then entry.unit_price else entry.unit_cost end * entry.quantity as amount, entry.cost_currency_id as currency, entry.billing_type,
       entry.description, entry.status, entry.entered_act_id, entry.act_id = entry.entered_act_id as is_untouched
  from alike
  join work_entry as entry on entry.id = alike.id
  join masterdata_project as project on project.id = entry.project_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
  left join masterdata_task as task on task.id = entry.task_id
  left join masterdata_category as category on category.id = entry.category_id
 cross join lateral work_entry_name(entry.id) as named
 order by entry.id
