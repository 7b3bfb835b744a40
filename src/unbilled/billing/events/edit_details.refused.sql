-- event:   edit_details
-- returns: line_no and is_retainer per milestone and retainer among the details named
-- source:  docs/rules/billing.md#editing

select line_no, retainer_id is not null as is_retainer
  from billing_proforma_detail
 where company_id = %(company_id)s
   and proforma_id = %(proforma_id)s
   and line_no = any(%(line_nos)s::integer[])
   and coalesce(milestone_id, retainer_id) is not null
 order by line_no
