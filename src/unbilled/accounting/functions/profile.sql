-- function: accounting_profile
-- returns:  one row: the cost and revenue profile of work of a billing method, project and contract; none when no rule fits
-- keeps:    the most specific rule wins: project, project group, contract, all
-- source:   docs/rules/journal.md#profiles
create or replace function accounting_profile(
    of_company bigint, of_method text, of_project bigint, of_contract bigint)
returns table (profile_id bigint)
language sql stable as $$
    select rule.profile_id
      from accounting_profile_rule as rule
      left join masterdata_project as project on project.id = of_project
     where rule.company_id = of_company
       and rule.billing_method = of_method
       and (rule.project_id is null or rule.project_id = of_project)
       and (rule.project_group = '' or rule.project_group = project.project_group)
       and (rule.contract_id is null or rule.contract_id = of_contract)
     order by rule.project_id is null, rule.project_group = '', rule.contract_id is null
     limit 1
$$
