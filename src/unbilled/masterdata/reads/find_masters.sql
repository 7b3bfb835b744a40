-- read:    find_masters
-- returns: per master: kind, master_id (of a currency its digits), name, other_name (the e-mail address of a resource, the code of a project), usual_role_id (of a resource), client and is_closed (of a project), transaction_class (of a category)

select 'resource' as kind, resource.id as master_id, resource.name, resource.email as other_name,
       resource.role_id as usual_role_id, '' as client, false as is_closed, '' as transaction_class
  from masterdata_resource as resource
 where resource.company_id = %(company_id)s::bigint
 union all
select 'project', project.id, project.name, project.code, null, project.client, project.stage = 'closed', ''
  from masterdata_project as project
 where project.company_id = %(company_id)s::bigint
 union all
select 'category', category.id, category.name, '', null, '', false, category.transaction_class
  from masterdata_category as category
 where category.company_id = %(company_id)s::bigint
 union all
select 'role', role.id, role.name, '', null, '', false, ''
  from masterdata_role as role
 where role.company_id = %(company_id)s::bigint
 union all
select 'currency', currency.digits, currency.code, '', null, '', false, ''
  from companies_currency as currency
 order by kind, master_id
