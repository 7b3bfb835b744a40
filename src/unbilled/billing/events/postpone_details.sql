-- event:   postpone_details
-- returns: per line named: line_no, actual_id, milestone_id, is_retainer, is_written (by hand)
-- source:  docs/rules/billing.md#postponing

select line_no, actual_id, milestone_id, retainer_id is not null as is_retainer, entry_id is not null as is_written
  from billing_proforma_detail
 where company_id = %(company_id)s
   and proforma_id = %(proforma_id)s
   and line_no = any(%(line_nos)s::integer[])
 order by line_no
