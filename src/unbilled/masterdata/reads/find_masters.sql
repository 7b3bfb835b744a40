-- read:    find_masters
-- returns: per name and master it may mean, the best rank first: kind, project_id (of a task, else 0), asked, rank, master_id (of a currency its digits), usual_role_id (of a resource), is_closed (of a project)

with asked as (
    select 'resource' as kind, name from unnest(%(resources)s::text[]) as named (name)
     union
    select 'email', name from unnest(%(emails)s::text[]) as named (name)
     union
    select 'project', name from unnest(%(projects)s::text[]) as named (name)
     union
    select 'task', name from unnest(%(tasks)s::text[]) as named (name)
     union
    select 'category', name from unnest(%(categories)s::text[]) as named (name)
     union
    select 'role', name from unnest(%(roles)s::text[]) as named (name)
),

meant as (
    select asked.kind, 0::bigint as project_id, asked.name as asked, resource.name <> asked.name as is_other,
           0 as way, resource.id as master_id, resource.role_id as usual_role_id, false as is_closed
      from asked
      join masterdata_resource as resource on lower(resource.name) = lower(asked.name)
     where asked.kind = 'resource'
       and resource.company_id = %(company_id)s::bigint
     union all
    select asked.kind, 0, asked.name, false, 0, resource.id, resource.role_id, false
      from asked
      join masterdata_resource as resource on lower(resource.email) = lower(asked.name)
     where asked.kind = 'email'
       and resource.company_id = %(company_id)s::bigint
     union all
    select asked.kind, 0, asked.name, project.code <> asked.name, 0, project.id, null,
           project.stage = 'closed'
      from asked
      join masterdata_project as project on lower(project.code) = lower(asked.name)
     where asked.kind = 'project'
       and project.company_id = %(company_id)s::bigint
     union all
    select asked.kind, 0, asked.name, project.name <> asked.name, 2, project.id, null,
           project.stage = 'closed'
      from asked
      join masterdata_project as project on lower(project.name) = lower(asked.name)
     where asked.kind = 'project'
       and project.company_id = %(company_id)s::bigint
       and lower(project.code) <> lower(asked.name)
     union all
    select asked.kind, task.project_id, asked.name, task.name <> asked.name, 0, task.id, null, false
      from asked
      join masterdata_task as task on lower(task.name) = lower(asked.name)
     where asked.kind = 'task'
       and task.company_id = %(company_id)s::bigint
     union all
    select asked.kind, 0, asked.name, category.name <> asked.name, 0, category.id, null, false
      from asked
      join masterdata_category as category on lower(category.name) = lower(asked.name)
     where asked.kind = 'category'
       and category.company_id = %(company_id)s::bigint
       and category.transaction_class = %(transaction_class)s
     union all
    select asked.kind, 0, asked.name, role.name <> asked.name, 0, role.id, null, false
      from asked
      join masterdata_role as role on lower(role.name) = lower(asked.name)
     where asked.kind = 'role'
       and role.company_id = %(company_id)s::bigint
     union all
    select 'currency', 0, currency.code, false, 0, currency.digits, null, false
      from companies_currency as currency
     where currency.code = any(%(currencies)s::text[])
)

select kind, project_id, asked, way + is_other::integer as rank, master_id, usual_role_id, is_closed
  from meant
 order by kind, project_id, asked, rank, master_id
