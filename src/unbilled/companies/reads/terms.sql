-- read:    terms
-- returns: per terms of payment: days, months, text
-- source:  docs/rules/companies.md#terms-of-payment

select terms.id as terms_id, terms.code, terms.net_months, terms.net_days, terms.end_of_month, terms.text,
       terms.discount_percent, terms.discount_days
  from companies_terms_of_payment as terms
 where terms.company_id = %(company_id)s::bigint
