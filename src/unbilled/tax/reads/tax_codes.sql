-- read:    tax_codes
-- returns: per tax code: category, name, its latest rate and since when, legal text, exemption code, who changed it last
-- source:  docs/rules/tax.md#codes-that-apply

select code.id as tax_code_id, code.code, code.name, code.category, rate.rate_percent, rate.valid_from, code.legal_text,
       code.exemption_code,
       act.acted_at as changed_at, person.username as changed_by
  from tax_tax_code as code
  left join tax_tax_rate as rate on rate.tax_code_id = code.id and rate.valid_until is null
  left join people_act as act on act.id = code.act_id
  left join people_person as person on person.id = act.person_id
 where code.company_id = %(company_id)s::bigint
