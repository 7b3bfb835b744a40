-- read:    steps, which retainers
-- returns: retainers of a status, up to a day

select retainer.id
  from billing_retainer as retainer
 where retainer.company_id = %(company_id)s
   and retainer.status = %(status)s::text
   and (%(contracts)s::bigint[] is null or retainer.contract_id = any(%(contracts)s::bigint[]))
   and (%(through)s::date is null or retainer.retainer_date <= %(through)s::date)
 order by retainer.id
