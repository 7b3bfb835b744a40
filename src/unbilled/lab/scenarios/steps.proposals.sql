-- read:    steps, which proposals
-- returns: proposals of a status, or with these numbers

select proposal.id
  from accounting_proposal as proposal
 where proposal.company_id = %(company_id)s
   and (%(status)s::text is null or proposal.status = %(status)s::text)
   and (%(numbers)s::text[] is null or proposal.number = any(%(numbers)s::text[]))
 order by proposal.id
