-- read:    proposal_names
-- returns: per proposal that the company has: id, name, state

select id, number as name, status as state
  from accounting_proposal
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
