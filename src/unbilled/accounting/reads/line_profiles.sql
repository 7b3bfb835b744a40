-- read:    line_profiles
-- returns: per line of contracts: contract_line_id, code of the profile that serves it, and the contract's own rule
-- source:  docs/rules/journal.md#profiles

select line.id as contract_line_id, coalesce(profile.code, '') as profile, rule.id as rule_id
  from agreements_contract_line as line
  left join lateral accounting_profile(line.company_id, line.billing_method, line.project_id, line.contract_id) as fit
    on true
  left join accounting_cost_revenue_profile as profile on profile.id = fit.profile_id
  left join accounting_profile_rule as rule
    on rule.company_id = line.company_id
   and rule.contract_id = line.contract_id
   and rule.billing_method = line.billing_method
   and rule.project_id is null
   and rule.project_group = ''
 where line.company_id = %(company_id)s::bigint
   and line.contract_id = any(%(contract_ids)s::bigint[])
 order by line.id
