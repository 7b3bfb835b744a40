-- function: work_entry_name
-- returns:  one row: what people call an entry: its external reference, else who did how much, where and when
-- keeps:    an entry has one name wherever it is told of
-- source:   docs/rules/work.md#references
create or replace function work_entry_name(of_entry bigint)
returns table (name text)
language sql stable as $$
    select coalesce(entry.external_reference,
                    concat_ws(' ', trim_scale(entry.quantity), entry.unit, 'of',
                              coalesce(resource.name, category.name), 'on', project.code, entry.transaction_date))
      from work_entry as entry
      join masterdata_project as project on project.id = entry.project_id
      left join masterdata_resource as resource on resource.id = entry.resource_id
      left join masterdata_category as category on category.id = entry.category_id
     where entry.id = of_entry
$$
