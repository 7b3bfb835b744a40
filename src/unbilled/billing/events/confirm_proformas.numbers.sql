-- event:   confirm_proformas
-- returns: proforma_id and number of those that the company has
-- source:  docs/rules/billing.md#confirming

select id as proforma_id, number
  from billing_proforma
 where company_id = %(company_id)s
   and id = any(%(proforma_ids)s::bigint[])
