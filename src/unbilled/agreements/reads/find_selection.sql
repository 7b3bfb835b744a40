-- read:    find_selection
-- returns: per record found: kind (company, contract, project, customer), name as it was asked for, id

select 'company' as kind, company.code as name, company.id
  from companies_company as company
 where company.id = %(company_id)s::bigint
 union all
select 'contract', contract.number, contract.id
  from agreements_contract as contract
 where contract.company_id = %(company_id)s::bigint
   and contract.number = any(%(contracts)s::text[])
 union all
select 'project', project.code, project.id
  from masterdata_project as project
 where project.company_id = %(company_id)s::bigint
   and project.code = any(%(projects)s::text[])
 union all
select 'customer', customer.account, customer.id
  from masterdata_customer as customer
 where customer.company_id = %(company_id)s::bigint
   and customer.account = any(%(customers)s::text[])
