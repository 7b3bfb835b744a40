-- read:    find_selection
-- returns: per record found: kind (company, contract, project and so on), name as it was asked for, id

select 'company' as kind, company.code as name, company.id
  from companies_company as company
 where company.id = %(company_id)s::bigint
 union all
select 'contract', contract.number, contract.id
  from agreements_contract as contract
 where contract.company_id = %(company_id)s::bigint
   and contract.number = any(%(contract_names)s::text[])
 union all
select 'project', project.code, project.id
  from masterdata_project as project
 where project.company_id = %(company_id)s::bigint
   and project.code = any(%(project_names)s::text[])
 union all
select 'customer', customer.account, customer.id
  from masterdata_customer as customer
 where customer.company_id = %(company_id)s::bigint
   and customer.account = any(%(customer_names)s::text[])
 union all
select 'task', task.name, task.id
  from masterdata_task as task
 where task.company_id = %(company_id)s::bigint
   and task.name = any(%(task_names)s::text[])
 union all
select 'role', role.name, role.id
  from masterdata_role as role
 where role.company_id = %(company_id)s::bigint
   and role.name = any(%(role_names)s::text[])
 union all
select 'resource', resource.name, resource.id
  from masterdata_resource as resource
 where resource.company_id = %(company_id)s::bigint
   and resource.name = any(%(resource_names)s::text[])
 union all
select 'category', category.name, category.id
  from masterdata_category as category
 where category.company_id = %(company_id)s::bigint
   and category.name = any(%(category_names)s::text[])
