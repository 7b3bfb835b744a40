-- read:    steps, which proformas
-- returns: proformas of a status, or with these numbers

select proforma.id
  from billing_proforma as proforma
 where proforma.company_id = %(company_id)s
   and (%(status)s::text is null or proforma.status = %(status)s::text)
   and (%(numbers)s::text[] is null or proforma.number = any(%(numbers)s::text[]))
 order by proforma.id
