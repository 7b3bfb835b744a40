-- event:   create_proformas
-- returns: nothing
-- keeps:   numbers are drawn last, so that nobody waits for them longer than the end of a transaction
-- source:  docs/rules/performance.md#numbers-last

update billing_proforma as proforma
   set number = drawn.number
  from unnest(%(proforma_ids)s::bigint[], %(numbers)s::text[]) as drawn (proforma_id, number)
 where proforma.company_id = %(company_id)s
   and proforma.id = drawn.proforma_id
