-- read:    entry_names
-- returns: per entry that the company has: id, name, state

select entry.id, entry.status as state,
       coalesce(entry.external_reference,
                concat_ws(' ', trim_scale(entry.quantity), entry.unit, 'of', coalesce(resource.name, category.name),
                          'on', project.code, entry.transaction_date)) as name
  from work_entry as entry
  join masterdata_project as project on project.id = entry.project_id
  left join masterdata_resource as resource on resource.id = entry.resource_id
  left join masterdata_category as category on category.id = entry.category_id
 where entry.company_id = %(company_id)s
   and entry.id = any(%(ids)s::bigint[])
