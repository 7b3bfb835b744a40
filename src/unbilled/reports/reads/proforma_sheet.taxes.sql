-- read:    proforma_sheet, its tax
-- returns: per sales tax code: code, rate_percent, tax_amount as it is expected, transaction currency
-- source:  docs/rules/tax.md#codes-that-apply

select code, rate_percent, sum(tax_amount) as tax_amount
  from accounting_expected_tax(%(company_id)s::bigint, %(proforma_id)s::bigint, %(on)s::date)
 where code is not null
 group by code, rate_percent
 order by code, rate_percent
