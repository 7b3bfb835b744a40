-- event:   apply_retainers
-- returns: proforma_id, number and corrects (number of what it corrects) of each draft among the proformas
-- source:  docs/rules/retainers.md#applying

select proforma.id as proforma_id, proforma.number, original.number as corrects
  from billing_proforma as proforma
  left join billing_proforma as original on original.id = proforma.corrects_id
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.status = 'draft'
 order by proforma.number
