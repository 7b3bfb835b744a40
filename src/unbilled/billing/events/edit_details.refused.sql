-- event:   edit_details
-- returns: line_no, is_retainer, is_drawn (prepaid hours pay for it) and is_product per milestone, product, retainer and prepaid line among the details named
-- source:  docs/rules/billing.md#editing

select line_no, retainer_id is not null as is_retainer, drawn_hours > 0 as is_drawn,
       transaction_class = 'product' as is_product
  from billing_proforma_detail
 where company_id = %(company_id)s
   and proforma_id = %(proforma_id)s
   and line_no = any(%(line_nos)s::integer[])
   and (coalesce(milestone_id, retainer_id) is not null or drawn_hours > 0)
 order by line_no
