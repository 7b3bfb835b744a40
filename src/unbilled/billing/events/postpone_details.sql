-- event:   postpone_details
-- returns: per line named: line_no, actual_id, milestone_id, is_retainer
-- source:  docs/rules/billing.md#postponing

select line_no, actual_id, milestone_id, retainer_id is not null as is_retainer
  from billing_proforma_detail
 where company_id = %(company_id)s
   and proforma_id = %(proforma_id)s
   and line_no = any(%(line_nos)s::integer[])
 order by line_no
