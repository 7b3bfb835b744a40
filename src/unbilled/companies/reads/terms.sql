-- read:    terms
-- returns: per terms of payment: days, months, text, who changed them last
-- source:  docs/rules/companies.md#terms-of-payment

select terms.id as terms_id, terms.code, terms.net_months, terms.net_days, terms.end_of_month, terms.text,
       act.acted_at as changed_at, person.username as changed_by
  from companies_terms_of_payment as terms
  left join people_act as act on act.id = terms.act_id
  left join people_person as person on person.id = act.person_id
 where terms.company_id = %(company_id)s::bigint
