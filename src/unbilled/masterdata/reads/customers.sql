-- read:    customers
-- returns: per customer: legal data, terms, tax group, hold, who changed it last
-- source:  docs/rules/masters.md#customers

select customer.id as customer_id, customer.account, customer.name, customer.country, customer.vat_id, customer.language,
       customer.currency_id as currency, customer.customer_group, terms.code as terms, tax_group.code as tax_group,
       customer.on_hold,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_customer as customer
  left join companies_terms_of_payment as terms on terms.id = customer.terms_id
  left join tax_tax_group as tax_group on tax_group.id = customer.tax_group_id
  left join people_act as act on act.id = customer.act_id
  left join people_person as person on person.id = act.person_id
 where customer.company_id = %(company_id)s::bigint
