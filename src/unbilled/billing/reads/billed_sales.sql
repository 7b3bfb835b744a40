-- read:    billed_sales
-- returns: of lines of a confirmed proforma: the billed sales that are not credited, by line
-- source:  docs/rules/billing.md#revising

select sale.id as actual_id
  from actuals_actual as sale
 where sale.company_id = %(company_id)s::bigint
   and sale.proforma_id = %(proforma_id)s::bigint
   and sale.transaction_type = 'billed_sales'
   and sale.reverses_id is null
   and sale.proforma_line_no = any(%(line_nos)s::integer[])
   and not exists (select
                     from actuals_actual as reversal
                    where reversal.reverses_id = sale.id)
 order by sale.proforma_line_no, sale.id
