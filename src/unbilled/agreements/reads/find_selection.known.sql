-- read:    find_selection, names there are
-- returns: names of a kind beside another in their order, ten on each side

with names as (
    select contract.number as name
      from agreements_contract as contract
     where %(kind)s::text = 'contract'
       and contract.company_id = %(company_id)s::bigint
     union all
    select project.code
      from masterdata_project as project
     where %(kind)s::text = 'project'
       and project.company_id = %(company_id)s::bigint
     union all
    select customer.account
      from masterdata_customer as customer
     where %(kind)s::text = 'customer'
       and customer.company_id = %(company_id)s::bigint
     union all
    select task.name
      from masterdata_task as task
     where %(kind)s::text = 'task'
       and task.company_id = %(company_id)s::bigint
     union all
    select role.name
      from masterdata_role as role
     where %(kind)s::text = 'role'
       and role.company_id = %(company_id)s::bigint
     union all
    select resource.name
      from masterdata_resource as resource
     where %(kind)s::text = 'resource'
       and resource.company_id = %(company_id)s::bigint
     union all
    select category.name
      from masterdata_category as category
     where %(kind)s::text = 'category'
       and category.company_id = %(company_id)s::bigint
)

(select name from names where name < %(near)s::text order by name desc limit 10)
 union all
(select name from names where name > %(near)s::text order by name limit 10)
