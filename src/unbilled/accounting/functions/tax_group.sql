-- function: accounting_tax_group
-- returns:  one row: the sales tax group of what a project, contract and customer are billed; empty when none is named
-- keeps:    it is that of the place the company chose, else of the first place that names one: project, contract, customer
-- source:   docs/rules/tax.md#the-groups-of-a-line
create or replace function accounting_tax_group(
    of_company bigint, of_project bigint, of_contract bigint, of_customer bigint)
returns table (tax_group_id bigint)
language sql stable as $$
    select case company.tax_group_source
           when 'project' then project.tax_group_id
           when 'contract' then contract.tax_group_id
           when 'customer' then customer.tax_group_id
           else coalesce(project.tax_group_id, contract.tax_group_id, customer.tax_group_id)
           end
      from companies_company as company
      left join masterdata_project as project on project.id = of_project
      left join agreements_contract as contract on contract.id = of_contract
      left join masterdata_customer as customer on customer.id = of_customer
     where company.id = of_company
$$
