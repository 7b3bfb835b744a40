-- event:   edit_details
-- returns: line_no per detail whose quantity or price, or what it is worth, would have more digits than the books hold
-- source:  docs/rules/companies.md#amounts

select asked.line_no
  from unnest(%(line_nos)s::integer[], %(quantities)s::numeric[], %(prices)s::numeric[])
       as asked (line_no, quantity, unit_price)
  left join billing_proforma_detail as detail
    on detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = asked.line_no
 where asked.quantity >= 1e12
    or asked.unit_price >= 1e12
    or abs(coalesce(asked.quantity, detail.quantity) * coalesce(asked.unit_price, detail.unit_price)) >= 1e16
 order by asked.line_no
