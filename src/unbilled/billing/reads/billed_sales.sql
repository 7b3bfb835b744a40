-- read:    billed_sales
-- returns: of lines of a confirmed proforma: the billed sales that are not credited, by line
-- source:  docs/rules/billing.md#revising

select sale.actual_id
  from billing_proforma as proforma
 cross join lateral billing_still_billed(proforma.id) as sale
 where proforma.company_id = %(company_id)s::bigint
   and proforma.id = %(proforma_id)s::bigint
   and sale.proforma_line_no = any(%(line_nos)s::integer[])
 order by sale.proforma_line_no, sale.actual_id
