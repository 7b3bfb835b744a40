-- event:   populate_proposals, those that have no lines yet
-- returns: proposal_id per proposal without lines
-- source:  docs/rules/proposals.md#waiting-for-the-journal

select proposal.id as proposal_id
  from unnest(%(proposal_ids)s::bigint[]) as asked (id)
  join accounting_proposal as proposal on proposal.id = asked.id
 where proposal.company_id = %(company_id)s
   and proposal.status = 'header_only'
 order by proposal.id
