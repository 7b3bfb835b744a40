-- read:    steps, which milestones
-- returns: milestones of a status, up to a day

select milestone.id
  from billing_milestone as milestone
 where milestone.company_id = %(company_id)s
   and milestone.status = %(status)s::text
   and (%(contracts)s::bigint[] is null or milestone.contract_id = any(%(contracts)s::bigint[]))
   and (%(through)s::date is null or milestone.milestone_date <= %(through)s::date)
 order by milestone.id
