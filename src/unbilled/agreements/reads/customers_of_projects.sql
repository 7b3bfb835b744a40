-- read:    customers_of_projects
-- returns: per project and customer of a contract with a line for it: project_id, account, name

select distinct line.project_id, customer.account, customer.name
  from agreements_contract_line as line
  join agreements_contract_customer as party on party.contract_id = line.contract_id
  join masterdata_customer as customer on customer.id = party.customer_id
 where line.company_id = %(company_id)s::bigint
   and line.project_id = any(%(project_ids)s::bigint[])
 order by line.project_id, customer.account
