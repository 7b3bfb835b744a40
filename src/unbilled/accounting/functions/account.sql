-- function: accounting_account
-- returns:  one row: the main account of a posting type for a project, category, customer and tax code (0 for none); none when no rule fits
-- keeps:    the most specific rule wins: project, project group, category, category group, customer, customer group, tax code
-- source:   docs/rules/journal.md#posting-rules; docs/rules/ledger.md#posting-types
create or replace function accounting_account(
    of_company bigint, of_posting_type text, of_project bigint, of_category bigint, of_customer bigint,
    of_tax_code bigint)
returns table (main_account_id bigint)
language sql stable as $$
    select rule.main_account_id
      from accounting_posting_rule as rule
      left join masterdata_project as project on project.id = of_project
      left join masterdata_category as category on category.id = of_category
      left join masterdata_customer as customer on customer.id = of_customer
     where rule.company_id = of_company
       and rule.posting_type = of_posting_type
       and (rule.project_id is null or rule.project_id = of_project)
       and (rule.project_group = '' or rule.project_group = project.project_group)
       and (rule.category_id is null or rule.category_id = of_category)
       and (rule.category_group = '' or rule.category_group = category.category_group)
       and (rule.customer_id is null or rule.customer_id = of_customer)
       and (rule.customer_group = '' or rule.customer_group = customer.customer_group)
       and (rule.tax_code_id is null or rule.tax_code_id = of_tax_code)
     order by rule.project_id is null, rule.project_group = '', rule.category_id is null,
              rule.category_group = '', rule.customer_id is null, rule.customer_group = '',
              rule.tax_code_id is null
     limit 1
$$
