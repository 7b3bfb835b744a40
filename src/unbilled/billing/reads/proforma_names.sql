-- read:    proforma_names
-- returns: per proforma that the company has: id, name, state

select id, number as name, status as state
  from billing_proforma
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
