-- read:    proforma_sheet, its tax
-- returns: per sales tax code and rate: code, rate_percent, tax_amount as it is expected, transaction currency; per line that
--          is asked for and taxed: line_no, tax_amount; and once untaxed_count (lines that charge without a tax code)
-- source:  docs/rules/tax.md#codes-that-apply

with expected as materialized (
    select line_no, code, rate_percent, tax_amount
      from accounting_expected_tax(%(company_id)s::bigint, %(proforma_id)s::bigint, %(on)s::date)
)

select code, rate_percent, sum(tax_amount) as tax_amount, null::integer as line_no, 0 as untaxed_count
  from expected
 where code is not null
 group by code, rate_percent
 union all
select null, null, sum(tax_amount), line_no, 0
  from expected
 where code is not null
   and line_no = any(%(line_nos)s::integer[])
 group by line_no
 union all
select null, null, null, null, count(distinct line_no)
  from expected
 where code is null
 order by code, rate_percent
