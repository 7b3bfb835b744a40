-- read:    posting_rules
-- returns: per posting rule: its name, what it is for, the account, who changed it last
-- source:  docs/rules/journal.md#posting-rules

select rule.id as posting_rule_id,
       concat_ws(', ', rule.posting_type, 'project ' || project.code, 'project group ' || nullif(rule.project_group, ''),
                 'category ' || category.transaction_class || '/' || category.name,
                 'category group ' || nullif(rule.category_group, ''), 'customer ' || customer.account,
                 'customer group ' || nullif(rule.customer_group, ''), 'tax code ' || tax_code.code) as name,
       rule.posting_type, rule.project_id, rule.customer_id, account.number as account, account.name as account_name,
       act.acted_at as changed_at, person.username as changed_by
  from accounting_posting_rule as rule
  left join ledger_main_account as account on account.id = rule.main_account_id
  left join masterdata_project as project on project.id = rule.project_id
  left join masterdata_category as category on category.id = rule.category_id
  left join masterdata_customer as customer on customer.id = rule.customer_id
  left join tax_tax_code as tax_code on tax_code.id = rule.tax_code_id
  left join people_act as act on act.id = rule.act_id
  left join people_person as person on person.id = act.person_id
 where rule.company_id = %(company_id)s::bigint
